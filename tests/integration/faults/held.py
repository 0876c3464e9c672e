"""What this process holds, and how much memory it and its children have."""

import os
import threading
from dataclasses import dataclass, field

from tests.support import leaks
from tests.support.memory import private_mb


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
    memory = {_name(line): round(private_mb(pid), 1) for pid, line in children.items()}
    files = len(os.listdir("/proc/self/fd"))
    return Resources(threading.active_count(), files, len(children), round(private_mb(), 1), memory)


def _name(line: str) -> str:
    words = line.split()
    return words[words.index("--child") + 1] if "--child" in words else words[0].rsplit("/", 1)[-1]
