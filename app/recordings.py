"""Names of new recordings and pictures."""

from datetime import datetime
from pathlib import Path

from app.paths import recordings_dir
from app.settings import Settings


def new_file(settings: Settings, suffix: str) -> Path:
    """Return a free name with the date in the folder for recordings, which is made. Raises OSError."""
    folder = Path(settings.recordings) if settings.recordings else recordings_dir()
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"Likeness {datetime.now():%Y-%m-%d %H.%M.%S}"
    path, number = folder / f"{stem}{suffix}", 2
    while path.exists():
        path, number = folder / f"{stem} {number}{suffix}", number + 1
    return path


def film_suffix(settings: Settings) -> str:
    """Return how a film ends: one with transparent parts needs another format."""
    return ".mov" if settings.background == "transparent" else ".mp4"
