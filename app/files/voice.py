"""The voice path of files: an engine fitted to the speaker of a film or recording, and the stages around it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import webrtcvad

from app.errors import AppError, EndOfSource, MediaError
from app.flow import Stage
from app.media import AudioBlock
from app.settings import Settings
from app.sound.resample import Decimator
from app.sources.media_file import MediaFile
from app.sources.padded import Padded
from app.stages.sound.level import Limiter
from app.stages.sound.trim import Trim
from app.stages.sound.voice import Voice as VoiceStage
from app.stages.sound.voice_gate import VoiceGate
from app.voice.voice import Voice
from app.voicing import make_voice_engine
from models.errors import SpeechNotFound
from models.voice_engines import RATE_HZ, Samples, VoiceEngine

__all__ = ["FileVoice", "Speech", "find_speech", "prepare_voice"]

FIT_S = 30.0  # of speech; more makes the fit no better
VAD_FRAME = 480  # samples, 30 ms
VAD_MODE = 3  # the most reluctant one to call something speech
CHUNK_FRAMES = 34  # about a second: whole seconds are kept, so that words stay whole
SPEECH_SHARE = 0.2  # of the frames of a second in which somebody speaks


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """What was found when a file was searched for speech.

    Attributes:
        samples: (n,) float32 at 16 kHz, up to 30 s of seconds in which somebody speaks.
        begin_s: where the first of them stands in the file.
        seconds: how long somebody speaks in them.
    """

    samples: Samples
    begin_s: float
    seconds: float


class FileVoice:
    """What makes the sound of one file another voice; its parts go into one lane.

    Attributes:
        voice: the target.
        engine: fitted to the speaker.
        speech: what it was fitted to.
        source: the sound of the file, without gaps, with enough silence behind it.
        stage: converts it.
        stages: all that the sound passes: a gate if wanted, `stage`, a limiter, and the cut to the length of the file.
        latency_s: how late the stages are in all; taken back in the file.
    """

    def __init__(self, media: MediaFile, voice: Voice, engine: VoiceEngine, speech: Speech, *, gate: bool) -> None:
        """Put the parts together. Raises MediaError if the file has no sound."""
        if media.audio is None:
            raise MediaError(f"{media.address} holds no sound", "choose a file with speech")
        self.voice, self.engine, self.speech = voice, engine, speech
        self.stage = VoiceStage(engine)
        stages: list[Stage[AudioBlock]] = [*([VoiceGate()] if gate else []), self.stage, Limiter()]
        self.latency_s = sum(stage.latency_s for stage in stages)
        self.source = Padded(media.audio, self.latency_s)
        self.stages = [*stages, Trim(lambda: self.source.begin_s, lambda: self.source.end_s)]

    def check(self, _: AudioBlock) -> None:
        """Raise AppError when the engine could not convert a block: a file must not fall silent unnoticed."""
        if self.stage.error is not None:
            raise AppError(
                f"the voice could not be converted ({self.stage.error})", "see the log, and please report it"
            )


def prepare_voice(media: MediaFile, settings: Settings) -> FileVoice:
    """Make the voice that the settings name and fit it to the speaker of a file; reads the beginning of the file.

    Raises:
        VoiceError, SettingsError: there is no such voice or engine.
        MediaError: the file cannot be read, or nobody speaks in it.
        ModelError: a network is missing.
    """
    voice, engine = make_voice_engine(settings)
    name = Path(media.address).name
    speech = find_speech(MediaFile(media.address, live=False, with_video=False))
    try:
        engine.fit(speech.samples)
    except SpeechNotFound as error:
        if speech.seconds == 0.0:
            raise MediaError(
                f"{name}: no speech was found in it", "choose a recording in which somebody speaks"
            ) from error
        engine.set_speaker(None)  # a word or two: learnt while converting
    return FileVoice(media, voice, engine, speech, gate=settings.noise_gate)


def find_speech(media: MediaFile, wanted_s: float = FIT_S) -> Speech:
    """Search the sound of a file, from its beginning, for so many seconds with speech. Raises MediaError."""
    source = media.audio
    if source is None:
        media.close()
        raise MediaError(f"{media.address} holds no sound", "choose a file with speech")
    search, whole = _Search(wanted_s), Padded(source, 0.0)
    try:
        whole.open()
        while not search.done:
            search.add(whole.read())
    except EndOfSource:
        search.finish()
    finally:
        whole.close()
    return search.result()


class _Search:
    """Keeps the seconds in which somebody speaks; or, if nobody does, the first ones."""

    def __init__(self, wanted_s: float) -> None:
        self._wanted_s = wanted_s
        self._vad = webrtcvad.Vad(VAD_MODE)
        self._down = Decimator()
        self._line: Samples = np.zeros(0, np.float32)
        self._kept: list[Samples] = []
        self._others: list[Samples] = []
        self._file_begin_s: float | None = None
        self._passed = 0  # samples that were judged
        self._begin: int | None = None
        self._frames = 0

    @property
    def done(self) -> bool:
        return sum(map(len, self._kept)) >= self._wanted_s * RATE_HZ

    def add(self, block: AudioBlock) -> None:
        if self._file_begin_s is None:
            self._file_begin_s = block.time_s
        self._line = np.concatenate([self._line, self._down.process(block.samples)])
        while len(self._line) >= CHUNK_FRAMES * VAD_FRAME:
            self._judge(self._line[: CHUNK_FRAMES * VAD_FRAME])
            self._line = self._line[CHUNK_FRAMES * VAD_FRAME :]

    def finish(self) -> None:
        self._judge(self._line)

    def result(self) -> Speech:
        pieces = self._kept or self._others
        samples = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
        begin_s = (self._file_begin_s or 0.0) + (self._begin or 0) / RATE_HZ
        return Speech(samples, begin_s, self._frames * VAD_FRAME / RATE_HZ)

    def _judge(self, chunk: Samples) -> None:
        pcm = np.round(np.clip(chunk, -1.0, 1.0) * 32767).astype("<i2")
        frames = [pcm[n : n + VAD_FRAME].tobytes() for n in range(0, len(pcm) - VAD_FRAME + 1, VAD_FRAME)]
        spoken = sum(self._vad.is_speech(frame, RATE_HZ) for frame in frames)
        if spoken and spoken >= SPEECH_SHARE * len(frames):
            self._begin = self._passed if self._begin is None else self._begin
            self._frames += spoken
            self._kept.append(chunk)
        elif sum(map(len, self._others)) < self._wanted_s * RATE_HZ:
            self._others.append(chunk)
        self._passed += len(chunk)
