"""How much of the driver's change of shape is carried over, for every landmark.

Weighting down what lies away from eyes, brows and mouth keeps the driver's identity, and the traces that turning the
head leaves in the tracked shape, out of the portrait.
"""

from dataclasses import dataclass

import numpy as np

from models.engines import Motion
from models.portrait.landmark import topology
from models.portrait.landmark.types import Floats, floats, smoothstep

DEPTH_SHARE = 0.6
"""Share of the change along z that is carried over: tracked depth is noisier than the rest."""


def _carry() -> Floats:
    x, y = topology.CANONICAL[:, 0], topology.CANONICAL[:, 1]
    lips = 0.25 + 0.75 * np.exp(-((topology.LIP_DISTANCE / 0.40) ** 2))
    eyes = np.exp(-((topology.EYE_DISTANCE / 0.15) ** 2))
    chin = smoothstep(0.75, 1.15, y) * (1 - 0.6 * smoothstep(0.45, 0.75, np.abs(x)))
    glabella = np.where((np.abs(x) < 0.35) & (y > -0.4) & (y < -0.1), 0.6, 0.0)
    return floats(np.maximum.reduce([lips, eyes, chin, glabella]))


def _regions() -> Floats:
    """Return (478, 3) shares of mouth, brows and eyes; each row adds up to 1."""
    y = topology.CANONICAL[:, 1]
    mouth = smoothstep(0.28, 0.55, y)
    brows = smoothstep(0.0, -0.10, y)
    for eye in topology.EYES:
        brows[np.concatenate([eye.contour, eye.lid, eye.iris])] = 0.0
    return np.stack([mouth, brows, 1 - mouth - brows], 1)


CARRY = _carry()
"""(478,) share of the driver's change that is carried over."""
_REGIONS = _regions()
_NEAR_LIPS = np.exp(-((topology.LIP_DISTANCE / 0.25) ** 2)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Strengths:
    """The user's Motion as factors: 0 still, 1 as driven, at most 2."""

    head: float
    eyes: float
    mouth: float
    brows: float


def strengths(motion: Motion) -> Strengths:
    """Multiply the overall strength into the regions; out of range values are limited to 0..2."""

    def factor(region: float) -> float:
        return float(min(max(motion.strength * region, 0.0), 2.0))

    return Strengths(factor(motion.head), factor(motion.eyes), factor(motion.mouth), factor(motion.brows))


def change_of_shape(driver: Floats, reference: Floats, portrait: Floats, factors: Strengths) -> Floats:
    """Return the (478, 3) change to add to the portrait's shape, everything in eye distances.

    Args:
        driver: (478, 3) the user's shape now.
        reference: (478, 3) the shape which means "no change".
        portrait: (478, 3) the portrait's own shape, for the smile guard.
        factors: how strongly each region follows.
    """
    change = (driver - reference) * CARRY[:, None]
    change[:, 2] *= DEPTH_SHARE
    change *= (_REGIONS @ np.array([factors.mouth, factors.brows, factors.eyes], np.float32))[:, None]
    np.clip(change, -0.6, 0.6, out=change)
    _guard_smile(change, driver, reference, portrait)
    return change


def _guard_smile(change: Floats, driver: Floats, reference: Floats, portrait: Floats) -> None:
    """A portrait that smiles already must not be torn wider when the driver smiles too."""
    smiling = min(max((_mouth_width(portrait) - 0.52) / 0.16, 0.0), 1.0)
    widened = _mouth_width(driver) - _mouth_width(reference)
    if smiling > 0 and widened > 0:
        change[:, :2] *= (1 - 0.75 * smiling * min(widened / 0.06, 1.0) * _NEAR_LIPS)[:, None]


def _mouth_width(shape: Floats) -> float:
    left, right = shape[topology.MOUTH_CORNERS]
    return float(np.linalg.norm(left - right))
