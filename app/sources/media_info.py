"""What an input holds, and the plain mistakes that can be found before it is decoded."""

import os
from dataclasses import dataclass

from PIL import Image

from app.errors import MediaError

__all__ = ["MediaInfo", "check_file"]

MAX_PIXELS = 100_000_000


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What an input holds.

    Attributes:
        width, height: pixels of the delivered frames (upright, square pixels, within max_side); 0 without pictures.
        fps: nominal rate of the film; 25 for a still picture.
        duration_s: None for a still picture and where the input does not say (live streams).
        frames: number of pictures if the file says so, else None.
        has_audio: whether there is sound that can be read.
        still: a single picture.
    """

    width: int
    height: int
    fps: float
    duration_s: float | None
    frames: int | None
    has_audio: bool
    still: bool = False


def check_file(path: str, wanted: str = "a film or a picture") -> None:
    """Find the plain mistakes without starting a process. Raises MediaError."""
    advice = f"choose {wanted}"
    if os.path.isdir(path):
        raise MediaError(f"{path} is a folder, not {wanted}", advice)
    if not os.path.exists(path):
        raise MediaError(f"{path} does not exist", "check the name")
    if not os.access(path, os.R_OK):
        raise MediaError(f"{path} may not be read", "change its permissions or choose another file")
    if not os.path.isfile(path):
        return  # a pipe or a device: it will show
    if os.path.getsize(path) == 0:
        raise MediaError(f"{path} is empty (0 bytes)", advice)
    try:
        with Image.open(path) as picture:  # reads the header only
            too_large = picture.width * picture.height > MAX_PIXELS
    except Image.DecompressionBombError:
        too_large = True
    except (OSError, ValueError, SyntaxError):
        return  # no still picture, or a damaged one
    if too_large:
        raise MediaError(f"{path} has too many pixels (more than {MAX_PIXELS // 1_000_000} million)", "make it smaller")
