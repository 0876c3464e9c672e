"""Veil: nothing of the camera gets past it, whatever the stages behind it do; and nothing at all while it is drawn."""

import logging
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.flow import Stage
from app.media import VideoFrame, now

log = logging.getLogger(__name__)

STAMP_LIMIT_S = 5.0  # a picture is never so old, nor from the future: the camera's clock is wrong
SMALLEST_PX = 8


class Veil:
    """Runs the stages that make the portrait and shows a still picture where they fail.

    Pictures that are none (another shape or type than 8-bit RGB) are taken as black, times that cannot be as now.

    Attributes:
        drawn: the still picture is shown whatever comes; any thread may set it.
        failures: pictures for which the stages failed.
        error: why the last picture failed, None if it did not.
    """

    latency_s = 0.0

    def __init__(self, stages: Sequence[Stage[VideoFrame]], still: NDArray[np.uint8]) -> None:
        """Wrap the stages.

        Args:
            stages: applied in order.
            still: (h, w, 3) uint8 RGB, shown instead.
        """
        self._stages = tuple(stages)
        self.still = still
        self.drawn = False
        self.failures = 0
        self.error: Exception | None = None

    def process(self, item: VideoFrame) -> VideoFrame:
        """Return the finished portrait, or the still picture with the time and number of the item."""
        item = made = _whole(item)
        try:
            for stage in self._stages:
                made = stage.process(made)
            if not _is_picture(made.image):
                raise ValueError("what was made is no picture")
        except Exception as error:  # noqa: BLE001 - whatever it was: no picture of the camera, and the lane goes on
            self._fail(error)
            made = self._covered(item)
        else:
            self.error = None
        return self._covered(item) if self.drawn else made

    def reset(self) -> None:
        """Reset every stage."""
        for stage in self._stages:
            try:
                stage.reset()
            except Exception as error:  # noqa: BLE001 - as above
                self._fail(error)

    def _covered(self, item: VideoFrame) -> VideoFrame:
        return replace(item, image=self.still, face=None, alpha=None)

    def _fail(self, error: Exception) -> None:
        self.failures += 1
        level = logging.ERROR if self.error is None else logging.DEBUG  # thirty lines a second help nobody
        self.error = error
        log.log(level, "a picture could not be made; the still portrait is shown", exc_info=error)


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
