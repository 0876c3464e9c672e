"""Whether the welcome has been seen: a file of its own, so that no other program of ours has to know of it."""

import logging
from pathlib import Path

from app.paths import config_dir

log = logging.getLogger(__name__)


def _mark() -> Path:
    return config_dir() / "welcomed"


def was_seen() -> bool:
    """Return whether the welcome has been gone through or skipped."""
    return _mark().exists()


def remember_seen() -> None:
    """Do not show it by itself any more; where that cannot be kept it comes again, which harms nobody."""
    try:
        _mark().write_text(
            "The welcome has been seen; delete this file to see it at the next start.\n", encoding="utf-8"
        )
    except OSError as error:
        log.info("that the welcome was seen cannot be kept: %s", error)
