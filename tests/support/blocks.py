"""Sound in blocks: made, cut, and sent through stages."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.flow import Stage
from app.media import AudioBlock

RATE_HZ = 48_000
BLOCK = 480

Samples = NDArray[np.float32]


def cut(samples: Samples, edges: Iterable[int] | int = BLOCK, *, start_s: float = 0.0) -> list[AudioBlock]:
    """Cut sound into blocks of one length, or at these samples; the first is stamped `start_s`."""
    inner = range(edges, len(samples), edges) if isinstance(edges, int) else sorted(edges)
    bounds = [0, *inner, len(samples)]
    return [AudioBlock(samples[a:b], RATE_HZ, start_s + a / RATE_HZ) for a, b in pairwise(bounds)]


def chances(length: int, count: int, seed: int) -> list[int]:
    """Return places to cut at by chance, some of them twice, so that empty blocks occur."""
    places = np.random.default_rng(seed).integers(0, length, count)
    return [*places.tolist(), int(places[0])]


def through(stage: Stage[AudioBlock], blocks: Iterable[AudioBlock]) -> Samples:
    """Return what a stage makes of blocks, joined."""
    return np.concatenate([stage.process(block).samples for block in blocks])


def noise(seconds: float, level: float = 0.1, seed: int = 1) -> Samples:
    """White noise with this RMS."""
    return (level * np.random.default_rng(seed).standard_normal(round(seconds * RATE_HZ))).astype(np.float32)


def tone(hz: float, seconds: float, amplitude: float = 0.5) -> Samples:
    """A sine."""
    return (amplitude * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)).astype(np.float32)


def fan(seconds: float, level: float, seed: int = 2) -> Samples:
    """The noise of a fan with this RMS: low, with a hum of 120 Hz and its overtones."""
    count = round(seconds * RATE_HZ)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    low = np.fft.irfft(spectrum / np.hypot(1.0, np.fft.rfftfreq(count, 1 / RATE_HZ) / 400.0), count)
    hum = sum(np.sin(2 * np.pi * 120 * k * np.arange(count) / RATE_HZ + k) / k for k in range(1, 6))
    sound = low / low.std() + 0.3 * hum
    return np.asarray(level * sound / sound.std(), np.float32)


def rms(samples: Samples) -> float:
    """Root of the mean square."""
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)) + 1e-30))


def db(ratio: float) -> float:
    """A ratio of amplitudes in dB."""
    return 20.0 * float(np.log10(max(ratio, 1e-15)))
