"""The sentence in a voice: whole, in time, loud enough, converted once, and cut off at once when asked."""

import threading
import time

import numpy as np
import pytest

from app import voice_preview
from app.errors import SettingsError, VoiceError
from app.media import AudioBlock
from app.voice_preview import (
    ORIGINAL,
    OWN_S,
    PREVIEW_S,
    Sentence,
    convert,
    demo_speech,
    likeness,
    own_sentence,
    play_preview,
    preview,
)
from models.errors import SpeechNotFound
from models.voice_engines import RATE_HZ, Samples
from tests.support.voice_engine import DelayEngine
from tests.support.voices import voice_print


class _Heard:
    """A sink that keeps what it was given, and when."""

    name, backlog = "heard", 16

    def __init__(self) -> None:
        self.blocks: list[AudioBlock] = []
        self.times_s: list[float] = []
        self.is_open = False

    def open(self) -> None:
        self.is_open = True

    def write(self, item: AudioBlock) -> None:
        self.blocks.append(item)
        self.times_s.append(time.perf_counter())

    def close(self) -> None:
        self.is_open = False


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> list[DelayEngine]:
    made: list[DelayEngine] = []

    def create(name: str) -> DelayEngine:
        made.append(DelayEngine(delay=400, gain=-0.2))
        return made[-1]

    monkeypatch.setattr(voice_preview, "create_voice_engine", create)
    return made


def test_the_delay_of_the_engine_is_taken_back_and_the_level_is_even(engines: list[DelayEngine]) -> None:
    time_s = np.arange(RATE_HZ, dtype=np.float32) / RATE_HZ
    speech = (0.3 * np.sin(2 * np.pi * 150 * time_s) * np.sin(np.pi * time_s)).astype(np.float32)
    said = convert(speech, voice_print(1))
    assert said.shape == speech.shape and float(np.abs(said).max()) == pytest.approx(0.7, abs=0.01)
    assert float(np.corrcoef(speech, -said)[0, 1]) > 0.999
    assert len(engines) == 1 and len(engines[0].told) == 1


def test_the_demo_speaks_for_three_seconds() -> None:
    speech = demo_speech()
    assert len(speech) == pytest.approx(PREVIEW_S * RATE_HZ, abs=2)
    assert float(np.sqrt(np.mean(speech**2))) > 0.01


def test_the_sentence_is_played_in_real_time_and_converted_once(
    engines: list[DelayEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = np.ones(4800, np.float32) * np.float32(0.1)
    monkeypatch.setattr(voice_preview, "demo_speech", lambda seconds=PREVIEW_S: short)
    heard, voice = _Heard(), voice_print(2)
    for _ in range(2):
        play_preview(voice, threading.Event(), sink=heard)
    assert len(engines) == 1 and not heard.is_open
    half = len(heard.blocks) // 2
    sound: Samples = np.concatenate([block.samples for block in heard.blocks[:half]])
    assert len(sound) / 48_000 == pytest.approx(0.3 + 0.25, abs=0.001)
    assert heard.times_s[half - 1] - heard.times_s[0] >= 0.5, "as fast as it is heard, not faster"
    steps = np.diff([block.time_s for block in heard.blocks[:half]])
    assert np.allclose(steps, 0.02)


def test_it_is_cut_off_at_once(engines: list[DelayEngine]) -> None:
    heard, stopped, said = _Heard(), threading.Event(), own_sentence(_recording())
    preview(voice_print(3), "auto", said)  # what is timed is the playing
    timer = threading.Timer(0.2, stopped.set)
    timer.start()
    begin_s = time.perf_counter()
    play_preview(voice_print(3), stopped, sink=heard, sentence=said)
    timer.join()
    assert time.perf_counter() - begin_s < 3.0 and not heard.is_open


def _recording() -> Samples:
    """A second of silence, then eight seconds that are never the same."""
    sound = np.random.default_rng(5).uniform(-0.4, 0.4, 9 * RATE_HZ).astype(np.float32)
    sound[:RATE_HZ] *= 0.001
    return sound


def test_the_own_sentence_begins_with_the_first_word_and_all_is_learned_from() -> None:
    recording = _recording()
    said = own_sentence(recording)
    assert len(said.speech) == OWN_S * RATE_HZ and said.known is recording
    begin = round(0.9 * RATE_HZ)
    assert np.array_equal(said.speech, recording[begin : begin + len(said.speech)])
    assert len(own_sentence(np.zeros(160, np.float32)).speech) == 160


def test_the_original_is_the_speech_itself_and_each_engine_and_sentence_has_its_own_preview(
    engines: list[DelayEngine],
) -> None:
    voice, said = voice_print(4), own_sentence(_recording())
    original = preview(voice, ORIGINAL, said)
    assert engines == [] and float(np.abs(original).max()) == pytest.approx(0.7, abs=0.01)
    assert float(np.corrcoef(original[:-480], said.speech[:-480])[0, 1]) > 0.9999
    converted = preview(voice, "dsp", said)
    assert float(np.corrcoef(converted, original)[0, 1]) < -0.99
    other = Sentence(said.speech[:RATE_HZ], said.known)
    assert len(preview(voice, "auto", other)) == RATE_HZ and len(engines) == 2
    preview(voice, "dsp", said)
    assert len(engines) == 2
    with pytest.raises(SettingsError, match="'abacus'"):
        preview(voice, "abacus", said)


def test_likeness_is_measured_on_what_is_heard(engines: list[DelayEngine], monkeypatch: pytest.MonkeyPatch) -> None:
    voice, heard = voice_print(6), []

    class _Encoder:
        def embed(self, speech: Samples) -> np.ndarray:
            heard.append(speech)
            if len(heard) > 1:
                raise SpeechNotFound("there is none")
            return voice.embedding

    monkeypatch.setattr(voice_preview, "create_speaker_encoder", _Encoder)
    said = own_sentence(_recording())
    assert likeness(voice, "dsp", said) == 100
    assert heard[0] is preview(voice, "dsp", said)
    assert likeness(voice, ORIGINAL, said) is None


def test_too_little_speech_to_learn_from_is_told(engines: list[DelayEngine], monkeypatch: pytest.MonkeyPatch) -> None:
    def fit(_: DelayEngine, __: Samples) -> None:
        raise SpeechNotFound("there is too little speech")

    monkeypatch.setattr(DelayEngine, "fit", fit)
    with pytest.raises(VoiceError, match="too little speech"):
        preview(voice_print(7), "dsp", own_sentence(_recording()))
