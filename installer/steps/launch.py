"""The end of the set-up: this process becomes the program."""

import os
import subprocess
import sys
from collections.abc import Sequence

from installer.steps.project import ROOT, Setup


def command(setup: Setup, arguments: Sequence[str]) -> list[str]:
    """Return what is to be started."""
    if setup.level == "test":
        return [str(setup.python), "-m", "pytest", *arguments]
    # -P: a folder named "app" where the user happens to stand is not ours
    return [str(setup.python), "-P", "-m", "app", *arguments]


def _wait_for(call: Sequence[str]) -> int:
    with subprocess.Popen(call) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:  # the child got it too and ends in its own way
                continue


def launch(setup: Setup, arguments: Sequence[str]) -> int:
    """Start the program in place of this process; return its exit status where a system cannot do that."""
    os.environ.pop("__PYVENV_LAUNCHER__", None)  # macOS: would make the environment's Python forget itself
    if setup.level == "test":
        os.chdir(ROOT)
    call = command(setup, arguments)
    if sys.platform == "win32":
        return _wait_for(call)
    os.execv(call[0], call)
