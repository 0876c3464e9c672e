"""Where the periods of a running voice are: one mark a period while there is a voice, one every 5 ms elsewhere.

The marks sit where a period's energy is and keep to the same place of the following periods by correlation, as
pitch-synchronous overlap-add needs it (Moulines and Charpentier 1990).
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.voice.dsp.pitch import CENTRE, HOP
from models.voice_engines import RATE_HZ

STEP = 80  # samples between the marks of unvoiced sound
PAST = 2048  # samples that are remembered
_AHEAD = 220  # samples beyond the newest pitch estimate for which it is still believed
_SEARCH = 0.2  # of a period, to both sides
_BEFORE, _AFTER = 0.75, 0.3  # periods around a mark that are compared
_LEAST_LIKENESS = 0.2  # of two neighbouring periods
_CREST = 0.25  # what being on the crest of the energy counts, against the correlation
_KEPT = 64

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Grain:
    """A piece of sound around a mark: it rises from `position - left` and falls to `position + right`, in samples."""

    position: float
    left: float
    right: float
    f0_hz: float  # 0.0 if unvoiced


class Marks:
    """Follows the periods; one object for one stream.

    Args:
        centre: samples from the newest one back to what an estimate of the pitch describes.
    """

    def __init__(self, centre: int = CENTRE) -> None:
        self.centre = centre
        self.reset()

    def reset(self) -> None:
        """Forget the stream."""
        self.past = np.zeros(PAST, np.float32)
        self.now = 0  # samples that have come in
        self.grains: deque[Grain] = deque([Grain(-2.0 * STEP, STEP, STEP, 0.0)], maxlen=_KEPT)
        self._pitches: deque[float] = deque([0.0] * 16, maxlen=16)
        self._last, self._last_f0_hz, self._gap = -1.0 * STEP, 0.0, float(STEP)

    def push(self, block: Floats, f0_hz: float) -> None:
        """Take (160,) samples and the newest estimate of the pitch; `grains` grows."""
        self.past[:-HOP] = self.past[HOP:]
        self.past[-HOP:] = block
        self.now += HOP
        self._pitches.append(f0_hz)
        while (found := self._next()) is not None:
            position, pitch = found
            gap = position - self._last
            self.grains.append(Grain(self._last, self._gap, gap, self._last_f0_hz))
            self._last, self._last_f0_hz, self._gap = position, pitch, gap

    def _pitch_at(self, position: float) -> float:
        """Return the pitch; a voice is given 10 ms more at both ends, its fringes would else keep their old pitch."""
        back = max(0, round((self.now - self.centre - position) / HOP))
        at = max(1 - len(self._pitches), -1 - back)
        later = self._pitches[at + 1] if at < -1 else 0.0
        return self._pitches[at] or later or self._pitches[at - 1]

    def _next(self) -> tuple[float, float] | None:
        """Return the next mark and its pitch, or None if more sound is needed."""
        if self._last + STEP > self.now - self.centre + _AHEAD:
            return None
        f0_hz = self._pitch_at(self._last + STEP / 2)
        if f0_hz == 0.0:
            return self._unvoiced()
        return self._following(RATE_HZ / f0_hz) if self._last_f0_hz else self._first(RATE_HZ / f0_hz)

    def _unvoiced(self) -> tuple[float, float]:
        # after a voice the marks return to whole samples: unvoiced sound is then copied as it is
        return float(round(self._last + STEP)), 0.0

    def _first(self, period: float) -> tuple[float, float] | None:
        """Return the crest of the energy in the first period."""
        start, reach = int(self._last) + STEP // 2, int(min(period, 2 * STEP))
        width = max(4, int(period / 6))
        if start + reach + width > self.now:
            return None
        energy = self._energy(start, start + reach, width)
        return float(start + int(energy.argmax())), RATE_HZ / period

    def _following(self, period: float) -> tuple[float, float] | None:
        """Return the place one period on that looks most like the last mark."""
        around = int(np.ceil(_SEARCH * period))
        before, after = int(_BEFORE * period), int(_AFTER * period)
        here = round(self._last)
        low = here + round(period) - around
        if low + 2 * around + after + 1 > self.now:
            return None
        base = self.now - PAST
        reference = self.past[here - before - base : here + after + 1 - base]
        field = self.past[low - before - base : low + 2 * around + after + 1 - base]
        product = np.correlate(field, reference, "valid")
        sums = np.concatenate(([0.0], np.cumsum(field * field, dtype=np.float64)))
        energies = sums[len(reference) :] - sums[: -len(reference)]
        likeness = product / np.sqrt(np.maximum(energies * float(reference @ reference), 1e-12))
        if likeness.max() < _LEAST_LIKENESS:
            return self._unvoiced()
        energy = self._energy(low, low + 2 * around + 1, max(4, int(period / 6)))
        score = likeness + _CREST * energy / max(float(energy.max()), 1e-12)
        best = int(score.argmax())
        offset = 0.0
        if 0 < best < len(score) - 1:
            a, b, c = score[best - 1 : best + 2].tolist()
            offset = 0.5 * (a - c) / min(a - 2 * b + c, -1e-9)
        return low + best + min(0.5, max(-0.5, offset)) + self._last - here, RATE_HZ / period

    def _energy(self, start: int, stop: int, width: int) -> NDArray[np.float64]:
        """Return the energy around every sample from start to stop, over 2 width + 1 samples."""
        base = self.now - PAST
        part = self.past[start - width - base : stop + width - base]
        sums = np.concatenate(([0.0], np.cumsum(part * part, dtype=np.float64)))
        return sums[2 * width + 1 :] - sums[: len(sums) - 2 * width - 1]
