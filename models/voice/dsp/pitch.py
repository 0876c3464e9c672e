"""The pitch of a running voice, with as much hindsight as the engine's lag allows.

Normalised cross-correlation at all lags by FFT (Talkin 1995, "A robust algorithm for pitch tracking"), and dynamic
programming (Viterbi 1967): of every candidate the best path that ends in it is known, and how well that fits. What is
told is where the best of all was some frames ago; an octave that was mistaken is put right before it is heard.
"""

import math

import numpy as np
from numpy.typing import NDArray

from models.voice_engines import RATE_HZ

HOP = 160
FLOOR_HZ, CEILING_HZ = 58.0, 620.0
CENTRE = 320  # samples from the newest one back to what an estimate without hindsight describes
_WINDOW = 480  # correlated samples; 1.7 of the longest periods
_SHORTEST, _LONGEST = int(RATE_HZ / CEILING_HZ), math.ceil(RATE_HZ / FLOOR_HZ)
_SIZE = 1024
_LOWPASS_HZ, _TAPS = 1000.0, 31
_CANDIDATES = 6
_VOICING = 0.42  # correlation from which a frame is voiced
_LAG_COST = 0.055  # an octave: of two equal peaks the shorter lag is the period
_HIGH_LAG = 40  # 400 Hz; above it, the ringing of a formant is as likely
_JUMP_COST, _TURN_COST = 0.30, 0.12  # for an octave's jump; for a voice that begins or ends
_MEMORY = 0.90  # share of the past's worth that counts for the next frame
_FLOOR_RMS = 1.5e-4  # -76 dBFS; below it nothing is voiced
_QUIET, _PEAK_DECAY = 0.08, 0.9977  # of the running peak; a frame, half in 3 s
_RANGE_COST, _RANGE = 0.30, 0.5  # an octave, beyond this distance from the usual pitch
_LEARNING = 1 / 300  # of the usual pitch, a voiced frame: 3 s

Floats = NDArray[np.float32]
_Path = tuple[float, ...]


class PitchTracker:
    """Finds the pitch every 160 samples; one object for one stream.

    Args:
        hindsight: frames that are heard before one is decided on.
    """

    def __init__(self, hindsight: int = 0) -> None:
        self._undecided = (0.0,) * hindsight
        self._expected = 0.0  # octave of the lag; 0.0: nothing is known of the voice
        n = np.arange(_TAPS) - _TAPS // 2
        taps = np.sinc(2 * _LOWPASS_HZ / RATE_HZ * n) * np.hamming(_TAPS)
        self._taps = np.asarray(taps / taps.sum(), np.float32)
        self._lags = np.arange(_SHORTEST, _LONGEST + 1)
        self._lag_cost = np.asarray(_LAG_COST * np.log2(np.maximum(self._lags / _HIGH_LAG, 1.0)), np.float32)
        self.reset()

    def expect(self, f0_hz: float | None) -> None:
        """Take this as the usual pitch of the voice; None: learn it, as is done anyway if it turns out another."""
        self._expected = math.log2(RATE_HZ / f0_hz) if f0_hz else 0.0
        self._usual, self._weight = self._expected, float(self._expected > 0)

    def reset(self) -> None:
        """Forget the stream, keep what is expected."""
        self._raw = np.zeros(HOP + _TAPS - 1, np.float32)
        self._past = np.zeros(_WINDOW + _LONGEST + 1, np.float32)
        self._peak = 0.0
        # octave of the lag, and how much has been heard of it
        self._usual, self._weight = self._expected, float(self._expected > 0)
        # of every candidate: log2 of the lag in the frames not told yet and in the newest, 0.0 if unvoiced; worth
        self._paths: list[tuple[_Path, float]] = [((*self._undecided, 0.0), 0.0)]

    def push(self, block: Floats) -> float:
        """Take (160,) samples; return the pitch in Hz, 0.0 if unvoiced, 20 ms and the hindsight before the newest."""
        self._raw[: _TAPS - 1] = self._raw[HOP:]
        self._raw[_TAPS - 1 :] = block
        self._past[:-HOP] = self._past[HOP:]
        self._past[-HOP:] = np.convolve(self._raw, self._taps, "valid")
        lags, strengths = self._candidates()
        loudness = float(np.abs(self._past[-_WINDOW:]).max())
        self._peak = max(loudness, self._peak * _PEAK_DECAY)
        quiet = max(0.0, 1.0 - loudness / max(_QUIET * self._peak, 1e-9))
        return self._follow(lags, strengths, _VOICING + quiet)

    def _candidates(self) -> tuple[list[float], list[float]]:
        """Return the lags, in samples, of the highest peaks of the correlation and their heights."""
        past = self._past
        newest = past[-_WINDOW:]
        energy = float(newest @ newest)
        if energy < _WINDOW * _FLOOR_RMS**2:
            return [], []
        product = np.conj(np.fft.rfft(newest, _SIZE)) * np.fft.rfft(past, _SIZE)
        whole = np.fft.irfft(product, _SIZE)  # at n: newest against what begins at past[n]
        sums = np.concatenate(([0.0], np.cumsum(past * past, dtype=np.float64)))
        starts = len(past) - _WINDOW - np.arange(_SHORTEST - 1, _LONGEST + 2)
        energies = sums[starts + _WINDOW] - sums[starts]
        r = whole[starts] / np.sqrt(energy * (energies + _WINDOW * _FLOOR_RMS**2))
        before, here, behind = r[:-2], r[1:-1], r[2:]
        tops = np.flatnonzero((here > before) & (here >= behind) & (here > 0.6 * _VOICING))
        worth = here[tops] - self._lag_cost[tops]
        tops = tops[np.argsort(-worth)[:_CANDIDATES]]
        a, b, c = before[tops], here[tops], behind[tops]
        shift = 0.5 * (a - c) / np.minimum(a - 2 * b + c, -1e-9)
        lags = self._lags[tops] + np.clip(shift, -0.5, 0.5)
        return lags.tolist(), (b - self._lag_cost[tops]).tolist()

    def _follow(self, lags: list[float], strengths: list[float], unvoiced: float) -> float:
        """Go on with every path; return the pitch of the best, `hindsight` frames before its end."""
        paths = []
        octaves = [0.0, *(math.log2(lag) for lag in lags)]
        trust = min(1.0, self._weight * 3)
        for octave, strength in zip(octaves, [unvoiced, *strengths], strict=True):
            if octave > 0:
                strength -= trust * _RANGE_COST * max(0.0, abs(octave - self._usual) - _RANGE)
            best, path = max((worth - _cost(octave, path[-1]), path) for path, worth in self._paths)
            paths.append(((*path[1:], octave), _MEMORY * best + strength))
        self._paths = paths
        octave = max(paths, key=lambda item: item[1])[0][0]
        if octave == 0.0:
            return 0.0
        self._weight += _LEARNING * (1.0 - self._weight)
        self._usual += _LEARNING / self._weight * (octave - self._usual)
        return float(RATE_HZ / 2.0**octave)


def _cost(octave: float, other: float) -> float:
    if octave > 0 and other > 0:
        return min(0.6, _JUMP_COST * abs(octave - other))
    return _TURN_COST if octave != other else 0.0
