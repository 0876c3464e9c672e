"""Step: is there a fitting Python and room on the disk?"""

import platform
import shutil
import struct
from pathlib import Path

from installer.steps.console import StepLine
from installer.steps.failure import SetupError
from installer.steps.project import Level, Setup
from installer.steps.step import Outcome

TITLE = "Python and disk"
VERSION = 1
_NEEDED_GB = 5.0  # environment with the CPU build of torch 2.3 GB, downloads on their way, models
_GB = 1e9


def still_done(setup: Setup) -> bool:
    """Nothing to look after."""
    return True


def _existing_parent(path: Path) -> Path:
    while not path.exists():
        path = path.parent
    return path


def act(setup: Setup, level: Level, line: StepLine) -> Outcome:
    """Refuse a 32-bit Python and a full disk before anything is downloaded."""
    if struct.calcsize("P") < 8:
        raise SetupError("this Python is a 32-bit program", "install a 64-bit Python 3.11, 3.12 or 3.13")
    free_gb = shutil.disk_usage(_existing_parent(setup.env)).free / _GB
    if free_gb < _NEEDED_GB and not setup.python.exists():
        raise SetupError(
            f"{setup.env.parent} has {free_gb:.1f} GB free, about {_NEEDED_GB:.0f} GB are needed",
            "free some space or set LIKENESS_ENV to a folder on a larger disk",
        )
    return Outcome(f"Python {platform.python_version()}, {free_gb:.0f} GB free")
