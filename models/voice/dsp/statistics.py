"""What the converter knows of a voice: the range of its pitch and its average spectrum."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.errors import SpeechNotFound
from models.voice.dsp.colour import BANDS
from models.voice.dsp.conditioning import HighPass
from models.voice.dsp.pitch import HOP
from models.voice.mel import mel_filters
from models.voice.pitch_track import track
from models.voice.speech import finite
from models.voice_engines import RATE_HZ, Samples, VoicePrint

WINDOW = 400
SIZE = 512
_LEAST_VOICED = 50  # frames, 0.5 s
_LOUD = 0.3  # the share of the voiced frames that is too soft to count
_USUAL_LOG_F0, _USUAL_STD = float(np.log(155.0)), 0.2
_FLOOR = 1e-10
_RMS = 0.03  # of a recording when it is measured
_NORM = float(RATE_HZ) * WINDOW / 8

Floats = NDArray[np.float32]
HANN = np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """A voice as the converter sees it.

    Attributes:
        log_f0_mean, log_f0_std: of the natural logarithm of F0 in Hz.
        voiced: (BANDS,) mean log power of voiced sound at 0..8000 Hz; its level has no meaning.
        unvoiced: (BANDS,) of the rest of the speech, relative to the same level; None if not known.
    """

    log_f0_mean: float
    log_f0_std: float
    voiced: Floats
    unvoiced: Floats | None

    @property
    def f0_hz(self) -> float:
        """Return the geometric mean of F0."""
        return float(np.exp(self.log_f0_mean))


def of_print(voice: VoicePrint) -> Speaker:
    """Return what a voice print says; without the numbers of this engine, what its mel spectrum tells."""
    voiced, unvoiced = voice.dsp.get("voiced"), voice.dsp.get("unvoiced")
    if voiced is None or unvoiced is None or len(voiced) != BANDS or len(unvoiced) != BANDS:
        filters = mel_filters(len(voice.ltas))
        centres = (filters @ np.linspace(0.0, BANDS - 1.0, filters.shape[1])) / filters.sum(axis=1)
        voiced = np.interp(np.arange(BANDS), centres, voice.ltas).astype(np.float32)
        voiced -= np.float32(np.log(np.exp(voiced, dtype=np.float64).sum()))
        unvoiced = None
    return Speaker(voice.log_f0_mean, max(0.05, voice.log_f0_std), voiced, unvoiced)


def measure(speech: Samples) -> dict[str, NDArray[np.float32]]:
    """Measure what a voice print keeps for this engine.

    Returns:
        `voiced` and `unvoiced`: (257,) float32 mean log power spectra, `log_f0`: (2,) mean and deviation.

    Raises:
        SpeechNotFound: there is less than half a second of voiced sound.
    """
    speaker = measure_speaker(speech)
    pitch = np.array([speaker.log_f0_mean, speaker.log_f0_std], np.float32)
    unvoiced = speaker.voiced if speaker.unvoiced is None else speaker.unvoiced
    return {"voiced": speaker.voiced, "unvoiced": unvoiced, "log_f0": pitch}


def measure_speaker(speech: Samples) -> Speaker:
    """Measure a voice on a recording; takes about 1/50 of its length. Raises SpeechNotFound."""
    frames, pitch = frames_and_pitch(speech)
    voiced = pitch > 0
    if voiced.sum() < _LEAST_VOICED:
        raise SpeechNotFound("there is too little voice in this recording")
    logs = log_power(frames * HANN)
    energy = np.exp(logs).sum(axis=1)
    loud = voiced & (energy >= np.quantile(energy[voiced], _LOUD))
    level = float(np.log(energy[loud].mean()))
    soft = ~voiced & (energy > np.exp(level) * 1e-3)
    log_f0 = np.log(pitch[voiced])
    middle = float(np.median(log_f0))
    log_f0 = log_f0[np.abs(log_f0 - middle) < 0.6]  # an octave's error is no deviation
    spectrum = logs[loud].mean(axis=0)
    other = logs[soft if soft.sum() > _LEAST_VOICED else loud].mean(axis=0)
    total = np.log(np.exp(spectrum).sum())
    return Speaker(float(log_f0.mean()), max(0.05, float(log_f0.std())), spectrum - total, other - total)


def log_power(frames: Floats) -> Floats:
    """Return the logarithm of the power spectrum of windowed frames, (..., 257)."""
    spectrum = np.fft.rfft(frames, SIZE)
    power = spectrum.real**2 + spectrum.imag**2
    return np.asarray(np.log(power / _NORM + _FLOOR), np.float32)


def frames_and_pitch(speech: Samples) -> tuple[Floats, NDArray[np.float64]]:
    """Return the frames of a recording, (n, 400), and the pitch of each in Hz, 0.0 if unvoiced, (n,)."""
    if len(speech) < WINDOW:
        raise SpeechNotFound("the recording is too short")
    filtered = HighPass()
    blocks = np.pad(finite(speech), (0, -len(speech) % HOP)).reshape(-1, HOP)
    sound = np.concatenate([filtered.push(block) for block in blocks])
    sound *= _RMS / max(float(np.sqrt(np.mean(np.square(sound)))), 1e-9)
    pitch = track(sound).f0_hz
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(sound, WINDOW // 2), WINDOW)[::HOP]
    count = min(len(frames), len(pitch))
    return frames[:count], pitch[:count]
