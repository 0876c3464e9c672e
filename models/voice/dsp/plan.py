"""How one voice is made into another: pitch, formants and colour, from what is known of both."""

import numpy as np
from numpy.typing import NDArray

from models.voice.dsp.colour import BANDS, Colour, make_colour, warp
from models.voice.dsp.statistics import Speaker
from models.voice.dsp.synthesis import Ratio
from models.voice_engines import VoiceStyle

_MOST = 12 * np.log(10) / 10  # 12 dB of power
_LEAST_SLOPE, _MOST_SLOPE = 0.7, 1.4
_TRACT = 0.30  # power of the ratio of pitch that the ratio of formants follows
_UNVOICED = 0.5  # consonants keep half of their own colour
SCALES = (0.82, 1.22)

Floats = NDArray[np.float32]


def pitch_ratio(source: Speaker, target: Speaker, style: VoiceStyle) -> Ratio:
    """Return the line that takes the source's range of pitch to the target's."""
    offset, slope = style.semitones / 12 * float(np.log(2)), 1.0
    if style.auto_pitch:
        offset += style.strength * (target.log_f0_mean - source.log_f0_mean)
        wanted = np.clip(target.log_f0_std / source.log_f0_std, _LEAST_SLOPE, _MOST_SLOPE)
        slope = 1.0 + style.strength * (float(wanted) - 1.0)
    return Ratio(offset, slope, source.log_f0_mean)


def formant_scale(source: Speaker, target: Speaker) -> float:
    """Guess by what the formants are moved, from the pitch of both."""
    return float(np.clip(np.exp(_TRACT * (target.log_f0_mean - source.log_f0_mean)), *SCALES))


def colour(source: Speaker, target: Speaker, scale: float, trust: float, extra: Floats, style: VoiceStyle) -> Colour:
    """Return the change of the spectrum.

    Args:
        source: the user's voice.
        target: the other voice.
        scale: of the formants, at full strength.
        trust: 0..1, how well the source is known.
        extra: (BANDS,) what is added to the difference of the voiced spectra, logarithm of power.
        style: how far to go.
    """
    scale = scale**style.strength
    moved = warp(source.voiced, scale)
    voiced = difference(moved, target.voiced) + extra
    unvoiced = voiced
    if source.unvoiced is not None and target.unvoiced is not None:
        unvoiced = difference(warp(source.unvoiced, scale), target.unvoiced) + extra
    unvoiced = unvoiced * _UNVOICED
    voiced, unvoiced = (trust * style.strength * _levelled(item, moved) for item in (voiced, unvoiced))
    return make_colour(scale * 2 ** (style.formant / 12), voiced, unvoiced)


def difference(source: Floats, target: Floats) -> Floats:
    """Return the smoothed difference, -12..12 dB."""
    return np.clip(smooth(target - source), -_MOST, _MOST).astype(np.float32)


def smooth(spectrum: Floats) -> Floats:
    """Return the mean over a third of an octave, 120 Hz at least, around every point."""
    points = np.arange(BANDS)
    half = np.maximum(2, np.round(points * (2 ** (1 / 6) - 1))).astype(np.intp)
    low, high = np.maximum(0, points - half), np.minimum(BANDS, points + half + 1)
    sums = np.concatenate(([0.0], np.cumsum(spectrum, dtype=np.float64)))
    return np.asarray((sums[high] - sums[low]) / (high - low), np.float32)


def _levelled(gain: Floats, source: Floats) -> Floats:
    """Return a gain after which the source is as loud as before."""
    power = np.exp(source.astype(np.float64))
    return np.asarray(gain - np.log((power * np.exp(gain)).sum() / power.sum()), np.float32)
