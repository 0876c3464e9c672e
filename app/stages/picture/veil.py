"""Veil: nothing of the camera gets past it, whatever the stages behind it do; and nothing at all while it is drawn."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.flow import Stage
from app.media import VideoFrame, now
from app.stages.shield import Shield

STAMP_LIMIT_S = 5.0  # a picture is never so old, nor from the future: the camera's clock is wrong
SMALLEST_PX = 8


class Veil(Shield[VideoFrame]):
    """Runs the stages that make the portrait and shows a still picture where they fail.

    Pictures that are none (another shape or type than 8-bit RGB) are taken as black, times that cannot be as now.

    Attributes:
        still: (h, w, 3) uint8 RGB, shown instead.
        drawn: the still picture is shown whatever comes; any thread may set it.
    """

    latency_s = 0.0

    def __init__(self, stages: Sequence[Stage[VideoFrame]], still: NDArray[np.uint8]) -> None:
        """Wrap the stages.

        Args:
            stages: applied in order.
            still: (h, w, 3) uint8 RGB, shown instead.
        """
        super().__init__(stages, "a picture could not be made; the still portrait is shown")
        self.still = still
        self.drawn = False

    def process(self, item: VideoFrame) -> VideoFrame:
        """Return the finished portrait, or the still picture with the time and number of the item."""
        item = _whole(item)
        made = self.attempt(item)
        return self._covered(item) if made is None or self.drawn else made

    def check(self, made: VideoFrame) -> None:
        """Raise ValueError for what is no picture."""
        if not _is_picture(made.image):
            raise ValueError("what was made is no picture")

    def _covered(self, item: VideoFrame) -> VideoFrame:
        return replace(item, image=self.still, face=None, alpha=None)


def _whole(item: VideoFrame) -> VideoFrame:
    """Return the frame as the stages expect it."""
    image, time_s = item.image, item.time_s
    if not _is_picture(image):
        image = np.zeros((480, 640, 3), np.uint8)
    if not abs(time_s - now()) < STAMP_LIMIT_S:  # also if it is no number
        time_s = now()
    if image is item.image and time_s == item.time_s:
        return item
    return replace(item, image=np.ascontiguousarray(image), time_s=time_s)


def _is_picture(image: object) -> bool:
    """Whether it is (h, w, 3) uint8 RGB of some size."""
    if not isinstance(image, np.ndarray) or image.dtype != np.uint8 or image.ndim != 3:
        return False
    return bool(image.shape[2] == 3 and min(image.shape[:2]) >= SMALLEST_PX)
