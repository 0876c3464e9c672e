"""The One-Euro filter for landmarks (Casiez, Roussel, Vogel: 1 Euro Filter, CHI 2012).

A low pass whose cutoff rises with speed: a face at rest stands still, a blink passes unsmoothed.
"""

import math

import numpy as np
from numpy.typing import NDArray

_MIN_CUTOFF_HZ = 1.7
_SPEED_GAIN = 0.08  # Hz per (pixel/s); high, or blinks stay half open
_SPEED_CUTOFF_HZ = 2.0
_MAX_GAP_S = 0.5
_USUAL_SIZE_PX = 800.0  # side of the tracked region for which the gain holds; smaller faces move fewer pixels


def looseness(smoothing: float) -> float:
    """Return the factor of the lowest cutoff for a smoothing of 0 (none) .. 1 (ordinary) .. 2 (strong).

    The gain with speed goes by its square root, so that blinks pass at any smoothing.
    """
    return min(1 / math.sqrt(max(smoothing, 1e-3) ** 3), 1e4)


class OneEuro:
    """Filters (n, 3) points over time.

    Attributes:
        smoothing: 0 (none) .. 1 (ordinary) .. 2 (strong); may be changed at any time.
    """

    def __init__(self) -> None:
        self.smoothing = 1.0
        self._points: NDArray[np.float64] | None = None
        self._speed: NDArray[np.float64] = np.zeros(1)
        self._time_s = 0.0

    def reset(self) -> None:
        """Forget the past: the next points pass unchanged."""
        self._points = None

    def __call__(
        self, points: NDArray[np.float32], time_s: float, size_px: float = _USUAL_SIZE_PX
    ) -> NDArray[np.float32]:
        """Return the filtered points, float32 pixels.

        Args:
            points: (n, 3) pixels.
            time_s: when they were seen. After a gap of more than 0.5 s, or a step back, the filter starts anew.
            size_px: side of the region the face was looked for in; speed counts relative to it.
        """
        now = points.astype(np.float64)
        dt_s = time_s - self._time_s
        self._time_s = time_s
        if self._points is None or not 0 < dt_s <= _MAX_GAP_S:
            self._points, self._speed = now, np.zeros_like(now)
            return points
        speed_weight = _weight(_SPEED_CUTOFF_HZ, dt_s)
        self._speed += speed_weight * ((now - self._points) / dt_s - self._speed)
        loose = looseness(self.smoothing)
        gain = loose**0.5 * _SPEED_GAIN * _USUAL_SIZE_PX / max(size_px, 1.0)
        cutoff_hz = loose * _MIN_CUTOFF_HZ + gain * np.linalg.norm(self._speed, axis=1, keepdims=True)
        self._points = self._points + _weight(cutoff_hz, dt_s) * (now - self._points)
        return self._points.astype(np.float32)


def _weight(cutoff_hz: NDArray[np.float64] | float, dt_s: float) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + 1 / (2 * np.pi * np.asarray(cutoff_hz) * dt_s)))
