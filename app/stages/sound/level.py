"""Level: what meters show, and a limiter that keeps the voice below full scale."""

import numpy as np
from numpy.typing import NDArray

from app.stages.sound.stage import RATE_HZ, Samples, SoundStage

SILENCE_DB = -120.0
CEILING_DB = -1.0
CLIPPED = 0.999  # from here on a converter is at its end
_RMS_S = 0.1
_HOLD_S, _DECAY_DB_S = 1.5, 20.0
_CLIP_MEMORY_S = 3.0
_AHEAD = 48  # samples, 1 ms: the gain is down before the peak comes
_ONE = 1 << 24  # gain 1 as a whole number: sums and minima are then the same however the sound is cut
_RELEASE = 1 << 12  # of it, per sample: from silence to full gain in 85 ms


def to_db(amplitude: float) -> float:
    """Return an amplitude in dBFS, not below SILENCE_DB."""
    return max(20.0 * float(np.log10(max(amplitude, 1e-9))), SILENCE_DB)


class Level(SoundStage):
    """Measures what passes and changes nothing.

    Attributes:
        rms_db: level of the last tenth of a second, dBFS.
        peak_db: highest sample, held for 1.5 s, then falling by 20 dB per second.
    """

    rms_db: float
    peak_db: float
    _power: float
    _since_peak_s: float
    _since_clip_s: float

    def __init__(self) -> None:
        self._restart()

    @property
    def clipping(self) -> bool:
        """The sound was at full scale within the last three seconds."""
        return self._since_clip_s < _CLIP_MEMORY_S

    def _run(self, samples: Samples) -> Samples:
        if not len(samples):
            return samples
        seconds = len(samples) / RATE_HZ
        kept = float(np.exp(-seconds / _RMS_S))
        self._power = kept * self._power + (1.0 - kept) * float(np.mean(np.square(samples, dtype=np.float64)))
        self.rms_db = to_db(float(np.sqrt(self._power)))
        peak = float(np.abs(samples).max())
        self._since_peak_s += seconds
        if self._since_peak_s > _HOLD_S:
            self.peak_db = max(self.peak_db - _DECAY_DB_S * seconds, SILENCE_DB)
        if to_db(peak) >= self.peak_db:
            self.peak_db, self._since_peak_s = to_db(peak), 0.0
        self._since_clip_s = 0.0 if peak >= CLIPPED else self._since_clip_s + seconds
        return samples

    def _restart(self) -> None:
        self.rms_db = self.peak_db = SILENCE_DB
        self._power = self._since_peak_s = 0.0
        self._since_clip_s = float("inf")


class Limiter(SoundStage):
    """Turns the gain down for 1 ms before a peak that would exceed -1 dBFS; quieter sound passes unchanged.

    Attributes:
        reduction_db: by how much the newest block was turned down at most, 0.. dB.
    """

    latency_s = _AHEAD / RATE_HZ

    _line: Samples
    _needed: NDArray[np.int64]
    _gains: NDArray[np.int64]
    _count: int
    _fallen: int

    def __init__(self) -> None:
        self._ceiling = 10.0 ** (CEILING_DB / 20.0)
        self._restart()

    def _run(self, samples: Samples) -> Samples:
        count = len(samples)
        if not count:
            return samples
        line = np.concatenate([self._line, samples])
        self._line = line[count:]
        loud = np.maximum(np.abs(samples.astype(np.float64)) / self._ceiling, 1.0)
        needed = np.concatenate([self._needed, np.floor(_ONE / loud).astype(np.int64)])
        self._needed = needed[count:]
        # the lowest gain of the last millisecond, then its mean over one: down before the peak, and without a step
        lowest = np.lib.stride_tricks.sliding_window_view(needed, _AHEAD + 1).min(axis=1)
        gains = np.concatenate([self._gains, self._released(lowest)])
        self._gains = gains[count:]
        sums = np.cumsum(np.concatenate([[0], gains]))
        gain = (sums[_AHEAD:] - sums[:-_AHEAD])[:count] / (_AHEAD * _ONE)
        self.reduction_db = -20.0 * float(np.log10(gain.min()))
        return np.asarray(line[:count] * gain.astype(np.float32))

    def _released(self, lowest: NDArray[np.int64]) -> NDArray[np.int64]:
        """Let the gain rise slowly only: gain[n] = min(lowest[n], gain[n - 1] + release)."""
        slope = _RELEASE * np.arange(self._count, self._count + len(lowest))
        self._count += len(lowest)
        fallen = np.minimum.accumulate(np.concatenate([[self._fallen], lowest - slope]))
        self._fallen = int(fallen[-1])
        return np.asarray(fallen[1:] + slope)

    def _restart(self) -> None:
        self.reduction_db = 0.0
        self._line = np.zeros(_AHEAD, np.float32)
        self._needed = np.full(_AHEAD, _ONE, np.int64)
        self._gains = np.full(_AHEAD - 1, _ONE, np.int64)
        self._count, self._fallen = 0, _ONE
