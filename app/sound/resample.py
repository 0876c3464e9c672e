"""Streaming conversion between the devices' 48 kHz and the engines' 16 kHz, without bursts.

One linear-phase low-pass of 91 taps, split into three phases (polyphase; Crochiere and Rabiner 1983): flat within
0.3 dB to 7 kHz, -60 dB from 8.6 kHz. Every result is the same to the bit however the sound is cut into blocks, since
products are added in one fixed order; a BLAS product would not promise that.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

HIGH_HZ, LOW_HZ, RATIO = 48_000, 16_000, 3
TAPS = 91
DELAY = TAPS // 2  # samples at 48 kHz, of each direction; a multiple of 3, so both grids keep in step
PASS_HZ, STOP_HZ = 7_000.0, 8_500.0

_STOP_WEIGHT = 10.0
_LEAST, _MOST = 8, 2048  # columns summed at once: one alone would be added in another order, more would fill memory

Samples = NDArray[np.float32]


class Decimator:
    """48 kHz to 16 kHz; of n samples that went in so far, ceil(n / 3) have come out. One stream, one thread."""

    latency_s = DELAY / HIGH_HZ

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Start afresh, after silence."""
        self._kept = np.zeros(TAPS - 1, np.float32)

    def process(self, samples: Samples) -> Samples:
        """Return what is complete, (m,) float32 at 16 kHz; any number of samples may come."""
        line = np.concatenate([self._kept, samples.astype(np.float32, copy=False)])
        count = (len(line) - TAPS) // RATIO + 1 if len(line) >= TAPS else 0
        self._kept = line[count * RATIO :]
        return _weighted(line, _low_pass()[::-1, None], RATIO, count).reshape(-1)


class Interpolator:
    """16 kHz to 48 kHz: three samples out for each that goes in. One stream, one thread."""

    latency_s = DELAY / HIGH_HZ
    _REACH = -(-TAPS // RATIO)  # input samples that one output is made of

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Start afresh, after silence."""
        self._kept = np.zeros(self._REACH - 1, np.float32)

    def process(self, samples: Samples) -> Samples:
        """Return (3 n,) float32 at 48 kHz for (n,) at 16 kHz."""
        line = np.concatenate([self._kept, samples.astype(np.float32, copy=False)])
        self._kept = line[len(samples) :]
        return _weighted(line, _phases(), 1, len(samples)).T.reshape(-1)


def to_16k(samples: Samples) -> Samples:
    """Convert a whole recording from 48 to 16 kHz without delay, (n,) -> (ceil(n / 3),) float32."""
    line = np.concatenate([samples, np.zeros(DELAY, np.float32)])
    return Decimator().process(line)[DELAY // RATIO :][: -(-len(samples) // RATIO)]


def to_48k(samples: Samples) -> Samples:
    """Convert a whole recording from 16 to 48 kHz without delay, (n,) -> (3 n,) float32."""
    line = np.concatenate([samples, np.zeros(DELAY // RATIO, np.float32)])
    return Interpolator().process(line)[DELAY:]


def _weighted(line: Samples, weights: Samples, step: int, count: int) -> Samples:
    """Slide the weights over the line: out[p, k] = sum over j of weights[j, p] * line[k * step + j].

    The sum runs over the first axis of (taps, phases, columns), so numpy adds the taps one after the other.
    """
    taps, phases = weights.shape
    out = np.empty((phases, count), np.float32)
    for start in range(0, count, _MOST):
        wanted = min(_MOST, count - start)
        columns = max(wanted, _LEAST)
        piece = line[start * step :][: (columns - 1) * step + taps]
        piece = np.pad(piece, (0, (columns - 1) * step + taps - len(piece)))
        windows = np.lib.stride_tricks.sliding_window_view(piece, taps)[::step].T
        products = np.empty((taps, phases, columns), np.float32)
        np.multiply(windows[:, None, :], weights[:, :, None], out=products)
        out[:, start : start + wanted] = np.add.reduce(products, axis=0)[:, :wanted]
    return out


@cache
def _low_pass() -> Samples:
    """The low-pass, (TAPS,) float32, symmetric, gain 1: weighted least squares on the pass and stop band."""
    frequencies = np.concatenate([np.linspace(0.0, PASS_HZ, 400), np.linspace(STOP_HZ, HIGH_HZ / 2, 1200)])
    wanted = (frequencies <= PASS_HZ).astype(np.float64)
    weight = np.where(frequencies <= PASS_HZ, 1.0, _STOP_WEIGHT)
    waves = np.cos(2.0 * np.pi * np.outer(frequencies / HIGH_HZ, np.arange(DELAY + 1)))
    waves[:, 1:] *= 2.0
    half = np.linalg.lstsq(waves * weight[:, None], wanted * weight, rcond=None)[0]
    return np.concatenate([half[:0:-1], half]).astype(np.float32)


@cache
def _phases() -> Samples:
    """The low-pass in three phases, oldest input first, gain 3 for the two zeros between samples: (31, 3) float32."""
    padded = np.zeros(Interpolator._REACH * RATIO, np.float32)
    padded[:TAPS] = RATIO * _low_pass()
    return padded.reshape(-1, RATIO)[::-1].copy()
