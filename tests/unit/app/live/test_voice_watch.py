"""VoiceWatch: an engine that cannot keep up goes on without its network, never silent, and the status says so."""

import numpy as np
import pytest

from app import voicing
from app.live.voice_chain import VoiceChain
from app.live.voice_likeness import VoiceLikeness
from app.live.voice_watch import TOO_BUSY, VoiceWatch
from app.media import AudioBlock
from app.settings import Settings
from models import voice_engines
from models.errors import ModelError
from models.voice_engines import VoiceEngine
from tests.support.voice_engine import DelayEngine, LearnedEngine


class _Likeness(VoiceLikeness):
    """Remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[bool, bool]] = []
        self.aims = 0

    def listen(self, samples: np.ndarray, *, voiced: bool, calm: bool) -> None:
        self.told.append((voiced, calm))

    def aim(self, target: np.ndarray | None, own: np.ndarray | None) -> None:
        self.aims += 1


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> LearnedEngine:
    made = LearnedEngine()
    monkeypatch.setitem(voice_engines.VOICE_ENGINES, "learned", lambda: made)
    return made


def _tick(watch: VoiceWatch, begin_s: float, seconds: float) -> float:
    for step in range(round(4 * seconds)):
        watch.tick(begin_s + step / 4, 0)
    return begin_s + seconds


def test_the_network_rests_while_the_machine_is_too_slow(
    engine: LearnedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = [1.4]
    monkeypatch.setattr(VoiceChain, "load", property(lambda _: load[0]))
    watch = VoiceWatch(VoiceChain(Settings(voice_engine="learned")), _Likeness())
    assert watch.report() == {"engine": "learned", "fallback": "", "likeness": None}
    time_s = _tick(watch, 0.0, 8.0)
    assert engine.told_learned == [False], "told once"
    assert watch.report() == {"engine": "dsp", "fallback": TOO_BUSY, "likeness": None}
    load[0] = 0.1
    _tick(watch, time_s, 20.0)
    assert engine.told_learned == [False, True] and watch.report()["fallback"] == ""


def test_an_engine_without_a_network_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VoiceChain, "load", property(lambda _: 1.4))
    likeness = _Likeness()
    watch = VoiceWatch(VoiceChain(Settings(voice_engine="dsp")), likeness)
    _tick(watch, 0.0, 30.0)
    assert watch.report() == {"engine": "dsp", "fallback": "", "likeness": None}
    watch.listen(AudioBlock(np.zeros(480, np.float32), 48_000, 0.0))
    assert likeness.told == [(False, False)], "no time for a number on show"


def test_a_new_engine_begins_afresh(engine: LearnedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VoiceChain, "load", property(lambda _: 1.4))
    before, likeness = Settings(voice_engine="learned"), _Likeness()
    chain = VoiceChain(before)
    watch = VoiceWatch(chain, likeness)
    time_s = _tick(watch, 0.0, 8.0)
    other = LearnedEngine()
    monkeypatch.setitem(voice_engines.VOICE_ENGINES, "learned", lambda: other)
    chain.apply_slowly(before, Settings(voice_engine="learned", voice="theo"))
    _tick(watch, time_s, 1.0)
    assert watch.report()["engine"] == "learned" and other.told_learned == [] and likeness.aims == 2


def test_an_engine_that_cannot_be_made_is_replaced_by_signal_processing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> VoiceEngine:
        raise ModelError("the voice network is missing", "set up again")

    monkeypatch.setitem(voice_engines.VOICE_ENGINES, "learned", missing)
    chain = VoiceChain(Settings(voice_engine="learned"))
    assert chain.failure is None and chain.name == "Clara"
    report = VoiceWatch(chain, _Likeness()).report()
    assert report == {"engine": "dsp", "fallback": "the voice network is missing", "likeness": None}


def test_another_word_for_the_same_engine_does_not_interrupt_the_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[VoiceEngine] = []

    def make() -> VoiceEngine:
        made.append(DelayEngine())
        return made[-1]

    monkeypatch.setitem(voice_engines.VOICE_ENGINES, "dsp", make)
    monkeypatch.setitem(voice_engines.VOICE_ENGINES, "other", make)
    monkeypatch.setattr(voicing, "best_voice_engine", lambda: "dsp")
    chain, settings = VoiceChain(Settings()), [Settings(voice_engine=name) for name in ("auto", "dsp", "other")]
    chain.apply_slowly(settings[0], settings[1])
    assert len(made) == 1
    chain.apply_slowly(settings[1], settings[2])
    assert len(made) == 2
