"""What engines have found out about avatars' pictures, kept on disk: finding it out takes most of a second.

<cache folder>/portraits/<avatar's id>/<picture>-<how>.npz    both SHA-256: of picture and corrections; of all else

A kept file is numbers only; one that is damaged, foreign or of an older program is as if it were not there. Only
avatars have any, for only they have a record of consent, and an avatar that goes takes its own along.
"""

import hashlib
import logging
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import PIL
from numpy.typing import NDArray

from app.avatar.folder import Avatar, avatar_ids, user_avatars_dir
from app.paths import bundled_avatars_dir, cache_dir

log = logging.getLogger(__name__)

MOST_BYTES = 384 << 20  # all together: 27 portraits of 1280 x 720; those not used for longest go
LARGEST_BYTES = 96 << 20
READING = 1  # raise it when `app.picture` reads the same file as other pixels
_NAME = "_name"
_UNFINISHED, _UNFINISHED_S = ".part-", 3600.0
_NOT_READABLE = (OSError, ValueError, KeyError, EOFError, MemoryError, zipfile.BadZipFile, zlib.error)

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the analysis of one picture in one size lies, or would lie."""

    avatar: Avatar
    size: tuple[int, int] | None
    version: str
    path: Path

    def load(self) -> Arrays | None:
        """Return what was kept; None if there is nothing that can be used."""
        try:
            arrays = _read(self.path)
        except FileNotFoundError:
            return None
        except _NOT_READABLE as error:
            log.info("%s is not used: %s", self.path.name, error)
            return None
        with suppress(OSError):
            os.utime(self.path)  # those not used for longest go first
        return arrays

    @property
    def is_kept(self) -> bool:
        """Whether something lies there; not whether it can be used."""
        return self.path.is_file()

    def keep(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Keep what was found out, unless the picture is another one by now or the disk does not allow it."""
        if place_of(self.avatar, self.size, self.version) != self:
            return
        try:
            _write(self.path, arrays)
            _tidy(self.path)
        except OSError as error:
            log.info("the analysis of %s is not kept: %s", self.avatar.id, error)
        if not self.avatar.picture.is_file():  # removed meanwhile: whoever removed it may have come too early
            forget(self.avatar.id)


def place_of(avatar: Avatar, size: tuple[int, int] | None, version: str) -> Place | None:
    """Return where the analysis of an avatar lies, or will; None for one that is not listed, or is gone.

    Args:
        avatar: whose picture and corrections are meant.
        size: width and height of the output, None for the picture's own.
        version: of the engine's analysis, see models.analysis.
    """
    if avatar.consent is None or avatar.folder.parent not in (bundled_avatars_dir(), user_avatars_dir()):
        return None
    made_of = hashlib.sha256()
    try:
        for part in (avatar.picture, avatar.touch):
            written = part.read_bytes() if part is not None else b""
            made_of.update(len(written).to_bytes(8, "big") + written)
    except OSError:
        return None
    how = hashlib.sha256(repr((READING, PIL.__version__, size, version)).encode())
    return Place(avatar, size, version, _root() / avatar.id / f"{made_of.hexdigest()}-{how.hexdigest()[:16]}.npz")


def forget(avatar_id: str) -> None:
    """Delete everything that was kept of an avatar; call it when it has gone, or has another picture."""
    shutil.rmtree(_root() / avatar_id, ignore_errors=True)


def tidy() -> None:
    """Delete what is left of avatars that are no more, and of programs that were killed."""
    with suppress(OSError):
        _tidy(None)


def _root() -> Path:
    return cache_dir() / "portraits"


def _read(path: Path) -> Arrays:
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > LARGEST_BYTES:
            raise ValueError("too large")
        with zipfile.ZipFile(file) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_BYTES:
                raise ValueError("too large")
        file.seek(0)
        with np.load(file, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
    name = arrays.pop(_NAME, None)
    if name is None or name.dtype != np.uint8 or name.tobytes() != path.stem.encode():
        raise ValueError("it belongs to another picture")
    return arrays


def _write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the file whole or not at all; only this user can read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = tempfile.NamedTemporaryFile(prefix=_UNFINISHED, dir=path.parent, delete=False)  # noqa: SIM115 - closed below
    try:
        with file:
            named: dict[str, Any] = {**arrays, _NAME: np.frombuffer(path.stem.encode(), np.uint8)}
            np.savez(file, **named)
        os.replace(file.name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(file.name)
        raise


def _tidy(newest: Path | None) -> None:
    """Delete what is no longer wanted: of former pictures of the same avatar, of avatars that have gone, the oldest."""
    if not _root().is_dir():
        return
    os.utime(_root())
    now_s = _root().stat().st_mtime  # by the disk's own clock
    known = avatar_ids()
    for folder in _root().iterdir():
        if folder.name not in known:
            shutil.rmtree(folder, ignore_errors=True)
    kept: list[tuple[float, int, Path]] = []
    for path in _root().glob("*/*"):
        with suppress(OSError):
            state = path.stat()
            unfinished = path.name.startswith(_UNFINISHED)
            former = newest is not None and path.parent == newest.parent and _picture(path) != _picture(newest)
            if (unfinished and now_s - state.st_mtime > _UNFINISHED_S) or (former and not unfinished):
                path.unlink()
            elif path != newest:
                kept.append((state.st_mtime, state.st_size, path))
    spare = MOST_BYTES - (newest.stat().st_size if newest is not None else 0)
    for _, size, path in sorted(kept, reverse=True):
        spare -= size
        if spare < 0:
            with suppress(OSError):
                path.unlink()


def _picture(path: Path) -> str:
    return path.stem.partition("-")[0]
