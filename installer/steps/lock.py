"""A lock file that keeps two set-ups of one environment apart; it goes with its process, however that ends."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from installer.steps.console import say

_RETRY_S = 0.5


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def only_one(env: Path) -> Iterator[None]:
    """Hold the lock of this environment, waiting for another set-up to end."""
    env.parent.mkdir(parents=True, exist_ok=True)
    with env.with_name(env.name + ".lock").open("ab") as file:
        if not _try_lock(file):
            say("another set-up of this environment is running; waiting for it")
            while not _try_lock(file):
                time.sleep(_RETRY_S)
        yield
