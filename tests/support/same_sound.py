"""Whether what was heard is what was said, and how much later."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48000
PIECE_S = 0.05
WANDER_S = 0.05  # by so much a piece may lie elsewhere than the whole
QUIET = 0.01

Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Sameness:
    """How two sounds compare.

    Attributes:
        shift_s: by how much later the second one has it, of all.
        correlation: median over pieces of 50 ms, each at its best place near the shift; 1 is the same.
        pieces: how many were compared.
        wander_ms: how far apart the shifts of nine in ten pieces lie.
    """

    shift_s: float
    correlation: float
    pieces: int
    wander_ms: float


def babble(seconds: float) -> Sound:
    """Return noise in the band and the rhythm of speech, (n,) at 48 kHz; never quite silent, peak about 0.5."""
    random = np.random.default_rng(3)
    count = int(seconds * RATE_HZ)
    spectrum = np.fft.rfft(random.standard_normal(count))
    spectrum[np.abs(np.fft.rfftfreq(count, 1 / RATE_HZ) - 900) > 700] = 0
    noise = np.fft.irfft(spectrum, count)
    syllables = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * np.arange(count) / RATE_HZ)
    return np.asarray(0.1 * syllables * noise / noise.std(), np.float32)


def compare(said: Sound, heard: Sound) -> Sameness:
    """Compare (n,) and (m,) samples at 48 kHz; the shift may have either sign."""
    size = 1 << (len(said) + len(heard)).bit_length()
    products = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size)), size)
    best = int(products.argmax())
    shift = best if best < len(heard) else best - size
    length, reach = round(PIECE_S * RATE_HZ), round(WANDER_S * RATE_HZ)
    found: list[tuple[float, float]] = []
    for start in range(0, len(said) - length, length):
        piece, first = said[start : start + length], start + shift - reach
        area = heard[max(first, 0) : first + length + 2 * reach]
        if first < 0 or len(area) < length + 2 * reach or piece.std() < QUIET:
            continue
        energies = np.convolve(area.astype(np.float64) ** 2, np.ones(length), "valid") * float(piece @ piece)
        scores = np.correlate(area, piece, "valid") / np.sqrt(energies + 1e-9)
        found.append((float(scores.max()), (first + int(scores.argmax()) - start) / RATE_HZ))
    assert len(found) >= 10, f"only {len(found)} pieces lie in both sounds"
    correlations, shifts_s = np.array(found).T
    low_s, high_s = np.percentile(shifts_s, (5, 95))
    return Sameness(
        float(np.median(shifts_s)), float(np.median(correlations)), len(found), float(1e3 * (high_s - low_s))
    )
