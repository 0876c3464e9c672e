"""The pitch of a whole recording, found with hindsight; and what two tracks have in common.

Autocorrelation divided by that of the window, a handful of candidates a frame, and the cheapest path through them
(Boersma 1993, "Accurate short-term analysis of the fundamental frequency"). The range is narrowed to the voice after a
first look (De Looze and Hirst 2008), which removes most octave errors.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from models.voice.mel import HOP
from models.voice.speech import finite
from models.voice_engines import RATE_HZ, Samples

FLOOR_HZ, CEILING_HZ = 55.0, 550.0
HOP_S = HOP / RATE_HZ
_CANDIDATES = 8  # a frame, one of them "unvoiced"
_VOICING, _SILENCE = 0.45, 0.03  # share of periodicity, and of the loudest peak, below which a frame is unvoiced
_OCTAVE_COST, _JUMP_COST, _TURN_COST = 0.01, 0.35, 0.14  # for low candidates; an octave's jump; beginning or ending
_CHUNK = 2000  # frames worked on at a time, for the sake of memory
_LEAST_VOICED = 20  # frames
_LEAST_TO_NARROW = 15  # frames
_FLAT = 1e-6  # deviation of log F0 that is none

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class PitchTrack:
    """Pitch at every 10 ms; frame n is centred on sample 160 n.

    Attributes:
        f0_hz: (1 + samples // 160,) float64, 0.0 where unvoiced.
    """

    f0_hz: Floats

    @property
    def voiced(self) -> NDArray[np.bool_]:
        """Return which frames have a pitch, (n,)."""
        return self.f0_hz > 0

    @property
    def log_f0(self) -> Floats:
        """Return the natural logarithm of F0 of the voiced frames only."""
        return np.log(self.f0_hz[self.voiced])

    @property
    def mean_hz(self) -> float:
        """Return the geometric mean of F0, 0.0 if nothing is voiced."""
        return float(np.exp(self.log_f0.mean())) if self.voiced.any() else 0.0


def track(samples: Samples) -> PitchTrack:
    """Find the pitch of a recording, 55-550 Hz; takes about 1/100 of its length."""
    sound = finite(samples)
    peak = float(np.abs(sound).max(initial=0.0))
    if peak == 0.0:
        return PitchTrack(np.zeros(1 + len(sound) // HOP))
    first = _follow(sound, peak, FLOOR_HZ, CEILING_HZ)
    found = first[first > 0]
    if len(found) < _LEAST_TO_NARROW:
        return PitchTrack(first)
    low, high = np.quantile(found, (0.25, 0.75))
    return PitchTrack(_follow(sound, peak, max(FLOOR_HZ, 0.65 * low), min(CEILING_HZ, 2.0 * high)))


def correlation(before: Samples, after: Samples, lag_s: float = 0.0) -> float:
    """Return the correlation of log F0 where both are voiced; `after` lags by `lag_s`. NaN under 0.2 s of that."""
    first, second = aligned(before, after, lag_s)
    return log_f0_correlation(first, second)


def aligned(before: Samples, after: Samples, lag_s: float = 0.0) -> tuple[PitchTrack, PitchTrack]:
    """Return both tracks in step and of one length; `after` lags by `lag_s`."""
    first, second = track(before), track(after[max(0, round(lag_s * RATE_HZ)) :])
    count = min(len(first.f0_hz), len(second.f0_hz))
    return PitchTrack(first.f0_hz[:count]), PitchTrack(second.f0_hz[:count])


def log_f0_correlation(first: PitchTrack, second: PitchTrack) -> float:
    """Return the correlation of log F0 of two tracks in step; NaN if under 0.2 s is voiced in both."""
    both = first.voiced & second.voiced
    if both.sum() < _LEAST_VOICED:
        return float("nan")
    x, y = (np.log(item.f0_hz[both]) for item in (first, second))
    x, y = x - x.mean(), y - y.mean()
    if min(x.std(), y.std()) < _FLAT:
        return float("nan")
    return float((x * y).mean() / (x.std() * y.std()))


def voicing_error(first: PitchTrack, second: PitchTrack) -> float:
    """Return the share of frames, 0..1, that are voiced in one of two tracks in step and not in the other."""
    return float((first.voiced != second.voiced).mean())


def _follow(sound: Samples, peak: float, floor_hz: float, ceiling_hz: float) -> Floats:
    """Return F0 of every frame, 0.0 where unvoiced, with candidates of this range only."""
    window = 2 * (int(3 * RATE_HZ / floor_hz) // 2)  # three of the longest periods
    padded = np.pad(sound, window // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, window)[::HOP]
    parts = [_candidates(frames[n : n + _CHUNK], peak, floor_hz, ceiling_hz) for n in range(0, len(frames), _CHUNK)]
    pitch, strength = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return _cheapest_path(pitch, strength)


@cache
def _window(length: int, size: int) -> tuple[Floats, Floats]:
    """A Hann window and its autocorrelation, 1 at lag 0."""
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(length) + 0.5) / length)
    own = np.fft.irfft(np.abs(np.fft.rfft(hann, size)) ** 2)
    return hann, own / own[0]


def _candidates(frames: Samples, peak: float, floor_hz: float, ceiling_hz: float) -> tuple[Floats, Floats]:
    """Return pitch in Hz and strength of each frame's candidates, (n, candidates); the first is "unvoiced", 0 Hz."""
    length = frames.shape[1]
    size = 1 << int(np.ceil(np.log2(1.5 * length)))
    centred = frames - frames.mean(axis=1, keepdims=True, dtype=np.float64)
    loudness = np.abs(centred).max(axis=1) / peak
    hann, own = _window(length, size)
    power = np.abs(np.fft.rfft(centred * hann, size, axis=1)) ** 2
    whole = np.fft.irfft(power, axis=1)
    first, last = int(RATE_HZ / ceiling_hz), int(np.ceil(RATE_HZ / floor_hz))
    r = whole[:, first - 1 : last + 2] / (np.maximum(whole[:, :1], 1e-20) * own[first - 1 : last + 2])
    before, here, behind = r[:, :-2], r[:, 1:-1], r[:, 2:]
    top = (here > before) & (here >= behind) & (here > 0.5 * _VOICING)
    lags = np.arange(first, last + 1)
    strength = np.where(top, here - _OCTAVE_COST * np.log2(floor_hz * lags / RATE_HZ), -np.inf)
    best = np.argsort(-strength, axis=1)[:, : _CANDIDATES - 1]
    a, b, c, s = (np.take_along_axis(array, best, axis=1) for array in (before, here, behind, strength))
    bend = a - 2 * b + c
    shift = np.where(np.abs(bend) > 1e-12, 0.5 * (a - c) / np.where(bend == 0, 1.0, bend), 0.0)
    pitch = RATE_HZ / (lags[best] + np.clip(shift, -0.5, 0.5))
    unvoiced = _VOICING + np.maximum(0.0, 2.0 - loudness / (_SILENCE / (1 + _VOICING)))
    return np.column_stack([np.zeros(len(frames)), pitch]), np.column_stack([unvoiced, s])


def _cheapest_path(pitch: Floats, strength: Floats) -> Floats:
    """Return the pitch of the path with the greatest strength less the costs of its turns (Viterbi 1967)."""
    voiced = pitch > 0
    octave = np.log2(np.where(voiced, pitch, 1.0))
    total = strength[0]
    came_from = np.zeros(pitch.shape, np.int64)
    rows = np.arange(pitch.shape[1])
    for n in range(1, len(pitch)):
        jump = _JUMP_COST * np.abs(octave[n][:, None] - octave[n - 1][None])
        both = voiced[n][:, None] & voiced[n - 1][None]
        turn = _TURN_COST * (voiced[n][:, None] != voiced[n - 1][None])
        worth = total[None] - np.where(both, jump, turn)
        came_from[n] = worth.argmax(axis=1)
        total = worth[rows, came_from[n]] + strength[n]
    at = int(total.argmax())
    path = np.zeros(len(pitch), np.int64)
    for n in range(len(pitch) - 1, -1, -1):
        path[n] = at
        at = int(came_from[n, at])
    return np.asarray(pitch[np.arange(len(pitch)), path])
