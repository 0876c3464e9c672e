"""Which frame of the user is most like the portrait: 68 landmarks, centred and scaled, compared point by point."""

import numpy as np
from numpy.typing import NDArray

from models.portrait.fomm.normalize import area


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
