"""What killed programs leave behind: unfinished files in our own folders, and rings in shared memory."""

import os
import struct
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from app import paths
from app.shared_ring import MAGIC

__all__ = ["files", "memory"]

OLD_S = 3600.0  # a program that still writes has touched its file meanwhile
_MEMORY = Path("/dev/shm")
_UNFINISHED = (".*.part", ".new-*")  # voices and packs, avatars


def files() -> list[Path]:
    """Return unfinished files and folders that nobody has touched for an hour."""
    found = [path for pattern in _UNFINISHED for path in paths.data_dir().rglob(pattern)]
    found += paths.config_dir().glob("settings.tmp")
    with tempfile.TemporaryFile(dir=paths.cache_dir()) as fresh:  # asks the disk's own clock
        limit_s = os.fstat(fresh.fileno()).st_mtime - OLD_S
    return [path for path in found if _touched_s(path) < limit_s]


def memory() -> list[Path]:
    """Return our rings of pictures and sound that no process has mapped any more; only Linux shows them."""
    if sys.platform != "linux" or not _MEMORY.is_dir():
        return []
    found = [path for path in _MEMORY.glob("psm_*") if _is_our_ring(path)]
    used = ""
    for process in Path("/proc").glob("[0-9]*") if found else ():
        with suppress(OSError):
            used += (process / "maps").read_text(errors="replace")
    return [path for path in found if path.name not in used]


def _touched_s(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except OSError:
        return float("inf")  # gone meanwhile


def _is_our_ring(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return os.fstat(file.fileno()).st_uid == os.getuid() and file.read(8) == struct.pack("<Q", MAGIC)
    except OSError:
        return False
