"""What the network is told of two voices: a vector that changes only with the voices."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from models.voice.dsp.colour import BANDS
from models.voice.dsp.statistics import Speaker
from models.voice.mel import mel_filters

MEL = 80
SIZE = 256 + 3 * MEL + 3

Floats = NDArray[np.float32]


def condition(source: Speaker, target: Speaker, embedding: Floats) -> Floats:
    """Return what the network is told, (499,) float32, most of it within -3..3.

    Args:
        source: the voice that speaks.
        target: the voice it becomes.
        embedding: (256,) unit GE2E embedding of the target.
    """
    unvoiced = target.voiced if target.unvoiced is None else target.unvoiced
    pitch = np.array([3 * (target.log_f0_mean - 5), 5 * (target.log_f0_std - 0.2)], np.float32)
    own_pitch = np.array([3 * (source.log_f0_mean - 5)], np.float32)
    shapes = [_shape(spectrum) for spectrum in (target.voiced, unvoiced, source.voiced)]
    return np.concatenate([16 * embedding, *shapes[:2], pitch, shapes[2], own_pitch])


@cache
def mel_centres() -> NDArray[np.float64]:
    """Return where the mel bands are, (80,), 0..1 of the band from 0 to 8 kHz."""
    filters = mel_filters(MEL)
    return np.asarray(filters @ np.linspace(0.0, 1.0, filters.shape[1]) / filters.sum(axis=1))


def _shape(spectrum: Floats) -> Floats:
    """Return the log power at the mel bands without its mean, halved, (80,)."""
    mel = np.interp(mel_centres(), np.linspace(0.0, 1.0, BANDS), spectrum)
    return np.asarray((mel - mel.mean()) / 2, np.float32)
