"""Overlap-add of grains at the periods of the new pitch (Moulines and Charpentier 1990), each with a new colour."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.voice.dsp.colour import BINS, SIZE, Colour
from models.voice.dsp.marks import PAST, STEP, Grain, Marks
from models.voice.dsp.pitch import HOP
from models.voice.dsp.touch import Touch

_LEFT = 320  # the most samples of a grain before its mark, after a change of colour
_FUTURE = _LEFT + SIZE + HOP
_EDGE = 32  # samples over which a grain that comes late is faded in
_PHASES = 16  # steps of a sample in which a grain is placed
_MOST_SHIFT = 3  # samples
_RISING = 1.2  # times the pitch; from here on grains are used more than once

Floats = NDArray[np.float32]


@dataclass(slots=True)
class _Place:
    grain: Grain
    at: float
    gain: float


class Synthesis:
    """Puts the new sound together; one object for one stream.

    Args:
        delay: samples by which the output lags the input.
    """

    def __init__(self, delay: int) -> None:
        self._delay = delay
        bins = np.arange(BINS)
        shifts = np.arange(-_MOST_SHIFT * _PHASES, _MOST_SHIFT * _PHASES + 1) / _PHASES
        self._shift = np.exp(-2j * np.pi * shifts[:, None] * bins / SIZE).astype(np.complex64)
        self.reset()

    def reset(self) -> None:
        """Forget the stream."""
        self._sum = np.zeros(_FUTURE, np.float32)  # begins at the first sample that is not out yet
        self._out = -self._delay  # position of that sample
        self._last: Grain | None = None
        self._last_at = self._at = -2.0 * HOP

    def pull(self, marks: Marks, ratio: "Ratio", colour: Colour, touch: Touch | None = None) -> Floats:
        """Return the next (160,) samples."""
        places: list[_Place] = []
        end = self._out + HOP
        while found := self._place(marks, ratio, colour.scale, end):
            places += found
        if places:
            self._add(places, marks, colour, touch)
        block = self._sum[:HOP].copy()
        self._sum[:-HOP] = self._sum[HOP:]
        self._sum[-HOP:] = 0.0
        self._out = end
        return block

    def _place(self, marks: Marks, ratio: "Ratio", scale: float, end: int) -> list[_Place]:
        """Say which grain is next and where; nothing if it begins after `end`.

        Between two grains of a voice that rises both are mixed: the nearest one twice, then the next one twice, may be
        heard as a lower pitch.
        """
        grain, at = self._choose(marks)
        left = min(grain.left / scale, _LEFT)
        if at - left >= end:
            return []
        factor = ratio.of(grain.f0_hz) if grain.f0_hz else 1.0
        gain = 1.0 / np.sqrt(factor)
        self._last, self._last_at, self._at = grain, at, at + grain.right / factor
        other = _neighbour(grain, at, marks) if grain.f0_hz and factor > _RISING else None
        if other is None:
            return [_Place(grain, at, gain)]
        share = (at - grain.position) / (other.position - grain.position)
        return [_Place(grain, at, gain * (1 - share)), _Place(other, at, gain * share)]

    def _choose(self, marks: Marks) -> tuple[Grain, float]:
        """Return the grain that is nearest to where the next is due, and where it goes.

        A voice keeps its own time; all else goes where it was, so that it stays as it was.
        """
        grain = min(reversed(marks.grains), key=lambda item: abs(item.position - self._at))
        last = self._last
        if last is None:
            return grain, grain.position
        if grain.f0_hz and last.f0_hz:
            return grain, self._at
        if grain.position <= last.position:
            newer = [item for item in marks.grains if item.position > last.position]
            if not newer:
                return grain, self._at  # nothing newer is known yet
            grain = newer[0]
        return grain, max(grain.position, self._last_at + 0.5 * STEP)

    def _add(self, places: list[_Place], marks: Marks, colour: Colour, touch: Touch | None) -> None:
        frames = np.zeros((len(places), SIZE), np.float32)
        filters = np.empty((len(places), BINS), np.complex64)
        for n, place in enumerate(places):
            grain = place.grain
            centre = int(np.floor(grain.position))
            _cut(grain, centre, marks, frames[n])
            shift = place.at - np.floor(place.at) - (grain.position - centre) / colour.scale
            own = colour.voiced if grain.f0_hz else colour.unvoiced
            np.multiply(own, self._shift[round(shift * _PHASES) + _MOST_SHIFT * _PHASES], out=filters[n])
            filters[n] *= place.gain
            if touch is not None and (touched := touch.at(grain.position)) is not None:
                filters[n] *= touched
        spectra = np.fft.rfft(frames, axis=1)
        below = spectra[:, colour.low]
        spectra = below + (spectra[:, colour.low + 1] - below) * colour.share
        sounds = np.fft.irfft(spectra * filters, SIZE, axis=1)
        for place, sound in zip(places, sounds, strict=True):
            self._overlap(int(np.floor(place.at)) - self._out, sound)

    def _overlap(self, at: int, sound: Floats) -> None:
        """Add a grain whose mark is its sample 0, and whose beginning is at its end."""
        left = min(at, _LEFT)
        if left < _LEFT:
            sound = _faded(sound, -left)
        if left > 0:
            self._sum[at - left : at] += sound[SIZE - left :]
        start = max(0, -at)
        stop = min(SIZE - _LEFT, _FUTURE - at)
        self._sum[at + start : at + stop] += sound[start:stop]


def _neighbour(grain: Grain, at: float, marks: Marks) -> Grain | None:
    """Return the voiced grain on the other side of `at`, None if there is none."""
    grains = marks.grains
    place = next(n for n in range(len(grains) - 1, -1, -1) if grains[n] is grain) + (1 if at > grain.position else -1)
    if at == grain.position or not 0 <= place < len(grains):
        return None
    other = grains[place]
    return other if other.f0_hz and abs(at - grain.position) <= abs(other.position - grain.position) else None


def _faded(sound: Floats, first: int) -> Floats:
    """Return a grain that is heard from sample `first` on only, without the step there would be."""
    whole = np.roll(sound, _LEFT)
    start = min(max(0, _LEFT + first), SIZE - _EDGE)
    whole[start : start + _EDGE] *= np.arange(_EDGE, dtype=np.float32) / _EDGE
    return np.roll(whole, -_LEFT)


class Ratio:
    """By what the pitch is multiplied: a straight line in the logarithm."""

    def __init__(self, offset: float = 0.0, slope: float = 1.0, mean: float = 0.0) -> None:
        self.offset, self.slope, self.mean = offset, slope, mean

    def of(self, f0_hz: float) -> float:
        """Return new pitch / old pitch."""
        ratio = np.exp(self.offset + (self.slope - 1.0) * (np.log(f0_hz) - self.mean))
        return float(np.clip(f0_hz * ratio, 45.0, 900.0) / f0_hz)


def _cut(grain: Grain, centre: int, marks: Marks, frame: Floats) -> None:
    """Write a windowed piece of the past into a frame, its mark at sample 0."""
    left = min(int(grain.left), _LEFT)
    right = min(int(grain.right), marks.now - centre - 1, SIZE // 2)
    base = marks.now - PAST
    n = np.arange(-left, right + 1) - (grain.position - centre)
    window = 0.5 + 0.5 * np.cos(np.pi * n / np.where(n < 0, grain.left, grain.right))
    piece = marks.past[centre - left - base : centre + right + 1 - base] * window
    frame[SIZE - left :] = piece[:left]
    frame[: right + 1] = piece[left:]
