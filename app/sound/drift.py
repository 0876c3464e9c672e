"""Two sound cards run on two clocks: a resampler of variable ratio, and the controller that steers it.

The resampler is a band-limited interpolator: a windowed sinc kept as a table of phases, with linear interpolation
between them (J. O. Smith and P. Gossett, "A flexible sampling-rate conversion method", ICASSP 1984).
"""

import math

import numpy as np
from numpy.typing import NDArray

__all__ = ["DriftController", "FractionalResampler"]

TAPS = 32
PHASES = 512
KAISER_BETA = 9.0  # 32 taps: images below -80 dB for tones up to 0.4 of the rate

RATIO_LIMIT = 0.003  # 5 cents: not heard
BANDWIDTH_RAD_S = 0.2
CLOCK_LIMIT = 0.001  # sound cards are off by 0.0003 at most


class FractionalResampler:
    """Streams mono sound in at one rate and out at about another; the ratio may change at any time.

    The output is continuous whatever the ratio does: within a block it runs evenly from the old ratio to the new one.
    The memory that is kept besides what was pushed is one filter length. Sound before the first push is silence.

    Args:
        nominal: input samples per output sample, e.g. 44100 / 48000; the filter is made for it.
    """

    def __init__(self, nominal: float = 1.0) -> None:
        self.nominal = nominal
        self._taps = 2 * math.ceil(TAPS / 2 * max(1.0, nominal))
        self._table = _table(self._taps, 1.0 / max(1.0, nominal))
        self._half = self._taps // 2
        self._data = np.zeros(self._half, np.float32)
        self._position = float(self._half)  # of the next output sample, in _data
        self._ratio = nominal

    @property
    def buffered(self) -> float:
        """Input samples between the next output sample and the end of what was pushed; may be below 0."""
        return len(self._data) - self._position

    def producible(self, ratio: float) -> int:
        """How many output samples `pull` can give now at this ratio (a few more for a smaller one)."""
        room = len(self._data) - self._half - 1 - self._position
        return max(0, int(room / max(ratio, self._ratio)) + 1) if room >= 0 else 0

    def push(self, samples: NDArray[np.float32]) -> None:
        """Append (n,) samples."""
        start = min(max(int(self._position) - self._half, 0), len(self._data))
        if start:
            self._data = self._data[start:]
            self._position -= start
        self._data = np.concatenate([self._data, samples.astype(np.float32, copy=False)])

    def pull(self, count: int, ratio: float | None = None) -> NDArray[np.float32]:
        """Return the next (count,) samples; by the end of them the ratio is `ratio`. At most `producible(ratio)`."""
        old, self._ratio = self._ratio, self._ratio if ratio is None else ratio
        if count == 0:
            return np.zeros(0, np.float32)
        steps = old + (self._ratio - old) * (np.arange(1, count + 1) / count)
        positions = self._position + np.concatenate([[0.0], np.cumsum(steps)])
        self._position = float(positions[-1])
        whole = positions[:-1].astype(np.int64)
        phase = (positions[:-1] - whole) * PHASES
        row = phase.astype(np.int64)
        part = (phase - row).astype(np.float32)[:, None]
        kernel = self._table[row] * (1 - part) + self._table[row + 1] * part
        first = whole - self._half + 1
        windows = self._data[first[:, None] + np.arange(self._taps)]
        out: NDArray[np.float32] = np.einsum("ij,ij->i", windows, kernel, dtype=np.float32)
        return out

    def newest(self, count: int) -> NDArray[np.float32]:
        """Return the last (count,) samples that were pushed; zeros stand for those that are gone."""
        tail = self._data[-count:]
        return np.concatenate([np.zeros(count - len(tail), np.float32), tail])

    def skip(self, samples: float) -> None:
        """Leave out that many input samples; without a fade this clicks."""
        self._position += samples


class DriftController:
    """Turns the error of the fill into a small change of the rate: a proportional and integral controller.

    The fill integrates the difference of the two rates, so the loop is of second order; its bandwidth of 0.03 Hz lets
    the jitter of single blocks pass by. The integral is the difference of the clocks, learnt.
    """

    def __init__(self) -> None:
        self._clock = 0.0  # learnt difference of the clocks

    @property
    def clock_ppm(self) -> float:
        """By how much the input's clock is faster than the output's, parts per million."""
        return self._clock * 1e6

    def update(self, error_s: float, step_s: float) -> float:
        """Return by how much faster the input must be used up, -0.003..0.003.

        Args:
            error_s: fill minus the wanted fill, seconds.
            step_s: time since the last call.
        """
        change = self._clock + 2 * BANDWIDTH_RAD_S * error_s  # damping 1: no overshoot
        if abs(change) > RATIO_LIMIT:  # far off: nothing to be learnt about the clocks
            return min(max(change, -RATIO_LIMIT), RATIO_LIMIT)
        self._clock += BANDWIDTH_RAD_S**2 * error_s * step_s
        self._clock = min(max(self._clock, -CLOCK_LIMIT), CLOCK_LIMIT)
        return change


def _table(taps: int, cutoff: float) -> NDArray[np.float32]:
    """Return (PHASES + 1, taps): row p holds the kernel for an output sample p / PHASES after an input sample."""
    fraction = np.arange(PHASES + 1)[:, None] / PHASES
    away = np.arange(taps)[None, :] - (taps // 2 - 1) - fraction
    window = np.i0(KAISER_BETA * np.sqrt(np.clip(1 - (away / (taps / 2)) ** 2, 0, None))) / np.i0(KAISER_BETA)
    kernel = cutoff * np.sinc(cutoff * away) * window
    table: NDArray[np.float32] = (kernel / kernel.sum(axis=1, keepdims=True)).astype(np.float32)
    return table
