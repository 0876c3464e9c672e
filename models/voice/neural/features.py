"""What the network hears of a moment: the shape of its spectrum and its loudness."""

import numpy as np
from numpy.typing import NDArray

from models.voice.dsp.statistics import HANN
from models.voice.mel import mel_filters
from models.voice.neural.condition import MEL

FEATURES = MEL + 1
FLOOR = 1e-6  # mel power, about -66 dBFS of white noise: softer sound has no shape

Floats = NDArray[np.float32]


def features(frame: Floats) -> Floats:
    """Return (81,) float32 of the 400 samples around a moment: log-mel shape, then loudness."""
    spectrum = np.fft.rfft(frame * HANN)
    power = spectrum.real**2 + spectrum.imag**2
    logs = np.log(mel_filters(MEL) @ power + FLOOR)
    mean = logs.mean()
    return np.append((logs - mean) / 2, (mean + 7) / 3).astype(np.float32)
