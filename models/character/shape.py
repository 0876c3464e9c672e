"""Reshapes the canonical head: a character's proportions as smooth local changes of its 478 landmarks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.portrait.landmark.topology import CANONICAL

Points = NDArray[np.float64]

EYES = (
    (33, 246, 161, 160, 159, 158, 157, 173, 133),
    (263, 466, 388, 387, 386, 385, 384, 398, 362),
)  # upper, outer first
EYES_LOWER = ((33, 7, 163, 144, 145, 153, 154, 155, 133), (263, 249, 390, 373, 374, 380, 381, 382, 362))
LID_RINGS = ((247, 30, 29, 27, 28, 56, 190), (467, 260, 259, 257, 258, 286, 414))
CREASES = ((113, 225, 224, 223, 222, 221, 189), (342, 445, 444, 443, 442, 441, 413))
IRISES = ((468, 469, 470, 471, 472), (473, 474, 475, 476, 477))
BROWS_UPPER = ((70, 63, 105, 66, 107), (300, 293, 334, 296, 336))  # outer end first
BROWS_LOWER = ((46, 53, 52, 65, 55), (276, 283, 282, 295, 285))
LIP_OUTER_UPPER = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
LIP_OUTER_LOWER = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291)
LIP_INNER_UPPER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LIP_INNER_LOWER = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
OVAL = (
    10,
    338,
    297,
    332,
    284,
    251,
    389,
    356,
    454,
    323,
    361,
    288,
    397,
    365,
    379,
    378,
    400,
    377,
    152,
    148,
    176,
    149,
    150,
    136,
    172,
    58,
    132,
    93,
    234,
    127,
    162,
    21,
    54,
    103,
    67,
    109,
)
MOUTH_Y = 0.845  # the line between the lips of the canonical head


@dataclass(frozen=True)
class Shape:
    """Proportions relative to the canonical head; 1 or 0 leaves it as it is."""

    eye_size: float = 1.22
    eye_open: float = 1.18
    eye_tilt: float = 0.0  # outer corners up, units
    eye_gap: float = 0.0  # each eye outwards, units
    iris: float = 0.086  # radius, units
    nose_width: float = 0.88
    nose_length: float = 0.95
    nose_depth: float = 0.9
    mouth_width: float = 1.0
    upper_lip: float = 1.0
    lower_lip: float = 1.0
    smile: float = 0.02
    jaw: float = 0.95
    chin: float = 0.0  # chin down, units
    cheeks: float = 0.0  # cheeks outwards, units
    face_width: float = 1.0
    brow_up: float = 0.0
    brow_arch: float = 0.0
    brow_tilt: float = 0.0  # inner ends up


def canonical() -> Points:
    """Return the mean head, (478, 3): x right, y down, z away from the camera, outer eye corners 1 apart."""
    return CANONICAL.astype(np.float64)


def reshape(shape: Shape) -> Points:
    """Return the landmarks of a character, (478, 3), frontal, in head units."""
    p = canonical()
    _close_mouth(p)
    _mouth(p, shape)
    _nose(p, shape)
    _jaw(p, shape)
    for eye in (0, 1):
        _eye(p, shape, eye)
        _brow(p, shape, eye)
    return p


def _near(p: Points, centre: Points, radius: tuple[float, float]) -> Points:
    """Return a weight 0..1 of each point, falling off with the distance from a centre."""
    d2 = ((p[:, 0] - centre[0]) / radius[0]) ** 2 + ((p[:, 1] - centre[1]) / radius[1]) ** 2
    return np.asarray(np.exp(-d2))


def _close_mouth(p: Points) -> None:
    for upper, lower in zip(LIP_INNER_UPPER, LIP_INNER_LOWER, strict=True):
        p[[upper, lower], 1] = 0.5 * p[upper, 1] + 0.5 * p[lower, 1]
    # what lay round the gap follows it
    lips = set(LIP_INNER_UPPER + LIP_INNER_LOWER)
    rest = np.array([i for i in range(478) if i not in lips])
    fall = np.exp(-(((p[rest, 1] - MOUTH_Y) / 0.12) ** 2) - (p[rest, 0] / 0.22) ** 2)
    p[rest, 1] -= 0.026 * np.tanh((p[rest, 1] - MOUTH_Y) / 0.03) * fall


def _mouth(p: Points, s: Shape) -> None:
    centre = np.array([0.0, MOUTH_Y])
    near = _near(p, centre, (0.42, 0.24))
    p[:, 0] *= 1 + (s.mouth_width - 1) * near
    offset = p[:, 1] - MOUTH_Y
    lips = _near(p, centre, (0.36, 0.17))
    p[:, 1] += np.where(offset < 0, s.upper_lip - 1, s.lower_lip - 1) * offset * lips
    corner = np.exp(-(((np.abs(p[:, 0]) - 0.26 * s.mouth_width) / 0.13) ** 2) - (offset / 0.12) ** 2)
    p[:, 1] -= s.smile * corner
    p[:, 0] += np.sign(p[:, 0]) * 0.5 * s.smile * corner


def _nose(p: Points, s: Shape) -> None:
    near = _near(p, np.array([0.0, 0.45]), (0.30, 0.26))
    p[:, 0] *= 1 + (s.nose_width - 1) * near
    below = np.exp(-(((p[:, 1] - 0.50) / 0.24) ** 2) - (p[:, 0] / 0.34) ** 2)
    p[:, 1] += (s.nose_length - 1) * 0.5 * below
    bridge = np.exp(-((p[:, 0] / 0.22) ** 2) - ((p[:, 1] - 0.35) / 0.3) ** 2)
    p[:, 2] -= (s.nose_depth - 1) * 0.28 * bridge


def _jaw(p: Points, s: Shape) -> None:
    low = np.clip((p[:, 1] - 0.35) / 0.85, 0, 1)
    p[:, 0] *= (1 + (s.jaw - 1) * low) * s.face_width
    p[:, 1] += s.chin * np.clip((p[:, 1] - 0.95) / 0.4, 0, 1)
    cheek = np.exp(-(((np.abs(p[:, 0]) - 0.5) / 0.3) ** 2) - ((p[:, 1] - 0.55) / 0.3) ** 2)
    p[:, 0] += np.sign(p[:, 0]) * s.cheeks * cheek
    p[:, 2] -= 0.8 * s.cheeks * cheek


def _eye(p: Points, s: Shape, eye: int) -> None:
    side = -1.0 if eye == 0 else 1.0
    corners = p[[EYES[eye][0], EYES[eye][-1]]]
    centre = corners.mean(axis=0)
    near = _near(p, centre, (0.34, 0.26))[:, None]
    near *= (np.sign(p[:, :1]) == side) | (np.abs(p[:, :1]) < 1e-6)
    xy = p[:, :2] - centre[:2]
    p[:, :2] += (s.eye_size - 1) * xy * near
    p[:, 1] += (s.eye_open - 1) * (p[:, 1] - centre[1]) * _near(p, centre, (0.3, 0.16)) * (near[:, 0] > 0)
    p[:, 1] -= s.eye_tilt * side * (p[:, 0] - centre[0]) / 0.15 * near[:, 0]
    p[:, 0] += side * s.eye_gap * near[:, 0]
    ring = list(IRISES[eye])
    upper, lower = p[list(EYES[eye][3:6])].mean(axis=0), p[list(EYES_LOWER[eye][3:6])].mean(axis=0)
    middle = (upper + lower) / 2
    middle[0] = (p[EYES[eye][0], 0] + p[EYES[eye][-1], 0]) / 2
    middle[1] -= 0.004
    turn = np.array([[0, 0], [1, 0], [0, -1], [-1, 0], [0, 1]]) * s.iris
    p[ring, 0], p[ring, 1] = middle[0] + turn[:, 0], middle[1] + turn[:, 1]


def _brow(p: Points, s: Shape, eye: int) -> None:
    ids = np.array(BROWS_UPPER[eye] + BROWS_LOWER[eye])
    inner = np.tile(np.linspace(0, 1, 5), 2)
    p[ids, 1] -= s.brow_up + s.brow_arch * np.sin(np.pi * (0.15 + 0.7 * inner)) + s.brow_tilt * (inner - 0.5)
