"""Finds the formant shift and the colour that make a recording of the user sound most like the target.

The speaker encoder hears mel power, and formants and colour act on just that: candidates need no new synthesis, and
the encoder's derivative says how the colour has to change (gradient ascent with Adam, Kingma and Ba 2015). Few and
broad steps of colour, and few steps of ascent: more would only fit this one recording.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from models.errors import SpeechNotFound
from models.voice.dsp import plan
from models.voice.dsp.colour import BANDS, warp
from models.voice.dsp.encoder_gradient import EncoderGradient
from models.voice.dsp.statistics import Speaker
from models.voice.ge2e import FRAMES, MELS, STEP
from models.voice.mel import mel_filters, mel_spectrogram
from models.voice.speech import trim_speech
from models.voice_engines import Samples

_STEPS_OF_SCALE = (0.94, 1.0, 1.06)
_KNOTS = 14  # of the colour on the mel scale, 3 bands apart
_ROUNDS, _RATE = 14, 0.25
_MOST = 2.5  # natural logarithm of power, 11 dB
_MOST_WINDOWS = 6
_LEAST_S = 2.5

Floats = NDArray[np.float32]
Render = Callable[[float], Samples]
"""Gives the user's speech with the new pitch and with formants moved by a factor, its colour as it is."""


def refine(render: Render, source: Speaker, target: Speaker, embedding: Floats) -> tuple[float, Floats]:
    """Return the factor of the formants, and (BANDS,) what is added to the colour, logarithm of power.

    Raises:
        SpeechNotFound: there is too little speech.
        ModelError: the speaker encoder is missing.
    """
    encoder = EncoderGradient()
    guess = plan.formant_scale(source, target)
    candidates = []
    for step in _STEPS_OF_SCALE:
        scale = guess * step
        mel = _windows(render(scale))
        difference = plan.difference(warp(source.voiced, scale), target.voiced)
        gain = np.asarray(np.interp(_centres(), np.arange(BANDS), difference), np.float32)
        likeness = encoder.likeness(_coloured(mel, gain), embedding, derivative=False)[0]
        candidates.append((likeness, scale, mel, gain))
    _, best, mel, gain = max(candidates, key=lambda item: item[0])
    return best, _ascend(encoder, mel, gain, embedding)


def _ascend(encoder: EncoderGradient, mel: Floats, gain: Floats, embedding: Floats) -> Floats:
    at = np.linspace(0, MELS - 1, _KNOTS)
    basis = np.array([np.interp(np.arange(MELS), at, knot) for knot in np.eye(_KNOTS)])
    knots: NDArray[np.float64]
    knots, mean, square = np.zeros((3, _KNOTS))
    best, found = -1.0, knots.copy()
    for n in range(1, _ROUNDS + 1):
        coloured = _coloured(mel, gain + knots @ basis)
        likeness, slope = encoder.likeness(coloured, embedding)
        if likeness > best:
            best, found = likeness, knots.copy()
        by_gain = (slope * coloured).sum(axis=(0, 1))
        power = coloured.sum(axis=(0, 1), dtype=np.float64)
        gradient = basis @ (by_gain - power / power.sum() * by_gain.sum())  # the level stays as it is
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        step = mean / (1 - 0.9**n) / (np.sqrt(square / (1 - 0.99**n)) + 1e-9)
        knots = np.clip(knots + _RATE * step, -_MOST, _MOST)
    return np.asarray(np.interp(np.arange(BANDS), _centres(), found @ basis), np.float32)


def _windows(speech: Samples) -> Floats:
    """Return mel windows as the encoder gets them, (n, 160, 40), spread over the speech."""
    speech = trim_speech(speech)
    mel = mel_spectrogram(speech, MELS)
    if len(mel) < _LEAST_S * 100:
        raise SpeechNotFound(f"there are only {len(mel) / 100:.1f} s of speech, {_LEAST_S} s are needed")
    last = len(mel) - FRAMES
    count = min(_MOST_WINDOWS, 1 + round(last / STEP))
    starts = np.linspace(0, last, count).astype(int)
    return np.stack([mel[start : start + FRAMES] for start in starts])


def _coloured(mel: Floats, gain: NDArray[np.floating]) -> Floats:
    """Return the windows with a gain (MELS,), natural logarithm of power, as loud as before."""
    power = mel.sum(axis=(0, 1), dtype=np.float64)
    factor = np.exp(gain)
    return np.asarray(mel * (factor * power.sum() / (power * factor).sum()), np.float32)


def _centres() -> NDArray[np.float64]:
    """Where the mel bands are, (MELS,), in points of the stored spectra."""
    filters = mel_filters(MELS)
    return np.asarray((filters @ np.linspace(0, BANDS - 1, filters.shape[1])) / filters.sum(axis=1))
