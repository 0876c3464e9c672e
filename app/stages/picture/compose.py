"""Compose: put another background behind the portrait."""

import re
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from app.errors import SettingsError
from app.media import VideoFrame
from app.picture_cutout import GREEN, rgb_of

Picture = NDArray[np.uint8]

_WORDS = ("keep", "blur", "transparent")


class Compose:
    """Blends the portrait over a background by its matte.

    The background is "keep" (the portrait's own), "blur" (the portrait's own, out of focus), "#rrggbb", "transparent"
    (green for those who see only the picture; the matte goes along for those who can use it), or a picture. It may be
    changed at any time, from any thread.
    """

    latency_s = 0.0

    def __init__(self, background: str | Picture = "keep") -> None:
        self._background: str | Picture = "keep"
        self._fitted: Picture | None = None
        self.set_background(background)

    def set_background(self, background: str | Picture) -> None:
        """Use another background: a word, a colour, or (h, w, 3) uint8 RGB. Raises SettingsError."""
        if isinstance(background, str) and background not in _WORDS:
            if not re.fullmatch(r"#[0-9a-fA-F]{6}", background):
                advice = "use keep, blur, transparent, #rrggbb or a picture file"
                raise SettingsError(f"background is {background!r}", advice)
        self._fitted = None
        self._background = background

    @property
    def background(self) -> str | Picture:
        """What is behind the portrait."""
        return self._background

    def process(self, item: VideoFrame) -> VideoFrame:
        """Return the frame with its background replaced; a matte goes on only where it is to be transparent."""
        background = self._background
        if item.alpha is None:
            return item
        if isinstance(background, str) and background == "keep":
            return replace(item, alpha=None)
        behind = self._behind(background, item.image)
        front = cv2.merge([item.alpha] * 3)
        # in 8 bits: three times as fast as whole numbers, and at most one grey level off
        mixed = cv2.multiply(item.image, front, scale=1 / 255)
        mixed = cv2.add(mixed, cv2.multiply(behind, cv2.bitwise_not(front), scale=1 / 255))
        clear = isinstance(background, str) and background == "transparent"
        return replace(item, image=np.asarray(mixed, np.uint8), alpha=item.alpha if clear else None)

    def _behind(self, background: str | Picture, image: Picture) -> Picture:
        height, width = image.shape[:2]
        if isinstance(background, str) and background == "blur":
            small = cv2.resize(image, (max(width // 8, 1), max(height // 8, 1)), interpolation=cv2.INTER_AREA)
            return np.asarray(cv2.resize(cv2.GaussianBlur(small, (0, 0), 3.0), (width, height)), np.uint8)
        if self._fitted is None or self._fitted.shape != image.shape:
            if isinstance(background, str):
                self._fitted = np.full_like(image, rgb_of(GREEN if background == "transparent" else background))
            else:
                self._fitted = cover(background, width, height)
        return self._fitted

    def reset(self) -> None:
        """Nothing is kept between frames."""


def cover(picture: Picture, width: int, height: int) -> Picture:
    """Scale (h, w, 3) so that it fills width x height and cut the rest off evenly."""
    scale = max(width / picture.shape[1], height / picture.shape[0])
    w, h = max(width, round(picture.shape[1] * scale)), max(height, round(picture.shape[0] * scale))
    scaled = cv2.resize(picture, (w, h), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    x, y = (w - width) // 2, (h - height) // 2
    return np.ascontiguousarray(scaled[y : y + height, x : x + width])
