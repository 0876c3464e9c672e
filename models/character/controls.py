"""A handful of controls (jaw, smile, lids, gaze, pose ...) become the 478 landmarks of a moving head."""

from dataclasses import astuple, dataclass, fields

import numpy as np
from numpy.typing import NDArray

from models.character import shape as head
from models.character.shape import Points
from models.portrait.landmark.pose import turn


@dataclass(frozen=True)
class Controls:
    """One moment of a performance; zero everywhere is a calm face looking ahead.

    Attributes:
        jaw: 0 closed .. 1 wide open.
        wide: -1 lips rounded .. 1 spread.
        tuck: 0..1, the lower lip under the upper teeth (f, v).
        smile, brows_up, frown, blink: 0..1.
        gaze_x, gaze_y: -1..1, right and down.
        yaw, pitch, roll: degrees; the head's turn to the right of the picture, down, clockwise.
        x, y: shift in eye distances.
        scale: growth, 0 as usual.
    """

    jaw: float = 0.0
    wide: float = 0.0
    tuck: float = 0.0
    smile: float = 0.0
    brows_up: float = 0.0
    frown: float = 0.0
    blink: float = 0.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    x: float = 0.0
    y: float = 0.0
    scale: float = 0.0


NAMES = tuple(field.name for field in fields(Controls))
_CORNER_X = 0.26


def neutral_head() -> Points:
    """Return the mean head with closed lips, (478, 3) in eye distances."""
    return head.reshape(
        head.Shape(eye_size=1, eye_open=1.1, nose_width=1, nose_length=1, nose_depth=1, smile=0, jaw=1, iris=0.07)
    )


def landmarks(controls: Controls, eye_distance_px: float, centre_px: tuple[float, float]) -> NDArray[np.float32]:
    """Return (478, 3) float32 landmarks in pixels of a head with these controls.

    Args:
        controls: expression and pose.
        eye_distance_px: of the outer eye corners.
        centre_px: where the point between the eyes lies while x and y are 0.
    """
    p = neutral_head()
    _mouth(p, controls)
    _smile(p, controls.smile)
    for eye in (0, 1):
        _eye(p, controls, eye)
        _brow(p, controls, eye)
    angles = np.radians([controls.yaw, controls.pitch, controls.roll])
    pivot = np.array([0.0, 0.75, 0.9])  # the top of the neck, about which a head turns
    rotation = turn(*angles).astype(np.float64)
    p = (p - pivot) @ rotation.T + pivot
    p = p * (1 + controls.scale) + (controls.x, controls.y, 0)
    return np.asarray(p * eye_distance_px + (*centre_px, 0.0), dtype=np.float32)


def _bell(p: Points, x: float, y: float, rx: float, ry: float) -> NDArray[np.float64]:
    return np.asarray(np.exp(-(((p[:, 0] - x) / rx) ** 2) - ((p[:, 1] - y) / ry) ** 2))


def _mouth(p: Points, c: Controls) -> None:
    """Lower the jaw, then spread, round or tuck the lips."""
    line = head.MOUTH_Y
    lower_inner = list(head.LIP_INNER_LOWER[1:-1])
    upper_inner = list(head.LIP_INNER_UPPER[1:-1])
    below = p[:, 1] > line + 0.004
    below[upper_inner] = False
    below[lower_inner] = True
    across = np.clip(1 - (p[:, 0] / (_CORNER_X + 0.012)) ** 2, 0, 1) ** 0.7
    lips = np.where(p[:, 1] < line + 0.17, across, np.clip(1 - (np.abs(p[:, 0]) / 0.75) ** 3, 0, 1))
    corner = [i for i in range(478) if abs(abs(p[i, 0]) - _CORNER_X) < 0.02 and abs(p[i, 1] - line) < 0.03]
    drop = 0.21 * c.jaw * lips * below
    drop[corner] = 0.05 * c.jaw
    p[:, 1] += drop
    p[:, 2] += 0.25 * drop
    p[upper_inner, 1] -= 0.022 * c.jaw * across[upper_inner]
    near = _bell(p, 0, line + 0.08 * c.jaw, 0.36, 0.24)
    p[:, 0] *= 1 + (0.13 * c.wide - 0.06 * c.jaw) * near
    rounding = max(-c.wide, 0.0) * near
    p[:, 2] -= 0.06 * rounding
    p[:, 1] += 0.12 * rounding * (p[:, 1] - line)  # rounded lips are fuller
    tucked = _bell(p, 0, line + 0.07, 0.22, 0.05) * below
    p[:, 1] -= 0.035 * c.tuck * tucked
    p[:, 2] += 0.03 * c.tuck * tucked


def _smile(p: Points, amount: float) -> None:
    for side in (-1, 1):
        corner = _bell(p, side * _CORNER_X, head.MOUTH_Y, 0.16, 0.13)
        p[:, 1] -= 0.065 * amount * corner
        p[:, 0] += side * 0.055 * amount * corner
        cheek = _bell(p, side * 0.42, 0.52, 0.22, 0.16)
        p[:, 1] -= 0.03 * amount * cheek
        p[:, 2] -= 0.03 * amount * cheek
    p[:, 1] += 0.012 * amount * _bell(p, 0, head.MOUTH_Y, 0.14, 0.1)


def _eye(p: Points, c: Controls, eye: int) -> None:
    upper, lower = list(head.EYES[eye][1:-1]), list(head.EYES_LOWER[eye][1:-1])
    closing = min(1.0, c.blink + 0.12 * c.smile) + 0.10 * max(c.gaze_y, 0.0) - 0.10 * c.brows_up
    move = (p[lower] - p[upper]) * closing
    p[upper] += move * 0.96
    p[lower] -= move * 0.04
    p[list(head.LID_RINGS[eye])] += 0.7 * move
    p[list(head.CREASES[eye])] += 0.2 * move
    width = abs(p[head.EYES[eye][0], 0] - p[head.EYES[eye][-1], 0])
    iris = list(head.IRISES[eye])
    p[iris, 0] += 0.19 * width * c.gaze_x
    p[iris, 1] += 0.12 * width * c.gaze_y


def _brow(p: Points, c: Controls, eye: int) -> None:
    side = -1 if eye == 0 else 1
    lift = _bell(p, side * 0.36, -0.19, 0.30, 0.13)
    p[:, 1] -= 0.075 * c.brows_up * lift
    inner = _bell(p, side * 0.15, -0.17, 0.13, 0.11)
    p[:, 1] += 0.03 * c.frown * inner
    p[:, 0] -= side * 0.03 * c.frown * inner


def to_row(controls: Controls) -> tuple[float, ...]:
    """Return the values in the order of NAMES."""
    return astuple(controls)
