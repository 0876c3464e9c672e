"""Which parts of a recording are speech, found exactly as the speaker encoder's training data were cut."""

import numpy as np
import webrtcvad
from numpy.typing import NDArray

from models.errors import SpeechNotFound
from models.voice_engines import RATE_HZ, Samples

VAD_WINDOW = 480  # samples, 30 ms
LEVEL_DBFS = -30.0
_MODE = 3  # the most reluctant one to call something speech
_SMOOTH, _DILATE = 8, 7  # windows


def finite(samples: Samples) -> Samples:
    """Return contiguous float32 samples in -1..1; what is not finite becomes silence."""
    flat = np.nan_to_num(np.asarray(samples, np.float32).reshape(-1), nan=0.0, posinf=0.0, neginf=0.0)
    return np.clip(flat, -1.0, 1.0)


def raise_level(samples: Samples) -> Samples:
    """Raise, never lower, the RMS of a whole recording to -30 dBFS; silence stays as it is."""
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if len(samples) else 0.0
    target = 10 ** (LEVEL_DBFS / 20)
    if rms == 0.0 or rms >= target:
        return samples
    return np.asarray(samples * np.float32(target / rms), np.float32)


def speech_windows(samples: Samples) -> NDArray[np.bool_]:
    """Say of each whole 30 ms window of a levelled recording whether it is kept as speech, (n // 480,)."""
    count = len(samples) // VAD_WINDOW
    pcm = np.round(np.clip(samples[: count * VAD_WINDOW], -1.0, 1.0) * 32767).astype("<i2").tobytes()
    vad = webrtcvad.Vad(_MODE)
    size = 2 * VAD_WINDOW
    flags = np.array([vad.is_speech(pcm[n * size : (n + 1) * size], RATE_HZ) for n in range(count)], np.float64)
    # three windows before, four behind: the mean of eight, as in training
    means = np.convolve(np.pad(flags, ((_SMOOTH - 1) // 2, _SMOOTH // 2)), np.ones(_SMOOTH) / _SMOOTH, "valid")
    kept = np.round(means[:count]).astype(bool)
    return np.convolve(np.pad(kept, _DILATE // 2), np.ones(_DILATE), "valid")[:count] > 0.5


def speech_mask(samples: Samples) -> NDArray[np.bool_]:
    """Say of each sample of a recording of any level whether it belongs to speech, (n,) bool."""
    mask = np.zeros(len(samples), bool)
    windows = np.repeat(speech_windows(raise_level(samples)), VAD_WINDOW)
    mask[: len(windows)] = windows
    return mask


def trim_speech(samples: Samples) -> Samples:
    """Return the speech of a recording, its level raised to -30 dBFS, pauses of more than 0.2 s shortened.

    Raises:
        SpeechNotFound: there is none.
    """
    levelled = raise_level(finite(samples))
    windows = np.repeat(speech_windows(levelled), VAD_WINDOW)
    speech = levelled[: len(windows)][windows]
    if len(speech) == 0:
        raise SpeechNotFound("there is no speech in this recording")
    return speech
