"""Step: the virtual environment that holds every package, so that the user's own Python stays as it is."""

import shutil
import subprocess
import sys

from installer.steps import console
from installer.steps.console import StepLine
from installer.steps.failure import SetupError
from installer.steps.project import Level, Setup
from installer.steps.step import Outcome

TITLE = "environment"
VERSION = 1


def still_done(setup: Setup) -> bool:
    """Whether the interpreter is there and still the version that the environment was made for."""
    if not setup.python.exists():
        return False
    same_interpreter = setup.python.resolve() == type(setup.python)(sys.executable).resolve()
    made_for = ".".join(setup.python_version().split(".")[:2])
    return not same_interpreter or made_for == f"{sys.version_info[0]}.{sys.version_info[1]}"


def _usable(setup: Setup) -> bool:
    """Whether there is an environment whose interpreter runs, fits and has pip."""
    if not still_done(setup):
        return False
    question = "import sys, pip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    return subprocess.run([setup.python, "-c", question], capture_output=True, check=False).returncode == 0


def _make(setup: Setup, line: StepLine) -> None:
    try:
        console.run([sys.executable, "-m", "venv", str(setup.env)], line, setup.log)
    except (console.CommandError, KeyboardInterrupt) as stop:
        shutil.rmtree(setup.env, ignore_errors=True)  # nothing half-made
        if isinstance(stop, KeyboardInterrupt):
            raise
        if "ensurepip" in stop.output:
            package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
            raise SetupError("this Python has no venv", f"run: sudo apt-get install {package}") from stop
        raise SetupError(stop.cause, "set LIKENESS_ENV to a folder you may write to") from stop


def act(setup: Setup, level: Level, line: StepLine) -> Outcome:
    """Make the environment unless a usable one is there."""
    if _usable(setup):
        return Outcome(f"{setup.env} kept")
    if setup.env.exists() and any(setup.env.iterdir()):
        if not (setup.env / "pyvenv.cfg").exists():
            raise SetupError(f"{setup.env} is not an environment", "set LIKENESS_ENV to another folder")
        shutil.rmtree(setup.env)  # its Python is gone or has changed version
    _make(setup, line)
    return Outcome(f"{setup.env} made")
