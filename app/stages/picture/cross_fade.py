"""CrossFade: when another portrait or background takes over, the last picture goes over into the new ones."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from app.media import VideoFrame
from app.stages.picture.compose import cover

FADE_S = 0.12
FIRST_STEP = 0.3  # of the fade, at most

Look = tuple[object, ...]


class CrossFade:
    """Blends the last picture of the old look over the first pictures of the new one.

    The old picture stands still meanwhile: moving it on would need both engines for as long. Where sizes differ it is
    scaled to cover the new ones, so that no edge is black.

    Attributes:
        latency_s: nothing is delayed.
    """

    latency_s = 0.0

    def __init__(self, look: Callable[[], Look], fade_s: float = FADE_S) -> None:
        """Watch a look.

        Args:
            look: returns what pictures are made of now, asked after each; other objects than before begin a fade.
            fade_s: how long it takes, by the time stamps of the pictures.
        """
        self._look = look
        self._fade_s = fade_s
        self._seen: Look | None = None
        self._last: NDArray[np.uint8] | None = None  # what left last
        self._last_s = 0.0
        self._old: NDArray[np.uint8] | None = None  # what is faded out
        self._began_s = 0.0

    def process(self, item: VideoFrame) -> VideoFrame:
        """Return the picture, mixed with the one before the change while that is fresh."""
        look = self._look()
        if self._seen is not None and not _same(look, self._seen):
            # a new engine's first picture may take long: it is faded in all the same
            self._old, self._began_s = self._last, max(self._last_s, item.time_s - FIRST_STEP * self._fade_s)
        self._seen = look
        item = self._mixed(item)
        self._last, self._last_s = item.image, item.time_s
        return item

    def _mixed(self, item: VideoFrame) -> VideoFrame:
        if self._old is None:
            return item
        share = (item.time_s - self._began_s) / self._fade_s
        if not 0.0 < share < 1.0:
            self._old = None
            return item
        height, width = item.image.shape[:2]
        if self._old.shape != item.image.shape:
            self._old = cover(self._old, width, height)
        mixed = cv2.addWeighted(self._old, 1.0 - share, item.image, share, 0.0)
        return replace(item, image=np.asarray(mixed, np.uint8))

    def reset(self) -> None:
        """A new source: pictures before it are no longer fresh."""
        self._old = None


def _same(one: Look, other: Look) -> bool:
    """Whether the same objects; equal ones could be pictures, which are slow to compare."""
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
