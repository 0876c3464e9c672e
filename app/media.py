"""The two media types that flow through a session, and the only clock."""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.engines import Face

__all__ = ["AudioBlock", "Face", "VideoFrame", "now"]


def now() -> float:
    """Return the session clock in seconds; monotonic, its zero has no meaning."""
    return time.perf_counter()


@dataclass(frozen=True, slots=True)
class VideoFrame:
    """One picture with the time at which it was captured.

    Attributes:
        image: (height, width, 3) uint8 RGB; never written after creation.
        time_s: session clock when the camera delivered it; for a file read as fast as possible
            the presentation time in the film.
        index: capture count from 0; a gap means a dropped frame; -1: no camera picture, a stand-in while none comes.
        face: what the tracker found, or None.
        alpha: (height, width) uint8 matte of the portrait, or None where there is none.
    """

    image: NDArray[np.uint8]
    time_s: float
    index: int
    face: Face | None = None
    alpha: NDArray[np.uint8] | None = None


@dataclass(frozen=True, slots=True)
class AudioBlock:
    """A run of mono sound.

    Attributes:
        samples: (n,) float32, -1..1.
        rate_hz: samples per second.
        time_s: session clock (or film time, as for VideoFrame) of the first sample.
    """

    samples: NDArray[np.float32]
    rate_hz: int
    time_s: float
