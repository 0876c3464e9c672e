"""What the program and its child processes hold: memory, threads, open files."""

from dataclasses import dataclass

import psutil

from tests.support.memory import private_mb


@dataclass(frozen=True)
class Holding:
    """One process at one moment.

    Attributes:
        own_mb: memory that it has written to and shares with nobody; resident_mb: all, with libraries.
    """

    name: str
    own_mb: float
    resident_mb: float
    threads: int
    files: int


def holdings(root: psutil.Process) -> list[Holding]:
    """Return what the process and its children hold; of several of one kind each has its own row."""
    found = []
    for process in (root, *root.children(recursive=True)):
        try:
            memory = process.memory_info()
            name = _name(process.cmdline())
            found.append(
                Holding(name, private_mb(process.pid), memory.rss / 1e6, process.num_threads(), process.num_fds())
            )
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue  # it has just ended
    return found


def _name(line: list[str]) -> str:
    if "--child" in line:
        return line[line.index("--child") + 1]
    if any("resource_tracker" in word for word in line):
        return "resource tracker"
    return "program" if "app" in line else (line[0].rsplit("/", 1)[-1] if line else "?")
