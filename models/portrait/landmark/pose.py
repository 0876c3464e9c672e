"""Landmarks as scale, rotation, translation and shape: P = s R X + t.

Umeyama's similarity fit (1991) of the mean head to the landmarks, on points that move little with expression. The
tracker's own depth is metric enough for it; solving for a camera was less steady.
"""

import math
from dataclasses import dataclass

import numpy as np

from models.portrait.landmark import topology
from models.portrait.landmark.types import Floats, floats

_ANCHOR = topology.CANONICAL[topology.RIGID].astype(np.float64)
_ANCHOR_MEAN = _ANCHOR.mean(0)
_ANCHOR_CENTRED = _ANCHOR - _ANCHOR_MEAN
_ANCHOR_VARIANCE = float((_ANCHOR_CENTRED**2).sum() / len(_ANCHOR))


@dataclass(frozen=True, slots=True)
class Head:
    """One head in one picture.

    Attributes:
        scale: pixels per distance of the outer eye corners.
        rotation: (3, 3) float32, orthonormal, determinant 1.
        origin: (3,) float32 pixels, where the point between the eyes of the mean head lies.
        shape: (478, 3) float32, the landmarks in the head's own frame, mean eye distance = 1.
        residual: root mean square misfit of the rigid points, in eye distances.
    """

    scale: float
    rotation: Floats
    origin: Floats
    shape: Floats
    residual: float


def fit_head(landmarks: Floats) -> Head | None:
    """Split (478, 3) landmarks in pixels into pose and shape; None if they are degenerate or not finite."""
    if not np.isfinite(landmarks).all():
        return None
    points = landmarks[topology.RIGID].astype(np.float64)
    mean = points.mean(0)
    left, values, right = np.linalg.svd((points - mean).T @ _ANCHOR_CENTRED / len(points))
    sign = 1.0 if np.linalg.det(left) * np.linalg.det(right) > 0 else -1.0
    rotation = (left * np.array([1.0, 1.0, sign])) @ right
    scale = float(values[0] + values[1] + sign * values[2]) / _ANCHOR_VARIANCE
    if scale < 1e-3:
        return None
    origin = mean - scale * rotation @ _ANCHOR_MEAN
    shape = ((landmarks - origin) @ rotation / scale).astype(np.float32)
    misfit = shape[topology.RIGID] - topology.CANONICAL[topology.RIGID]
    residual = float(np.sqrt((misfit**2).sum(1).mean()))
    return Head(scale, rotation.astype(np.float32), origin.astype(np.float32), shape, residual)


def place(head: Head, shape: Floats | None = None) -> Floats:
    """Return the landmarks (478, 3) in pixels of a shape at the head's pose."""
    points = head.shape if shape is None else shape
    return floats(points @ (head.rotation.T * np.float32(head.scale)) + head.origin)


def angles(rotation: Floats) -> tuple[float, float, float]:
    """Return yaw, pitch and roll in radians; rotation = turn(yaw, pitch, roll)."""
    yaw = math.atan2(rotation[0, 2], rotation[2, 2])
    pitch = math.asin(min(max(-float(rotation[1, 2]), -1.0), 1.0))
    rest = turn(yaw, pitch, 0.0).T @ rotation
    return yaw, pitch, math.atan2(rest[1, 0], rest[0, 0])


def turn(yaw: float, pitch: float, roll: float) -> Floats:
    """Return the (3, 3) rotation about the vertical axis after the sideways axis after the viewing axis."""
    cy, sy, cp, sp, cr, sr = (f(a) for a in (yaw, pitch, roll) for f in (math.cos, math.sin))
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_x = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    about_z = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    return floats(about_y @ about_x @ about_z)


def soft_limit(value: float, limit: float, knee: float = 0.6) -> float:
    """Leave small values as they are and bend larger ones smoothly (tanh) so that they never pass +-limit."""
    start = knee * limit
    if abs(value) <= start:
        return value
    room = limit - start
    return math.copysign(start + room * math.tanh((abs(value) - start) / room), value)
