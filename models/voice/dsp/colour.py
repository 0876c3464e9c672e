"""How the spectrum of a grain is changed: frequencies are moved, then a smooth filter makes them louder or softer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIZE = 1024
BINS = SIZE // 2 + 1
BANDS = 257  # points of the stored spectra, 0..8000 Hz
_KNEE = 0.8  # of the band; above it the axis bends so that 8 kHz stays 8 kHz

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Colour:
    """A change of the spectrum.

    Attributes:
        low, share: (BINS,) where output bin n reads the input: between bins low[n] and low[n] + 1.
        scale: by how much time shrinks around the grain's mark; the factor that moves the formants.
        voiced, unvoiced: (BINS,) complex64, minimum-phase filters.
    """

    low: NDArray[np.intp]
    share: Floats
    scale: float
    voiced: NDArray[np.complex64]
    unvoiced: NDArray[np.complex64]


def make_colour(scale: float, voiced: Floats, unvoiced: Floats) -> Colour:
    """Build a change of the spectrum.

    Args:
        scale: 0.5..2, formants are moved up by it.
        voiced: (BANDS,) gain of the voiced grains, natural logarithm of power.
        unvoiced: (BANDS,) that of the others.
    """
    axis = warp_axis(scale, BINS)
    low = np.minimum(axis.astype(np.intp), BINS - 2)
    share = np.asarray(axis - low, np.float32)
    return Colour(low, share, scale, minimum_phase(voiced), minimum_phase(unvoiced))


def warp_axis(scale: float, points: int) -> NDArray[np.float64]:
    """Return where each of `points` from 0 to 8 kHz comes from, (points,), in points."""
    top = points - 1.0
    knee = _KNEE * min(1.0, scale) * top
    out = np.arange(points, dtype=np.float64)
    return np.interp(out, (0.0, knee, top), (0.0, knee / scale, top))


def warp(spectrum: Floats, scale: float) -> Floats:
    """Return a spectrum of any number of points with its formants moved up by `scale`."""
    points = len(spectrum)
    return np.interp(warp_axis(scale, points), np.arange(points), spectrum).astype(np.float32)


def minimum_phase(log_power: Floats) -> NDArray[np.complex64]:
    """Return the filter with this gain that rings least before the sound (Oppenheim and Schafer), (BINS,)."""
    half = 0.5 * np.interp(np.linspace(0, 1, BINS), np.linspace(0, 1, len(log_power)), log_power)
    cepstrum = np.fft.irfft(half, SIZE)
    cepstrum[1 : SIZE // 2] *= 2.0
    cepstrum[SIZE // 2 + 1 :] = 0.0
    return np.exp(np.fft.rfft(cepstrum, SIZE)).astype(np.complex64)
