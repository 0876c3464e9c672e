"""Lets a voice be heard: some seconds of speech, converted into it and played, and says how like it they are.

The demo's speech is synthetic and ships with the program, so that every voice can be heard before anybody has spoken.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.errors import EndOfSource, MediaError, VoiceError
from app.flow import Sink
from app.media import AudioBlock, now
from app.paths import demo_film
from app.sinks.audio_output import AudioOutput
from app.sound.resample import HIGH_HZ, to_16k, to_48k
from app.sources.media_file import MediaFile
from app.voicing import AUTOMATIC, engine_name
from models.errors import SpeechNotFound
from models.voice_engines import (
    RATE_HZ,
    Samples,
    VoicePrint,
    create_speaker_encoder,
    create_voice_engine,
    likeness_score,
    similarity,
)

ORIGINAL = "original"  # in place of an engine: the speech as it was spoken
PREVIEW_S, OWN_S = 3.2, 5.0
LEARN_S = 8.0  # of the speaker, from whom the engine learns: the sentence alone is too short
_BLOCK_S = 0.02
_TAIL_S = 0.25  # of silence behind the words, so that the device does not cut them off
_AHEAD_S = 0.4  # so much is handed over before it is heard: nobody waits for an answer, but a hole would be heard
_PEAK = 0.7
_FADE_S = 0.03
_KEEP = 16  # converted sentences, 300 kB each
_FRAME_S, _BEFORE_S, _SOFT = 0.01, 0.1, 0.1  # the first frame louder than a tenth of the loudest begins the speech


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """What is said in a preview.

    Attributes:
        speech: the words, (n,) float32 at 16 kHz.
        known: speech of the same speaker to learn from, (m,) float32 at 16 kHz.
    """

    speech: Samples
    known: Samples


_Key = tuple[str, bytes, Sentence | None]


class _Recent:
    """The sentences that were converted last, by engine, voice and words."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Key, Samples] = OrderedDict()

    def get(self, key: _Key, make: Callable[[], Samples]) -> Samples:
        """Return what is kept under this key, made if it is not there."""
        with self._lock:
            if key not in self._kept:
                self._kept[key] = make()
                while len(self._kept) > _KEEP:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]


_recent = _Recent()


def demo_speech(seconds: float = PREVIEW_S) -> Samples:
    """Return the first seconds of the demo film's speech, (n,) float32 at 16 kHz. Raises MediaError."""
    media = MediaFile(str(demo_film()), live=False, with_video=False)
    try:
        sound = media.audio
        if sound is None:
            raise MediaError("the demo film has no sound", "reinstall the program")
        sound.open()
        blocks: list[NDArray[np.float32]] = []
        wanted = round(seconds * HIGH_HZ)
        while sum(len(block) for block in blocks) < wanted:
            try:
                blocks.append(sound.read().samples)
            except EndOfSource:
                break
        sound.close()
    finally:
        media.close()
    return to_16k(np.concatenate([np.zeros(0, np.float32), *blocks])[:wanted])


