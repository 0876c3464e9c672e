"""What a test must not leave behind: threads and child processes."""

import contextlib
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

GRACE_S = 3.0  # how long a thread or child may take to end after its test
T = TypeVar("T")
_PROC = Path("/proc")
# started once by the standard library with the first shared memory block, ends with the program
_HARMLESS_CHILD = b"multiprocessing.resource_tracker"


def running_threads() -> set[threading.Thread]:
    """Return every live Python thread except the dummies that stand for foreign ones."""
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def _suspects() -> list[Path]:
    """Return the folders of all children and perhaps of other processes; whoever asks after each test asks quickly."""
    lists = list(_PROC.glob("self/task/*/children"))
    if not lists:  # a kernel without this list
        return list(_PROC.glob("[0-9]*"))
    found = []
    for path in lists:
        with contextlib.suppress(OSError):  # the thread has ended meanwhile
            found += [_PROC / number for number in path.read_text().split()]
    return found


def running_children() -> dict[int, str]:
    """Return process id -> command line of this process's living children; empty where there is no /proc."""
    children = {}
    for entry in _suspects():
        try:
            state, parent = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[:2]
            command = (entry / "cmdline").read_bytes()
        except OSError:  # it has ended meanwhile
            continue
        if int(parent) == os.getpid() and state != "Z" and _HARMLESS_CHILD not in command:
            children[int(entry.name)] = command.replace(b"\0", b" ").decode(errors="replace").strip()
    return children


def left_over(before: set[T], now: Callable[[], set[T]]) -> set[T]:
    """Return what exists now and did not before, after waiting up to GRACE_S for it to go."""
    deadline_s = time.monotonic() + GRACE_S
    while (extra := now() - before) and time.monotonic() < deadline_s:
        time.sleep(0.02)
    return extra
