"""Folders of the program. LIKENESS_HOME puts all of them under one folder (tests, portable use)."""

import os
from pathlib import Path

import platformdirs

_NAME = "likeness"


def _folder(kind: str, default: str) -> Path:
    home = os.environ.get("LIKENESS_HOME")
    path = Path(home) / kind if home else Path(default)
    path.mkdir(parents=True, exist_ok=True)
    return path


def config_dir() -> Path:
    """Settings and profiles."""
    return _folder("config", platformdirs.user_config_dir(_NAME, appauthor=False))


def data_dir() -> Path:
    """Avatars, voices and converted models of the user."""
    return _folder("data", platformdirs.user_data_dir(_NAME, appauthor=False))


def cache_dir() -> Path:
    """What can be computed again."""
    return _folder("cache", platformdirs.user_cache_dir(_NAME, appauthor=False))


def log_dir() -> Path:
    """Log files."""
    return _folder("log", platformdirs.user_log_dir(_NAME, appauthor=False))


def recordings_dir() -> Path:
    """Where recordings go unless the user says otherwise."""
    home = os.environ.get("LIKENESS_HOME")
    path = Path(home) / "recordings" if home else Path(platformdirs.user_videos_dir()) / "Likeness"
    path.mkdir(parents=True, exist_ok=True)
    return path


def bundled_avatars_dir() -> Path:
    """The avatars that ship with the program."""
    return Path(__file__).resolve().parent.parent / "avatars"


def demo_film() -> Path:
    """The bundled film that drives the demo."""
    return Path(__file__).resolve().parent / "demo" / "driver.mp4"
