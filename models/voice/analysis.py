"""Measures a voice on a recording: the print that engines take on, and that voice files hold."""

import numpy as np
from numpy.typing import NDArray

from models.errors import SpeechNotFound
from models.voice.dsp.statistics import measure
from models.voice.ge2e import SpeakerEncoderGE2E, mean_embedding
from models.voice.mel import mel_spectrogram
from models.voice.pitch_track import track
from models.voice.quality import frame_mask
from models.voice.speech import LEVEL_DBFS, finite, speech_mask, trim_speech
from models.voice_engines import RATE_HZ, Samples, VoicePrint

LEAST_SPEECH_S = 1.0
LTAS_BANDS = 80
_LEAST_VOICED = 30  # frames of 10 ms
_FAINTEST = 1e-10  # power of a mel band that is taken for silence


def analyse(speech: Samples) -> VoicePrint:
    """Measure a voice; the level of the recording does not matter.

    Args:
        speech: one voice, with or without pauses.

    Raises:
        SpeechNotFound: less than 1 s of speech, or hardly any of it has a pitch.
        ModelError: the speaker encoder is missing or cannot be run.
    """
    sound = finite(speech)
    trimmed = trim_speech(sound)
    speech_s = len(trimmed) / RATE_HZ
    if speech_s < LEAST_SPEECH_S:
        raise SpeechNotFound(f"there is only {speech_s:.1f} s of speech in this recording, 1 s is the least")
    mask = speech_mask(sound)
    f0_hz = np.where(frame_mask(mask), track(sound).f0_hz, 0.0)
    voiced = f0_hz > 0
    if voiced.sum() < _LEAST_VOICED:
        raise SpeechNotFound("the speech in this recording has no pitch; is it whispered?")
    log_f0 = np.log(f0_hz[voiced])
    low_hz, high_hz = np.quantile(f0_hz[voiced], (0.01, 0.99))
    windows = SpeakerEncoderGE2E().windows_of_speech(trimmed)
    levelled = _levelled(sound, mask)
    return VoicePrint(
        embedding=mean_embedding(windows),
        windows=windows,
        log_f0_mean=float(log_f0.mean()),
        log_f0_std=float(log_f0.std()),
        f0_low_hz=float(low_hz),
        f0_high_hz=float(high_hz),
        ltas=_ltas(levelled, voiced),
        speech_s=speech_s,
        dsp=measure(levelled),
    )


def _levelled(sound: Samples, mask: NDArray[np.bool_]) -> Samples:
    """Return the recording with its speech at -30 dBFS."""
    rms = float(np.sqrt(np.mean(np.square(sound[mask], dtype=np.float64))))
    return np.asarray(sound * np.float32(10 ** (LEVEL_DBFS / 20) / rms), np.float32)


def _ltas(levelled: Samples, voiced: NDArray[np.bool_]) -> NDArray[np.float32]:
    mel = mel_spectrogram(levelled, LTAS_BANDS)[voiced]
    return np.asarray(np.log(np.maximum(mel, _FAINTEST)).mean(axis=0), np.float32)
