"""A voice that nobody has: pulses through resonances, for tests of what listens to voices."""

import numpy as np

from models.voice_engines import RATE_HZ, Samples


def voice(
    f0_hz: float, seconds: float, formants_hz: tuple[float, ...] = (550, 1250, 2500), swing: float = 0.15
) -> Samples:
    """Draw a voice whose pitch swings by `swing` (natural logarithm), with a pause of 0.2 s every second."""
    count = round(seconds * RATE_HZ)
    t = np.arange(count) / RATE_HZ
    phase = np.cumsum(f0_hz * np.exp(swing * np.sin(2 * np.pi * 0.7 * t))) / RATE_HZ
    source = np.diff(np.floor(phase), prepend=0.0)
    source += np.random.default_rng(1).normal(0, 0.003, count)
    bins = np.fft.rfftfreq(count, 1 / RATE_HZ)
    shape = sum(1 / (1 + ((bins - f) / (90 + 0.05 * f)) ** 2) for f in formants_hz) + 0.01
    sound = np.fft.irfft(np.fft.rfft(source) * shape, count)
    gate = np.clip(np.minimum(t % 1.0, 0.8 - t % 1.0) * 40, 0, 1)
    return np.asarray(0.3 * gate * sound / np.abs(sound).max(), np.float32)
