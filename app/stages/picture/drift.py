"""DriftWatch: whether the user still sits as at the last calibration."""

from collections import deque
from enum import StrEnum

import numpy as np

from models.posture import Posture

WINDOW_S = 10.0  # a glance aside is none
LEAST_S = 7.0  # of it the face must have been seen
MOVED = 0.8  # eye distances of the calibration
NEARER, FARTHER = 1.28, 0.78  # of its size
TURNED = 11.0  # degrees, yaw, pitch or roll


class Drift(StrEnum):
    """What has changed."""

    NONE = ""
    MOVED = "moved"
    NEARER = "nearer"
    FARTHER = "farther"
    TURNED = "turned"


class DriftWatch:
    """Compares the median of the last seconds with the calm face; not thread-safe."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, tuple[float, ...]]] = deque(maxlen=256)

    def reset(self) -> None:
        """Begin anew, as after a calibration."""
        self._seen.clear()

    def look(self, now: Posture | None, calm: Posture, time_s: float) -> Drift:
        """Add what is seen and return what has changed since the calibration.

        Args:
            now: the face, None if there is none.
            calm: the face of the calibration.
            time_s: of the picture.
        """
        if self._seen and time_s < self._seen[-1][0]:
            self._seen.clear()
        if now is not None:
            self._seen.append((time_s, (now.x, now.y, now.scale, now.yaw, now.pitch, now.roll)))
        while self._seen and time_s - self._seen[0][0] > WINDOW_S:
            self._seen.popleft()
        if len(self._seen) < 10 or self._seen[-1][0] - self._seen[0][0] < LEAST_S:
            return Drift.NONE
        x, y, scale, yaw, pitch, roll = np.median([row for _, row in self._seen], axis=0)
        ratio = scale / calm.scale
        if ratio > NEARER:
            return Drift.NEARER
        if ratio < FARTHER:
            return Drift.FARTHER
        if np.hypot(x - calm.x, y - calm.y) > MOVED * calm.scale:
            return Drift.MOVED
        turned = max(abs(yaw - calm.yaw), abs(pitch - calm.pitch), abs(roll - calm.roll))
        return Drift.TURNED if turned > TURNED else Drift.NONE
