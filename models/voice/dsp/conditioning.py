"""What is done to the sound before and after conversion: rumble out, idle noise down, never louder than -1 dBFS."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from models.voice_engines import RATE_HZ

HOP = 160
CUTOFF_HZ = 60.0
CEILING = 10 ** (-1 / 20)
_NOTHING = 1e-8  # -160 dBFS: what is left of a filter's ringing becomes silence
_RELEASE = 0.90  # a block, of the limiter's reduction in dB
_IDLE_GAIN_DB, _IDLE_DB, _ACTIVE_DB = -32.0, 5.0, 10.0  # gain at the noise floor; where it begins and ends, above it
_HIGHEST_FLOOR_DB = -42.0  # louder sound is never taken for idle noise
_PART, _PARTS = 40, 4  # unvoiced blocks; the floor is the least level of 1.6 s of them
_SILENCE_DB = -120.0

Floats = NDArray[np.float32]


class HighPass:
    """A Butterworth high-pass of second order at 60 Hz, a block at a time without a loop over samples.

    The recursion is written as two matrices: what the block itself gives, and what the state before it gives.
    """

    def __init__(self) -> None:
        k = np.tan(np.pi * CUTOFF_HZ / RATE_HZ)
        scale = 1 / (1 + np.sqrt(2) * k + k * k)
        a1, a2 = 2 * (k * k - 1) * scale, (1 - np.sqrt(2) * k + k * k) * scale
        b = np.array([scale, -2 * scale, scale])
        free = np.zeros((HOP + 2, 2 + HOP))  # the state (two outputs before the block), then the filtered input
        free[:2, :2] = np.eye(2)
        for n in range(2, HOP + 2):
            free[n] = -a1 * free[n - 1] - a2 * free[n - 2]
            free[n, n] += 1.0
        taps = np.zeros((HOP, HOP + 2))
        for n in range(HOP):
            taps[n, n : n + 3] = b[::-1]
        self._from_state = free[2:, :2]
        self._from_input = free[2:, 2:] @ taps
        self.reset()

    def reset(self) -> None:
        """Forget the stream."""
        self._input = np.zeros(HOP + 2)
        self._state = np.zeros(2)

    def push(self, block: Floats) -> Floats:
        """Filter (160,) samples."""
        self._input[:2] = self._input[HOP:]
        self._input[2:] = block
        out = self._from_input @ self._input + self._from_state @ self._state
        out[np.abs(out) < _NOTHING] = 0.0
        self._state = out[-2:].copy()
        return out.astype(np.float32)


class IdleNoise:
    """Turns down what is near the noise floor while nobody speaks.

    The floor is the least level of late (Martin 2001, "minimum statistics"), voiced sound left out, so that a long
    vowel is not taken for it.
    """

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget the stream."""
        self._floor_db = self._smooth_db = _SILENCE_DB
        self._least_db: deque[float] = deque(maxlen=_PARTS)
        self._part: list[float] = []

    def push(self, block: Floats, voiced: bool) -> float:
        """Return the gain for a block that is filtered already, 0..1."""
        power = float(np.dot(block, block)) / HOP
        level_db = 10 * np.log10(power + 1e-12)
        self._smooth_db += (0.5 if level_db > self._smooth_db else 0.2) * (level_db - self._smooth_db)
        if level_db > _SILENCE_DB + 1 and not voiced:  # digital silence says nothing about the room
            self._learn()
        share = np.clip((self._smooth_db - self._floor_db - _IDLE_DB) / (_ACTIVE_DB - _IDLE_DB), 0.0, 1.0)
        return float(10 ** (_IDLE_GAIN_DB * (1 - share) / 20))

    def _learn(self) -> None:
        self._part.append(self._smooth_db)
        if len(self._part) == _PART:
            self._least_db.append(min(self._part[_PART // 4 :] if not self._least_db else self._part))
            self._part = []
            self._floor_db = min(*self._least_db, _HIGHEST_FLOOR_DB)


class Limiter:
    """Keeps every sample below -1 dBFS: a gain that falls within the block and recovers in about 0.2 s."""

    def __init__(self) -> None:
        self._ramp = np.linspace(0.0, 1.0, HOP + 1, dtype=np.float32)[1:]
        self.reset()

    def reset(self) -> None:
        """Forget the stream."""
        self._gain = 1.0

    def push(self, block: Floats) -> Floats:
        """Limit (160,) samples."""
        peak = float(np.abs(block).max())
        wanted = min(1.0, CEILING / peak) if peak > 0 else 1.0
        if wanted >= 1.0 and self._gain == 1.0:
            return block
        released = 1.0 - (1.0 - self._gain) * _RELEASE
        gain = min(wanted, released if released < 0.9999 else 1.0)
        curve = self._gain + (gain - self._gain) * self._ramp
        self._gain = gain
        return np.clip(block * curve, -CEILING, CEILING).astype(np.float32)
