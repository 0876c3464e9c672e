"""Which frame of the user is most like the portrait: 68 landmarks, centred and scaled, compared point by point."""

import math

import numpy as np
from numpy.typing import NDArray

from models.portrait.fomm.normalize import area

SEARCH_S = 2.0


def normalized_landmarks(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return (68, 2) landmarks without their mean, divided by the square root of their hull's area.

    Raises:
        ValueError: the points lie on a line.
    """
    centred = points[:, :2].astype(np.float64)
    centred -= centred.mean(0)
    size = area(centred.astype(np.float32))
    if size <= 0:
        raise ValueError("the landmarks of a face lie on a line")
    return np.asarray(centred / np.sqrt(size), np.float32)


def unlikeness(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Return the sum of squared differences of two sets of normalised landmarks (68, 2); around 0.1 is usually good."""
    return float(((a.astype(np.float64) - b) ** 2).sum())


class Search:
    """Chooses the user's initial frame: the one most like the portrait within two seconds; the best so far counts."""

    def __init__(self) -> None:
        self._end_s: float | None = None
        self._best = math.inf
        self._over = False

    def choose_again(self) -> None:
        """Start anew with the next frame."""
        self._end_s, self._best, self._over = None, math.inf, False

    def stop(self) -> None:
        """A frame was chosen by hand."""
        self._over = True

    @property
    def settled(self) -> bool:
        """Whether the search is over."""
        return self._over

    def better(self, unlike: float, time_s: float) -> bool:
        """Look at one frame; return whether it is the best so far and should be taken (then call `took`)."""
        if self._over:
            return False
        if self._end_s is None or time_s < self._end_s - SEARCH_S:
            self._end_s = time_s + SEARCH_S
        # after the end only if nothing was good enough before
        if time_s >= self._end_s and math.isfinite(self._best):
            self._over = True
            return False
        return unlike < self._best

    def took(self, unlike: float) -> None:
        """The frame could be used."""
        self._best = unlike
