"""Reads a picture file that may come from anywhere: any format, orientation and depth, or no picture at all."""

import io
import struct
import warnings
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from app.errors import MediaError

_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "AVIF", "PPM")  # MPO of phones opens as JPEG
_MAX_PIXELS = 80_000_000  # decoded as RGB: 240 MB, more than any phone or system camera makes
_LIMIT = f"limit {_MAX_PIXELS // 1_000_000} megapixels"
_NEUTRAL_RGB = (128, 130, 134)  # put behind transparent pictures
# what Pillow's decoders raise on damaged files, all formats together
_DECODE_ERRORS = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError)
_SMALLER = "make it smaller in a picture editor and try again"
_OTHER = "choose a JPEG, PNG or WebP picture"


def load_picture(path: Path | str, max_side_px: int = 3840) -> NDArray[np.uint8]:
    """Read a picture as the eye sees it: upright, sRGB, opaque.

    EXIF orientation and an embedded colour profile are applied, transparency is laid over a neutral grey, and grey,
    palette, CMYK and 16-bit pictures are converted. The size in the file's header is checked before decoding.

    Args:
        path: the file.
        max_side_px: larger pictures are shrunk to this longer side.

    Returns:
        (height, width, 3) uint8 RGB.

    Raises:
        MediaError: no such file, no picture, damaged or too large.
    """
    path = Path(path)
    _refuse_non_files(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # damaged EXIF blocks and the like; the picture itself decides
            with Image.open(path, formats=_FORMATS) as image:
                _refuse_giants(path, image.size)
                image.draft("RGB", (max_side_px, max_side_px))  # JPEG only: decode at 1/2, 1/4, 1/8 where enough
                upright = ImageOps.exif_transpose(image)
                rgb = _to_rgb(upright)
    except Image.DecompressionBombError as error:
        raise MediaError(f"{path.name}: the picture has too many pixels ({_LIMIT})", _SMALLER) from error
    except UnidentifiedImageError as error:
        raise MediaError(f"{path.name}: not a picture", _OTHER) from error
    except (*_DECODE_ERRORS, struct.error, zlib.error) as error:
        raise MediaError(f"{path.name}: the picture is damaged ({error})", "use an intact copy of it") from error
    except MemoryError as error:
        raise MediaError(f"{path.name}: not enough memory for this picture", _SMALLER) from error
    rgb.thumbnail((max_side_px, max_side_px), Image.Resampling.LANCZOS)
    return np.array(rgb, dtype=np.uint8)


def _refuse_non_files(path: Path) -> None:
    """Raise MediaError in plain words for what cannot be a picture."""
    try:
        if path.is_dir():
            raise MediaError(f"{path}: this is a folder", "name a picture in it")
        if not path.exists():
            raise MediaError(f"{path}: no such file", "check the name and the folder")
        if not path.is_file():
            raise MediaError(f"{path}: not an ordinary file", _OTHER)
        if path.stat().st_size == 0:
            raise MediaError(f"{path.name}: the file is empty", "use an intact copy of the picture")
    except (OSError, ValueError) as error:  # a name too long or with a zero byte in it
        raise MediaError(f"{str(path)[:80]!r}: cannot be opened ({error})", "check the name and the folder") from error


def _refuse_giants(path: Path, size: tuple[int, int]) -> None:
    """Raise MediaError when the header announces more pixels than we are willing to decode."""
    width, height = size
    if width * height > _MAX_PIXELS:
        raise MediaError(f"{path.name}: {width} x {height} are too many pixels ({_LIMIT})", _SMALLER)


def _to_rgb(image: Image.Image) -> Image.Image:
    """Return the picture in sRGB, 8 bits, without transparency."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return _deep_grey_to_rgb(image)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        layer = image.convert("RGBA")
        backdrop = Image.new("RGBA", layer.size, (*_NEUTRAL_RGB, 255))
        return Image.alpha_composite(backdrop, layer).convert("RGB")
    return _apply_profile(image)


def _apply_profile(image: Image.Image) -> Image.Image:
    """Convert through the embedded colour profile (wide-gamut phones, CMYK); without one just convert the mode."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            return image.convert("RGB")  # a broken profile is no reason to refuse the picture
        if converted is not None:
            return converted
    return image.convert("RGB")


def _deep_grey_to_rgb(image: Image.Image) -> Image.Image:
    """Scale grey of 16 or 32 bits or floating point to 8 bits; Pillow's own conversion clips instead."""
    values = np.asarray(image, dtype=np.float64)
    values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    top = float(values.max(initial=0.0))
    full = next((limit for limit in (1.0, 255.0, 65535.0) if top <= limit), top)
    if image.mode != "F":
        full = 65535.0 if top <= 65535.0 else top
    grey = np.clip(values * (255.0 / full), 0, 255).astype(np.uint8)
    return Image.fromarray(grey).convert("RGB")
