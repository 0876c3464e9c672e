"""Step: the Python packages, pinned in pyproject.toml; pip's own configuration decides where they come from."""

import os
import shutil
import sys
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

from installer.steps import console
from installer.steps.console import CommandError, StepLine
from installer.steps.failure import SetupError
from installer.steps.project import ROOT, Level, Setup
from installer.steps.step import Outcome

TITLE = "Python packages"
VERSION = 1

_TORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"  # the only place of CPU builds besides the user's own
_ANSWER_WITHIN_S = 2.0
_GPU_BUILD = "torch with its CUDA libraries (2.7 GB to download, 4 GB more on disk)"
_NOT_FOUND = "No matching distribution found"


def _pinned_torch() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return next(str(item) for item in project["dependencies"] if item.startswith("torch==")).removeprefix("torch==")


def _installed_torch(setup: Setup) -> str | None:
    """Return the version of torch in the environment, with its build ("2.13.0+cpu")."""
    found = sorted(setup.site_packages.glob("torch-*.dist-info"))
    return found[0].name.removeprefix("torch-").removesuffix(".dist-info") if found else None


def still_done(setup: Setup) -> bool:
    """Whether torch, the largest package, is there in the build that is wanted."""
    torch = _installed_torch(setup)
    return torch is not None and not (setup.cuda and torch.endswith("+cpu"))


def has_nvidia_driver() -> bool:
    """Whether this machine can use a GPU build at all."""
    signs = (Path("/proc/driver/nvidia/version"), Path("/dev/nvidiactl"), Path("/usr/lib/wsl/lib/libcuda.so.1"))
    return shutil.which("nvidia-smi") is not None or any(sign.exists() for sign in signs)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address + "/torch/", timeout=_ANSWER_WITHIN_S) as reply:
            return bool(reply.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _pip(setup: Setup, *arguments: str) -> list[str]:
    quiet = ("--disable-pip-version-check", "--no-input", "install", "--progress-bar", "off")
    return [str(setup.python), "-m", "pip", *quiet, *arguments]


def _install(setup: Setup, line: StepLine, *arguments: str) -> None:
    try:
        console.run(_pip(setup, *arguments), line, setup.log)
    except CommandError as failure:
        if "No space left" in failure.output:
            raise SetupError("the disk is full", "free 5 GB and start again; it goes on where it stopped") from failure
        if _NOT_FOUND in failure.output or "connection" in failure.output.lower():
            remedy = "connect to the network, or tell pip where the packages lie (pip config), and start again"
            raise SetupError(failure.cause, remedy) from failure
        raise SetupError(failure.cause, f"read {setup.log}, then start again; it goes on where it stopped") from failure


def _ask_for_gpu_build(setup: Setup) -> None:
    console.say(f"no CPU build of torch was found; the ordinary one is {_GPU_BUILD}")
    if setup.yes or not sys.stdin.isatty():
        console.say("going on with it; stop with Ctrl-C")
    elif input("download it? [Y/n] ").strip().lower() not in ("", "y", "yes"):
        raise SetupError("torch was not installed", "put a CPU wheel of it where pip looks (find-links), or say yes")


def _install_torch(setup: Setup, line: StepLine) -> None:
    """Install the build of torch that fits, where pip's first choice would not."""
    version, present = _pinned_torch(), _installed_torch(setup)
    if setup.cuda:
        if present is None or present.endswith("+cpu"):
            # three equals signs: "2.13.0+cpu" would satisfy two
            _install(setup, line, "--no-deps", "--force-reinstall", f"torch==={version}")
        return
    if not sys.platform.startswith("linux") or has_nvidia_driver() or (present or "").split("+")[0] == version:
        return
    cpu_build = ("--no-deps", f"torch=={version}+cpu")
    try:
        console.run(_pip(setup, *cpu_build), line, setup.log)
    except CommandError as failure:
        if _NOT_FOUND not in failure.output:
            raise
        if _answers(_TORCH_CPU_INDEX):
            _install(setup, line, *cpu_build, "--index-url", _TORCH_CPU_INDEX)
        else:
            _ask_for_gpu_build(setup)


def _forget_half_installed(setup: Setup) -> None:
    """Let pip install again what it was writing when somebody pulled the plug; INSTALLER is what it writes last."""
    for info in setup.site_packages.glob("*.dist-info"):
        if not (info / "INSTALLER").exists():
            shutil.rmtree(info)


def act(setup: Setup, level: Level, line: StepLine) -> Outcome:
    """Install the project in place with everything it needs."""
    os.environ.update({"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"})  # settings that would bypass the environment
    for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME"):
        os.environ.pop(name, None)
    _forget_half_installed(setup)
    _install_torch(setup, line)
    _install(setup, line, "-e", f"{ROOT}[dev]" if level == "test" else str(ROOT))
    return Outcome(f"installed, torch {_installed_torch(setup)}")
