"""How good a recording is for enrolling a voice: what the coach of the enrolment shows."""

import numpy as np
from numpy.typing import NDArray

from models.errors import SpeechNotFound
from models.voice.ge2e import FRAMES, SpeakerEncoderGE2E, mean_embedding
from models.voice.mel import HOP
from models.voice.pitch_track import track
from models.voice.speech import finite, speech_mask, trim_speech
from models.voice_engines import RATE_HZ, Samples, SpeechQuality, similarity

FULL_SCALE = 0.99  # of what a number can hold; converters seldom reach the last step
LOWEST_DB, BEST_SNR_DB = -120.0, 80.0
_FRAME = 640  # 40 ms, for the noise: long enough to keep mains hum in its place
_HUM_HZ = 110.0
_LEAST_PAUSE = 6  # frames: below, the quietest moments stand for the noise
_QUIETEST = 0.05  # share of frames


def assess(speech: Samples) -> SpeechQuality:
    """Say how good a recording is; silence and noise are assessed too. Raises ModelError."""
    sound = finite(speech)
    mask = speech_mask(sound)
    levels = np.abs(sound)
    f0_hz = track(sound).f0_hz
    spoken = frame_mask(mask)
    voiced = f0_hz[spoken & (f0_hz > 0)]
    return SpeechQuality(
        duration_s=len(sound) / RATE_HZ,
        speech_s=float(mask.sum()) / RATE_HZ,
        peak_dbfs=_db(float(levels.max(initial=0.0)) ** 2),
        level_dbfs=_db(_power(sound[mask] if mask.any() else sound)),
        clipped_share=float((levels >= FULL_SCALE).mean()) if len(sound) else 0.0,
        snr_db=snr_db(sound, mask),
        voiced_share=len(voiced) / max(1, int(spoken.sum())),
        self_consistency=self_consistency(sound),
        f0_median_hz=float(np.median(voiced)) if len(voiced) else 0.0,
    )


def frame_mask(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the samples' mask at the frames of pitch and mel, (1 + n // 160,) bool."""
    return np.pad(mask, (0, 1))[::HOP][: 1 + len(mask) // HOP]


def snr_db(sound: Samples, mask: NDArray[np.bool_]) -> float:
    """Return the power of speech against that of the pauses above 110 Hz, 0..80 dB; 0.0 without speech."""
    count = len(sound) // _FRAME
    if count == 0 or not mask.any():
        return 0.0
    spectrum = np.fft.rfft(sound[: count * _FRAME].reshape(count, _FRAME).astype(np.float64) * np.hanning(_FRAME))
    hz = np.fft.rfftfreq(_FRAME, 1 / RATE_HZ)
    power = (np.abs(spectrum[:, hz >= _HUM_HZ]) ** 2).mean(axis=1)
    share = mask[: count * _FRAME].reshape(count, _FRAME).mean(axis=1)
    pauses = power[share == 0]
    if len(pauses) < _LEAST_PAUSE:
        pauses = np.sort(power)[: max(1, round(_QUIETEST * count))]
    noise = float(np.median(pauses))  # a breath or a click is no noise
    loud = float(power[share > 0.5].mean()) if (share > 0.5).any() else 0.0
    if noise <= 0.0:
        return BEST_SNR_DB if loud > 0.0 else 0.0
    return float(np.clip(10 * np.log10(max(loud - noise, 1e-12) / noise), 0.0, BEST_SNR_DB))


def self_consistency(sound: Samples) -> float:
    """Return the cosine between first and second half of the speech, 0.0 below 2 x 1.6 s. Raises ModelError."""
    encoder = SpeakerEncoderGE2E()
    try:
        speech = trim_speech(sound)
    except SpeechNotFound:
        return 0.0
    half = len(speech) // 2
    if half < FRAMES * HOP:
        return 0.0
    first, second = (mean_embedding(encoder.windows_of_speech(part)) for part in (speech[:half], speech[half:]))
    return similarity(first, second)


def _power(sound: Samples) -> float:
    return float(np.mean(np.square(sound, dtype=np.float64))) if len(sound) else 0.0


def _db(power: float) -> float:
    return max(LOWEST_DB, 10 * float(np.log10(power))) if power > 0 else LOWEST_DB
