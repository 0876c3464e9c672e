"""The speech of sources and targets, cut as engines get it in use, with all that results are held against."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluate.voice_background import Mixture, adapt
from models.evaluate.voice_edits import error_rate
from models.evaluate.voice_pairs import Speaker
from models.evaluate.voice_phones import Phones, Recogniser
from models.evaluate.voice_verifier import VoiceGaussian, voice_gaussian
from models.voice.ge2e import mean_embedding
from models.voice.pitch_track import PitchTrack, track
from models.voice_engines import (
    RATE_HZ,
    Samples,
    SpeakerEncoder,
    VoicePrint,
    analyse_voice,
    create_speaker_encoder,
)

CONVERT_S = 8.0
_ENROL_SHARE = 0.6  # of a target's only recording
_CALIBRATE_S = 10.0
_GAP_S = 0.2  # between joined recordings
_FAINT_DB = -25.0  # noise beside the speech that changes nothing for a listener
_SEED = 1
Load = Callable[[str], Samples]
"""Gives the recording of a file named in the manifest, (n,) float32 at 16 kHz."""


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """What a recogniser makes of a source's speech.

    Attributes:
        phones: found without a dictionary.
        spoken: phones of the words that it finds with dictionary and language model; stand in for the text.
        noise_change: edits between `phones` and what is found with noise 25 dB below the speech, over their number: as
            far apart as two recordings are whose words a listener takes for the same.
    """

    phones: Phones
    spoken: Phones
    noise_change: float


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Speech to learn a speaker from and, apart from it, speech to convert (`speech`)."""

    calibration: Samples
    calibration_embedding: NDArray[np.float32]
    gaussian: VoiceGaussian
    mixture: Mixture | None
    speech: Samples
    embedding: NDArray[np.float32]
    pitch: PitchTrack
    heard: Heard | None


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """The print of a voice, and what other speech of it sounds like."""

    print: VoicePrint
    embedding: NDArray[np.float32]
    gaussian: VoiceGaussian
    mixture: Mixture | None
    f0_hz: float


class Material:
    """Reads and measures each speaker once, whatever the number of pairs and engines.

    Args:
        load: reads a recording.
        recogniser: None leaves out what is said.
        background: None leaves out the second verifier.

    Raises:
        ModelError: a network file is missing or cannot be run.
    """

    def __init__(self, load: Load, recogniser: Recogniser | None = None, background: Mixture | None = None) -> None:
        self.load = load
        self.recogniser = recogniser
        self.encoder: SpeakerEncoder = create_speaker_encoder()
        self._background = background
        self._targets: dict[str, Target] = {}
        self._sources: dict[str, Source] = {}

    def source(self, speaker: Speaker) -> Source:
        """Cut a recording: the first half (10 s at most) to learn from, of the rest 8 s at most to convert.

        Raises:
            SpeechNotFound: too little speech.
            Whatever `load` raises.
        """
        if speaker.name not in self._sources:
            whole = self.load(speaker.files[0])
            cut = min(len(whole) // 2, round(_CALIBRATE_S * RATE_HZ))
            calibration, speech = whole[:cut], whole[cut : cut + round(CONVERT_S * RATE_HZ)]
            self._sources[speaker.name] = Source(
                calibration,
                self.encoder.embed(calibration),
                voice_gaussian([calibration]),
                self._mixture([calibration]),
                speech,
                self.encoder.embed(speech),
                track(speech),
                self._listen(speech),
            )
        return self._sources[speaker.name]

    def target(self, speaker: Speaker, single: bool) -> Target:
        """Part a speaker's recordings into 10 s for the print and the rest. Raises as `source` does."""
        if speaker.name not in self._targets:
            if single:
                whole = self.load(speaker.files[0])
                cut = round(_ENROL_SHARE * len(whole))
                enrolment, held_out = whole[:cut], [whole[cut:]]
            else:
                enrolment = join([self.load(file) for file in speaker.enrolment])
                held_out = [self.load(file) for file in speaker.held_out]
            self._targets[speaker.name] = Target(
                analyse_voice(enrolment),
                mean_embedding(np.array([self.encoder.embed(speech) for speech in held_out])),
                voice_gaussian(held_out),
                self._mixture(held_out),
                track(join(held_out)).mean_hz,
            )
        return self._targets[speaker.name]

    def _mixture(self, recordings: list[Samples]) -> Mixture | None:
        return adapt(self._background, recordings) if self._background else None

    def _listen(self, speech: Samples) -> Heard | None:
        if self.recogniser is None:
            return None
        phones = self.recogniser.phones(speech)
        spoken = self.recogniser.pronounce(self.recogniser.words(speech)) or ()
        noise = np.random.default_rng(_SEED).normal(size=len(speech))
        noisy = speech + noise * np.sqrt(np.mean(np.square(speech))) * 10 ** (_FAINT_DB / 20)
        change = error_rate(phones, self.recogniser.phones(np.asarray(noisy, np.float32)))
        return Heard(phones, spoken, change)


def join(recordings: Sequence[Samples]) -> Samples:
    """Return recordings one after the other with a short silence between."""
    gap = np.zeros(round(_GAP_S * RATE_HZ), np.float32)
    return np.concatenate([part for recording in recordings for part in (recording, gap)])
