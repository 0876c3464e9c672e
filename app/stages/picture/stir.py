"""Stir: whether a picture shows a sudden move, told in a fraction of what looking for the face costs."""

import numpy as np
from numpy.typing import NDArray

STEP = 6  # pixels between those that are compared
GRID = 96  # pixels; the place that is compared moves in such steps, or a wandering face would look like a change
MORE = 2.0  # times the usual change: sudden
LEAST = 2.0  # levels, of 255; less is the camera's noise
_LEARNING = 0.1  # of the usual change, a picture


class Stir:
    """Compares each picture with the one before it, around the face only: what moves behind a person is no matter."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget all pictures."""
        self._place: tuple[slice, slice] | None = None
        self._before: NDArray[np.int16] | None = None
        self._usual: float | None = None

    def sudden(self, image: NDArray[np.uint8], roi: tuple[float, float, float, float]) -> bool:
        """Take the next picture.

        Args:
            image: (height, width, 3) uint8.
            roi: where the face was, as in Face; may reach beyond the picture.

        Returns:
            Whether it differs from the last one by far more than pictures have of late. The first never does.
        """
        place = _around(roi[1], roi[2]), _around(roi[0], roi[2])
        now = image[place][..., 1].astype(np.int16)
        before = self._before if place == self._place else None
        self._place, self._before = place, now
        if before is None or before.shape != now.shape or not now.size:
            return False
        change = float(np.abs(now - before).mean())
        usual = change if self._usual is None else self._usual
        self._usual = usual + _LEARNING * (change - usual)
        return change > max(LEAST, MORE * usual)


def _around(centre: float, side: float) -> slice:
    """Return what of an axis is compared."""
    first, last = (round((centre + way * side / 2) / GRID) * GRID for way in (-1, 1))
    return slice(max(0, first), max(GRID, last), STEP)
