"""Cepstra of speech (Davis and Mermelstein 1980): what verifiers that have no network look at."""

import numpy as np
from numpy.typing import NDArray

from models.voice.mel import mel_spectrogram
from models.voice.speech import trim_speech
from models.voice_engines import Samples

COEFFICIENTS = 19  # c1 to c19; c0, the level, says nothing of who speaks
_MELS = 40
_FLOOR = 1e-8  # of the power in a band, for the logarithm
_REACH = 2  # frames to each side that a slope is measured over

Floats = NDArray[np.float64]


def cepstra(speech: Samples) -> Floats:
    """Return c1 to c19 of each 10 ms frame of the speech in a recording, (n, 19). Raises SpeechNotFound."""
    bands = np.log(mel_spectrogram(trim_speech(speech), _MELS).astype(np.float64) + _FLOOR)
    order, place = np.arange(1, COEFFICIENTS + 1)[:, None], np.arange(_MELS)[None] + 0.5
    cosines = np.sqrt(2 / _MELS) * np.cos(np.pi * order * place / _MELS)
    return np.asarray(bands @ cosines.T)


def normalised_with_slopes(speech: Samples) -> Floats:
    """Return cepstra less their mean over the recording, and their slopes, (n, 38). Raises SpeechNotFound.

    Without its mean a cepstrum no longer knows the colour of microphone and room (Furui 1981), nor whether a converted
    voice was merely given the mean spectrum of the target.
    """
    plain = cepstra(speech)
    plain = plain - plain.mean(axis=0)
    padded = np.pad(plain, ((_REACH, _REACH), (0, 0)), mode="edge")
    steps = range(1, _REACH + 1)
    count = len(plain)
    rise = sum(n * (padded[_REACH + n :][:count] - padded[_REACH - n :][:count]) for n in steps)
    return np.hstack([plain, rise / (2 * sum(n * n for n in steps))])
