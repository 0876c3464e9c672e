"""Smooth lines through few landmarks: lids and lips are round, their landmarks are corners."""

from functools import cache

import numpy as np

from models.portrait.landmark import topology
from models.portrait.landmark.topology import Eye
from models.portrait.landmark.types import Floats, floats

_STEPS = 4  # line pieces from one landmark to the next


@cache
def _smoother(count: int) -> Floats:
    """Matrix ((count - 1) * steps + 1, count) of Catmull-Rom weights through `count` points."""
    weights = np.zeros(((count - 1) * _STEPS + 1, count), np.float32)
    for row in range(len(weights)):
        piece = min(row // _STEPS, count - 2)
        t = row / _STEPS - piece
        basis = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, -(t**2) + t**3)
        for offset, weight in zip((-1, 0, 1, 2), basis, strict=True):
            weights[row, min(max(piece + offset, 0), count - 1)] += weight / 2
    return weights


def smooth_line(points: Floats) -> Floats:
    """Return a round line (m, d) through points (n, d)."""
    return floats(_smoother(len(points)) @ points)


def _opening(upper: Floats, lower: Floats) -> Floats:
    above, below = smooth_line(upper), smooth_line(lower)
    return np.concatenate([above, below[-2:0:-1]])


def eye_opening(points: Floats, eye: Eye) -> Floats:
    """Outline (64, 2) of the opening between the lids, from all landmarks (478, 2)."""
    start, end = points[eye.corners[:1]], points[eye.corners[1:]]
    return _opening(np.concatenate([start, points[eye.upper], end]), np.concatenate([start, points[eye.lower], end]))


def mouth_opening(points: Floats) -> Floats:
    """Outline (80, 2) of the opening between the lips, from all landmarks (478, 2)."""
    start, end = points[topology.MOUTH_CORNERS[:1]], points[topology.MOUTH_CORNERS[1:]]
    return _opening(
        np.concatenate([start, points[topology.MOUTH_UPPER], end]),
        np.concatenate([start, points[topology.MOUTH_LOWER], end]),
    )
