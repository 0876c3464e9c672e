"""Calibrations: the user's calm face, remembered for each camera, avatar and engine. Numbers only, never a picture."""

import contextlib
import hashlib
import logging
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.paths import data_dir
from models.abilities import Calibration

log = logging.getLogger(__name__)

_VERSION = 1
_MOST = 200  # files; the oldest go
_FORGOTTEN = ".forgotten"


@dataclass(frozen=True, slots=True)
class Key:
    """What a calibration belongs to."""

    camera: str
    avatar: str
    engine: str
    mirrored: bool

    def path(self) -> Path:
        """Return the file of this key."""
        text = "\n".join((str(_VERSION), self.camera, self.avatar, self.engine, str(self.mirrored)))
        return calibrations_dir() / f"{hashlib.sha256(text.encode()).hexdigest()[:20]}.npz"


def calibrations_dir() -> Path:
    """Where they are kept."""
    folder = data_dir() / "calibrations"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def load(key: Key) -> Calibration | None:
    """Return what is remembered; None if nothing is, or it cannot be read."""
    try:
        with key.path().open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            landmarks = np.asarray(file["landmarks"], np.float32)
            width, height = (int(side) for side in file["size"])
            numbers = np.asarray(file["numbers"], np.float32)
    except FileNotFoundError:
        return None
    except Exception as error:  # noqa: BLE001 - a damaged file of any kind: the calm face is chosen anew
        log.info("a remembered calibration cannot be read (%s)", type(error).__name__)
        return None
    if landmarks.shape != (478, 3) or not np.isfinite(landmarks).all() or not np.isfinite(numbers).all():
        return None
    return Calibration(landmarks, (width, height), numbers)


def save(key: Key, calibration: Calibration) -> None:
    """Remember it; a disk that does not take it is told to the log alone."""
    path = key.path()
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with partial.open("wb") as file:
            np.savez(
                file, landmarks=calibration.landmarks, size=np.array(calibration.size), numbers=calibration.numbers
            )
        os.replace(partial, path)
        _tidy()
    except OSError as error:
        log.info("the calibration cannot be remembered: %s", error.strerror)
        with contextlib.suppress(OSError):
            partial.unlink()


def forget_all() -> int:
    """Forget all of them; `restore_all` can still bring them back. Returns how many there were."""
    folder = calibrations_dir()
    for old in folder.glob(f"*{_FORGOTTEN}"):
        old.unlink(missing_ok=True)
    return sum(_renamed(file, file.with_suffix(_FORGOTTEN)) for file in folder.glob("*.npz"))


def restore_all() -> int:
    """Bring back what was forgotten last, where nothing new has come. Returns how many there were."""
    files = list(calibrations_dir().glob(f"*{_FORGOTTEN}"))
    return sum(_renamed(file, file.with_suffix(".npz")) for file in files if not file.with_suffix(".npz").exists())


def _renamed(file: Path, name: Path) -> bool:
    with contextlib.suppress(OSError):
        os.replace(file, name)
        return True
    return False


def _tidy() -> None:
    files = sorted(calibrations_dir().glob("*.npz"), key=lambda file: file.stat().st_mtime)
    for file in files[:-_MOST]:
        file.unlink()
