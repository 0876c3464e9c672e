"""Opening and closing the portrait's eyes, in the head's own frame."""

import math
from dataclasses import dataclass

import numpy as np

from models.portrait.landmark.topology import EYES, Eye
from models.portrait.landmark.types import Floats, ramp

LID_SHARE, CREASE_SHARE = 0.82, 0.28
"""Shares of the lid's move that the rings above follow; with less, the lashes are stretched into a band."""


@dataclass(frozen=True, slots=True)
class LidState:
    """One eye of the frame to be drawn.

    Attributes:
        opening: 0 closed, 1 as in the portrait, up to 1.4 wide.
        gaze: (2,) shift of the iris in eye widths, x right and y down in the head's frame.
    """

    opening: float
    gaze: Floats

    @property
    def closure(self) -> float:
        """0 as open as in the portrait, 1 closed."""
        return 1.0 - min(self.opening, 1.0)


def openness(shape: Floats, eye: Eye) -> float:
    """Mean height of the eye's opening over its width."""
    gap = np.linalg.norm(shape[eye.upper[1:6], :2] - shape[eye.lower[1:6], :2], axis=1).mean()
    return float(gap / _width(shape, eye))


def relative_opening(shape: Floats, reference: Floats, eye: Eye) -> float:
    """How far the driver's eye is open: 0 closed, 1 as in the reference, up to 1.4."""
    usual = openness(reference, eye)
    closed = min(max(0.36 * usual, 0.06), 0.13)
    opening = min(max((openness(shape, eye) - closed) / (max(usual, 0.18) - closed), 0.0), 1.5)
    return min(opening, 1.0) + 0.8 * max(opening - 1.0, 0.0)


def linked_openings(shape: Floats, reference: Floats, yaw: float) -> tuple[float, float]:
    """Relative openings of both eyes, freed of the tracker's differences between them.

    Small differences are noise, large ones a wink; of a head turned away (yaw in radians) only the near eye is sure.
    """
    first, second = (relative_opening(shape, reference, eye) for eye in EYES)
    together = 0.7 * (1 - ramp(0.3, 0.6, abs(first - second)))
    middle = (first + second) / 2
    first, second = first + together * (middle - first), second + together * (middle - second)
    far = ramp(math.radians(10), math.radians(22), abs(yaw))
    if yaw > 0:  # the face looks to the image's left: its image-left eye is the far one
        return first + far * (second - first), second
    return first, second + far * (first - second)


def gaze(shape: Floats, eye: Eye) -> Floats:
    """Position of the iris (2,) relative to the middle of the corners, in eye widths."""
    middle = shape[eye.corners, :2].mean(0)
    return np.asarray((shape[eye.iris[0], :2] - middle) / _width(shape, eye), np.float32)


def gaze_change(shape: Floats, reference: Floats, eye: Eye, factor: float) -> Floats:
    """Shift (2,) of the iris in eye widths; the vertical part is noisier and damped."""
    moved = (gaze(shape, eye) - gaze(reference, eye)) * np.array([1.0, 0.8], np.float32) * factor
    return np.asarray(np.clip(moved, -0.22, 0.22), np.float32)


def set_lids(shape: Floats, portrait: Floats, openings: tuple[float, float]) -> None:
    """Move the upper lids of `shape` (478, 3) in place so that both eyes are open as asked."""
    for eye, opening in zip(EYES, openings, strict=True):
        wanted = shape[eye.lower] + opening * (portrait[eye.upper] - portrait[eye.lower])
        move = wanted - shape[eye.upper]
        shape[eye.upper] = wanted
        shape[eye.lid] += LID_SHARE * move
        shape[eye.crease] += CREASE_SHARE * move


def _width(shape: Floats, eye: Eye) -> float:
    return max(float(np.linalg.norm(shape[eye.corners[0], :2] - shape[eye.corners[1], :2])), 1e-3)
