"""What a voice engine and the speaker encoder promise, and the registry that makes them.

This is the only module through which the application reaches the networks and algorithms of voices. Everything here
works on mono sound at 16 kHz, float32, -1..1.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000

Samples = NDArray[np.float32]  # (n,) mono at RATE_HZ, -1..1


@dataclass(frozen=True, slots=True, eq=False)
class VoicePrint:
    """All that is known of one voice; no sound. Every array may be interpolated linearly between two voices.

    Attributes:
        embedding: (256,) float32, unit length; GE2E, the normalised mean of `windows`.
        windows: (n, 256) float32, unit length; one for each 1.6 s of speech.
        log_f0_mean, log_f0_std: of the natural logarithm of F0 in Hz over voiced frames.
        f0_low_hz, f0_high_hz: 1st and 99th percentile of F0 over voiced frames.
        ltas: (80,) float32, mean log-mel power of voiced frames, natural logarithm.
        dsp: what the signal-processing engine has measured, by name; float32, in logarithmic or ratio form.
        speech_s: seconds of speech it was measured on.
    """

    embedding: NDArray[np.float32]
    windows: NDArray[np.float32]
    log_f0_mean: float
    log_f0_std: float
    f0_low_hz: float
    f0_high_hz: float
    ltas: NDArray[np.float32]
    speech_s: float
    dsp: dict[str, NDArray[np.float32]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VoiceStyle:
    """How a voice is taken on; may change between two blocks.

    Attributes:
        semitones: -24..24, on top of the automatic pitch.
        formant: -6..6 semitones, on top of the automatic formant shift; positive sounds smaller, brighter.
        strength: 0 (own colour and pitch) .. 1 (the target's).
        auto_pitch: move the user's own range onto the target's.
    """

    semitones: float = 0.0
    formant: float = 0.0
    strength: float = 1.0
    auto_pitch: bool = True


class VoiceEngine(Protocol):
    """Turns speech into another voice, block by block. One object serves one stream and one thread.

    Guarantees: causal; the output is the same to the bit however the stream was started, and after `reset`; it lags
    the input by `latency_s`; silence gives silence; input that is not finite gives silence and is counted in `faults`.
    """

    block: int  # samples of each call at RATE_HZ
    latency_s: float  # algorithmic: how far the output lags the input
    faults: int  # blocks that were not finite
    pitch_hz: float  # of the newest input frame, 0.0 if unvoiced
    style: VoiceStyle  # may be replaced at any time

    def set_voice(self, target: VoicePrint) -> None:
        """Take on this voice; takes milliseconds, does not disturb a running stream."""
        ...

    def set_speaker(self, speaker: VoicePrint | None) -> None:
        """Take this as the user's own voice; None: learn it while converting."""
        ...

    def fit(self, speech: Samples) -> None:
        """Measure the user's voice on this speech (3 s or more) and choose what sounds most like the target.

        Takes seconds; not while a stream runs. Raises SpeechNotFound.
        """
        ...

    def convert(self, block: Samples) -> Samples:
        """Return as many samples as came in: (block,) float32."""
        ...

    def reset(self) -> None:
        """Forget the stream, keep voice, speaker and style."""
        ...


class SpeakerEncoder(Protocol):
    """Turns speech into a point; voices that sound alike are near (GE2E, Wan et al. 2018). One call at a time."""

    def windows(self, speech: Samples) -> NDArray[np.float32]:
        """Return the unit embeddings of the 1.6 s windows of the speech in a recording, (n, 256) float32.

        Raises SpeechNotFound if there is no speech.
        """
        ...

    def embed(self, speech: Samples) -> NDArray[np.float32]:
        """Return the normalised mean of `windows`, (256,) float32. Raises SpeechNotFound."""
        ...


@dataclass(frozen=True, slots=True)
class SpeechQuality:
    """How good a recording of a voice is.

    Attributes:
        duration_s, speech_s: length, and seconds of speech in it.
        peak_dbfs: highest sample; level_dbfs: RMS of the speech.
        clipped_share: 0..1 of the samples at full scale.
        snr_db: speech against the noise between the words.
        voiced_share: 0..1 of the speech frames that have a pitch.
        self_consistency: cosine between the first and second half, one voice measures 0.95; 0.0 if too short.
        f0_median_hz: middle of the pitch, 0.0 if there is none.
    """

    duration_s: float
    speech_s: float
    peak_dbfs: float
    level_dbfs: float
    clipped_share: float
    snr_db: float
    voiced_share: float
    self_consistency: float
    f0_median_hz: float


def _dsp() -> VoiceEngine:
    from models.voice.dsp.engine import DspVoiceEngine

    return DspVoiceEngine()


def _neural() -> VoiceEngine:
    from models.voice.neural.engine import create

    return create()


VOICE_ENGINES: dict[str, Callable[[], VoiceEngine]] = {"dsp": _dsp, "neural": _neural}


def create_voice_engine(name: str = "dsp") -> VoiceEngine:
    """Make a voice engine. Raises KeyError for an unknown name, ModelError if its files are missing."""
    return VOICE_ENGINES[name]()


def best_voice_engine() -> str:
    """Return the name of the engine that "auto" means: nearer to the target; its model card has the numbers."""
    return "neural"


def algorithmic_latency_s(engine: VoiceEngine) -> float:
    """Return how late an engine is at worst, whatever the machine: its lag, and the block it has to wait for."""
    return engine.latency_s + engine.block / RATE_HZ


def create_speaker_encoder() -> SpeakerEncoder:
    """Make the speaker encoder. Raises ModelError if its file is missing."""
    from models.voice.ge2e import SpeakerEncoderGE2E

    return SpeakerEncoderGE2E()


def analyse_voice(speech: Samples) -> VoicePrint:
    """Measure a voice on a recording; takes about 1/30 of its length. Raises SpeechNotFound, ModelError."""
    from models.voice.analysis import analyse

    return analyse(speech)


def assess_speech(speech: Samples) -> SpeechQuality:
    """Say how good a recording is for enrolment; silence and noise are assessed too. Raises ModelError."""
    from models.voice.quality import assess

    return assess(speech)


def similarity(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Return the cosine of two embeddings; two people 0.55, one person 0.87, "heard as the same" from 0.75."""
    return float(np.dot(a, b) / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-9))


def likeness_score(cosine: float) -> int:
    """Return a similarity as people read it, 0..100: another person's 0, the pass mark 50, the same person's 100."""
    return round(float(np.interp(cosine, (0.55, 0.75, 0.90), (0.0, 50.0, 100.0))))


def f0_correlation(before: Samples, after: Samples, lag_s: float = 0.0) -> float:
    """Return the correlation of log F0 where both are voiced; `after` lags by `lag_s`. NaN if too little is voiced."""
    from models.voice.pitch_track import correlation

    return correlation(before, after, lag_s)
