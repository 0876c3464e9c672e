"""What some engines can do besides; ask with isinstance."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Calibration:
    """The user's neutral face as a portrait engine keeps it; what must be stored to go on with it another day.

    Attributes:
        landmarks: (478, 3) float32, pixels of the driving picture.
        size: width and height of that picture in pixels.
        numbers: (n,) float32, what the engine needs besides; empty if nothing.
    """

    landmarks: NDArray[np.float32]
    size: tuple[int, int]
    numbers: NDArray[np.float32]


@runtime_checkable
class Calibrated(Protocol):
    """A portrait engine whose neutral face can be asked for and given back."""

    def calibration(self) -> Calibration | None:
        """Return the neutral face, None while it is being chosen."""
        ...

    def restore(self, calibration: Calibration) -> bool:
        """Go on with a neutral face of former times. Returns False where it does not fit this engine."""
        ...


@runtime_checkable
class Reframed(Protocol):
    """A portrait engine that can be told that the driving picture is cropped otherwise."""

    def reframe(self, scale: float, x: float, y: float) -> None:
        """What lay at p in the driving picture lies at scale * p + (x, y) from now on: the portrait stays calm."""
        ...


@runtime_checkable
class Smoothed(Protocol):
    """A face engine that smooths its landmarks over time.

    Attributes:
        smoothing: 0 none, 1 ordinary, 2 strong; may be changed at any time.
    """

    smoothing: float
