"""A soft dead band: what moves less than a fraction of a pixel stands still.

The tracked landmarks of a face at rest still tremble by a tenth of a pixel, which makes fine texture shimmer. Every
quantity follows its target the more fully the further it is off, without a threshold that would cut slow motion into
steps. Measured: a quarter less trembling for a fifth of a pixel of lag.
"""

import math

import numpy as np

from models.portrait.landmark.eyelids import LidState
from models.portrait.landmark.motion import Pose
from models.portrait.landmark.pose import Head, angles, place, turn
from models.portrait.landmark.types import Floats, floats

_BAND = 0.0014  # face heights: where half of a change is followed at once
_CREEP = 0.04  # per frame
_LID_BAND, _GAZE_BAND = 0.02, 0.006  # openings, eye widths


class Steady:
    """Follows poses with a dead band. One object serves one portrait."""

    def __init__(self, height: float) -> None:
        """Take the portrait's face height in pixels."""
        self._band_px = _BAND * height
        self._height = height
        self._pose: Pose | None = None

    def reset(self) -> None:
        """Forget the last pose: the next one passes unchanged."""
        self._pose = None

    def __call__(self, pose: Pose, smoothing: float = 1.0) -> Pose:
        """Return the steadied pose; the first one passes unchanged, and all of them where smoothing (0..2) is 0."""
        if self._pose is not None and smoothing > 0:
            pose = self._follow(self._pose, pose, smoothing**2)
        self._pose = pose
        return pose

    def _follow(self, last: Pose, new: Pose, width: float) -> Pose:
        a, b = last.head, new.head
        band_px = width * self._band_px
        slack = 2 * band_px / self._height  # radians that move the face's edge by the band
        change = np.array(angles(b.rotation @ a.rotation.T), np.float32)
        head = Head(
            a.scale * math.exp(float(_beyond(np.array([math.log(b.scale / a.scale)]), slack)[0])),
            turn(*(float(angle) for angle in _beyond(change, slack))) @ a.rotation,
            a.origin + _beyond(b.origin - a.origin, band_px),
            a.shape + _beyond(b.shape - a.shape, band_px / a.scale),
            b.residual,
        )
        first, second = (_lid(old, lid, width) for old, lid in zip(last.lids, new.lids, strict=True))
        shift = last.shift + _beyond(new.shift - last.shift, band_px)
        follow = last.follow + _beyond(new.follow - last.follow, band_px)
        return Pose(head, place(head), shift, follow, (first, second))


def _beyond(change: Floats, band: float) -> Floats:
    """Damp vectors (..., n) the more the shorter they are; a small share is left, so that the target is reached."""
    length = np.linalg.norm(change, axis=-1, keepdims=True)
    return floats(change * np.maximum(_CREEP, length / (length + band)))


def _lid(last: LidState, new: LidState, width: float) -> LidState:
    opening = last.opening + float(_beyond(np.array([new.opening - last.opening]), width * _LID_BAND)[0])
    gaze = last.gaze + _beyond(new.gaze - last.gaze, width * _GAZE_BAND)
    # Fully shut must stay reachable, or a slit stays open.
    return LidState(new.opening if new.opening <= 0 else opening, gaze)
