"""Opening the portrait's mouth and keeping the thickness of its lips, in the head's own frame."""

import numpy as np

from models.portrait.landmark import topology as mesh
from models.portrait.landmark.types import Floats, Ints

_WIDEST = 0.8  # eye distances; no jaw opens further
_SHUT = 0.012  # a driver's gap below this, in eye distances, counts as a closed mouth
_LOWER_SHARE = 0.75  # the jaw moves, the upper lip hardly


def gaps(shape: Floats) -> Floats:
    """Heights (9,) of the inner mouth opening; negative where the tracked lips overlap."""
    return np.asarray(shape[mesh.MOUTH_LOWER, 1] - shape[mesh.MOUTH_UPPER, 1], np.float32)


def _thickness(shape: Floats, rings: Ints, inner: Ints) -> Floats:
    return np.asarray(np.linalg.norm(shape[rings[2], :2] - shape[inner, :2], axis=1), np.float32)


def _width(shape: Floats) -> float:
    return max(float(np.linalg.norm(shape[mesh.MOUTH_CORNERS[0]] - shape[mesh.MOUTH_CORNERS[1]])), 1e-3)


def set_lips(shape: Floats, portrait: Floats, driver: Floats, reference: Floats, factor: float) -> None:
    """Set the mouth opening of `shape` (478, 3) in place, then rebuild the lips around it.

    Args:
        shape: the portrait's shape with the driver's change added.
        portrait: the portrait's own shape.
        driver: the user's shape now.
        reference: the shape which means "no change".
        factor: how strongly the mouth follows.
    """
    before = shape[mesh.LOWER_RINGS[2]].copy(), shape[mesh.UPPER_RINGS[2]].copy()
    _set_gaps(shape, portrait, driver, reference, factor)
    sides = (
        (mesh.LOWER_RINGS, mesh.MOUTH_LOWER, mesh.LOWER_NEIGHBOURS, before[0]),
        (mesh.UPPER_RINGS, mesh.MOUTH_UPPER, mesh.UPPER_NEIGHBOURS, before[1]),
    )
    for rings, inner, neighbours, outer_before in sides:
        # Thickness goes over as a ratio: added as a difference, thin lips vanish when the mouth opens.
        now, usual = _thickness(driver, rings, inner), _thickness(reference, rings, inner)
        ratio = np.clip(now / np.maximum(usual, 1e-4), 0.6, 1.35)
        ratio = np.clip(1 + factor * (ratio - 1), 0.5, 1.6)[:, None].astype(np.float32)
        for ring in rings:
            shape[ring] = shape[inner] + (portrait[ring] - portrait[inner]) * ratio
        shape[neighbours] += 0.45 * (shape[rings[2]] - outer_before)


def _set_gaps(shape: Floats, portrait: Floats, driver: Floats, reference: Floats, factor: float) -> None:
    own, now, usual = gaps(portrait), gaps(driver), gaps(reference)
    size = min(max(_width(portrait) / _width(reference), 0.7), 1.4)
    wanted = own + np.clip(factor * size * (now - np.maximum(usual, 0)), -_WIDEST, _WIDEST)
    wanted = np.maximum(np.where(now < _SHUT, np.minimum(wanted, own), wanted), np.minimum(own, 0))
    correction = wanted - gaps(shape)
    shape[mesh.MOUTH_LOWER, 1] += _LOWER_SHARE * correction
    shape[mesh.MOUTH_UPPER, 1] -= (1 - _LOWER_SHARE) * correction
