"""What this process holds, and how much memory it and its children have."""

import os
import threading
from dataclasses import dataclass, field

import psutil

from tests.support import leaks


@dataclass(frozen=True)
class Resources:
    """What this process holds.

    Attributes:
        own_mb: memory of this process that nobody shares.
        children_mb: the same of each child, by its name.
    """

    threads: int
    files: int
    children: int
    own_mb: float
    children_mb: dict[str, float] = field(default_factory=dict)


def resources() -> Resources:
    """Count threads, open files and children; measure memory."""
    children = leaks.running_children()
    memory: dict[str, float] = {}
    for pid, line in children.items():
        try:
            memory[_name(line)] = psutil.Process(pid).memory_full_info().uss / 1e6
        except psutil.Error:
            continue  # it has just ended
    own_mb = psutil.Process().memory_full_info().uss / 1e6
    return Resources(threading.active_count(), len(os.listdir("/proc/self/fd")), len(children), own_mb, memory)


def _name(line: str) -> str:
    words = line.split()
    return words[words.index("--child") + 1] if "--child" in words else words[0].rsplit("/", 1)[-1]