def own_sentence(recording: Samples) -> Sentence:
    """Return the first words of a recording, up to 5 s of (n,) float32 at 16 kHz; all of it is learned from."""
    size = round(_FRAME_S * RATE_HZ)
    frames = recording[: len(recording) // size * size].reshape(-1, size)
    level = np.sqrt(np.mean(np.square(frames, dtype=np.float64), axis=1))
    loud = np.flatnonzero(level > _SOFT * level.max(initial=0.0))
    begin = max(int(loud[0]) * size - round(_BEFORE_S * RATE_HZ), 0) if len(loud) else 0
    return Sentence(recording[begin:][: round(OWN_S * RATE_HZ)], recording)


def preview(voice: VoicePrint, engine: str = AUTOMATIC, sentence: Sentence | None = None) -> Samples:
    """Return a sentence in this voice, (n,) float32 at 16 kHz; kept for the next time.

    Args:
        voice: whose voice it becomes.
        engine: name of an engine, "auto", or `ORIGINAL` for the speech as it was spoken.
        sentence: what is said; None: the demo's.

    Raises:
        MediaError: the demo film cannot be read.
        SettingsError: there is no such engine.
        VoiceError: there is too little speech to learn from.
        ModelError: the engine's files are missing.
    """
    name = engine if engine == ORIGINAL else engine_name(engine)
    key = (name, voice.embedding.tobytes() + np.array([voice.log_f0_mean, voice.log_f0_std]).tobytes(), sentence)
    return _recent.get(key, lambda: _speak(voice, name, sentence or _demo_sentence()))


def likeness(voice: VoicePrint, engine: str = AUTOMATIC, sentence: Sentence | None = None) -> int | None:
    """Return how much the preview sounds like the voice, 0..100; None if there is too little speech to say.

    Raises what `preview` raises, and ModelError if the speaker encoder is missing.
    """
    said = preview(voice, engine, sentence)
    try:
        return likeness_score(similarity(create_speaker_encoder().embed(said), voice.embedding))
    except SpeechNotFound:
        return None


def _demo_sentence() -> Sentence:
    known = demo_speech(LEARN_S)
    return Sentence(known[: round(PREVIEW_S * RATE_HZ)], known)


def _speak(voice: VoicePrint, engine: str, sentence: Sentence) -> Samples:
    if engine == ORIGINAL:
        return _finished(sentence.speech)
    try:
        return convert(sentence.speech, voice, engine, sentence.known)
    except SpeechNotFound as error:
        raise VoiceError("there is too little speech in the recording", "record it again") from error


def convert(speech: Samples, voice: VoicePrint, engine: str = "dsp", known: Samples | None = None) -> Samples:
    """Return speech in another voice, (n,) float32 at 16 kHz, at an even level.

    Args:
        speech: what is said.
        voice: whose voice it becomes.
        engine: that converts.
        known: speech of the same speaker to learn from; None: `speech` itself.

    Raises:
        ModelError: the engine's files are missing.
        SpeechNotFound: there is too little speech to learn from.
    """
    converter = create_voice_engine(engine)
    converter.set_voice(voice)
    converter.fit(speech if known is None else known)
    lag = round(converter.latency_s * RATE_HZ)
    size = converter.block
    count = -(-(len(speech) + lag) // size)
    line = np.zeros(count * size, np.float32)
    line[: len(speech)] = speech
    blocks = [converter.convert(line[at : at + size]) for at in range(0, len(line), size)]
    return _finished(np.concatenate(blocks)[lag : lag + len(speech)])


def _finished(speech: Samples) -> Samples:
    """Return speech at an even level that does not break off."""
    said = speech.copy()
    fade = min(round(_FADE_S * RATE_HZ), len(said))
    said[len(said) - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)
    return (said * (_PEAK / max(float(np.abs(said).max(initial=0.0)), 1e-3))).astype(np.float32)


def play_preview(
    voice: VoicePrint,
    stopped: threading.Event,
    *,
    engine: str = AUTOMATIC,
    sentence: Sentence | None = None,
    output: str = "",
    sink: Sink[AudioBlock] | None = None,
) -> None:
    """Let a sentence be heard in this voice; returns when it is over.

    Args:
        voice: what to speak in.
        stopped: ends it at once when it is set.
        engine: see `preview`.
        sentence: what is said; None: the demo's.
        output: device id, "" for the system's.
        sink: plays into this instead of the device.

    Raises:
        AppError: there is no such engine, or the demo film or the device cannot be opened.
        ModelError: the engine's files are missing.
    """
    speech = preview(voice, engine, sentence)
    if stopped.is_set():
        return
    sound = to_48k(np.concatenate([speech, np.zeros(round(_TAIL_S * RATE_HZ), np.float32)]))
    speaker = sink or _speaker(output)
    speaker.open()
    try:
        _pour(sound, speaker, stopped)
    finally:
        speaker.close()


def _speaker(output: str) -> AudioOutput:
    speaker = AudioOutput(output, name="preview")
    speaker.set_delay_s(_AHEAD_S)
    return speaker


def _pour(sound: Samples, speaker: Sink[AudioBlock], stopped: threading.Event) -> None:
    """Hand the sound over as fast as it is played: a device that is asked never to wait would drop it."""
    begin_s, size = now(), round(_BLOCK_S * HIGH_HZ)
    for at in range(0, len(sound), size):
        due_s = begin_s + at / HIGH_HZ
        if stopped.wait(max(0.0, due_s - now())):
            return
        speaker.write(AudioBlock(sound[at : at + size], HIGH_HZ, due_s))
    stopped.wait(_AHEAD_S)
