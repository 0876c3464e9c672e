"""VoiceLane: what leaves it under every choice and every fault; fed from a sound file, read by a memory sink."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from app import voicing
from app.live import voice_watch
from app.live.driver import Driver
from app.live.voice_lane import VoiceLane
from app.media import AudioBlock
from app.paths import demo_film
from app.settings import Settings
from app.sinks.memory import MemorySink
from app.sources.nothing import Nothing
from models import voice_engines
from models.voice_engines import Samples
from tests.support.voice_engine import LearnedEngine

SPEECH = Settings(microphone=str(demo_film()), audio_output="none")
NO_DRIVER = Driver(Nothing())


@contextmanager
def _running(settings: Settings) -> Iterator[tuple[VoiceLane, MemorySink[AudioBlock], list[str]]]:
    told: list[str] = []
    lane, sink = VoiceLane(settings, told.append, lambda: None), MemorySink[AudioBlock]("sound", backlog=1000)
    lane.start(NO_DRIVER, settings)
    lane.add(sink)
    try:
        yield lane, sink, told
    finally:
        assert lane.stop(5.0) == []


def _until(condition: Callable[[], object], limit_s: float = 20.0) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def _loudest(sink: MemorySink[AudioBlock]) -> float:
    return max((float(np.abs(block.samples).max(initial=0.0)) for block in list(sink.items)), default=0.0)


def _joined(blocks: list[AudioBlock]) -> NDArray[np.float32]:
    return np.concatenate([block.samples for block in blocks])


def test_speech_comes_out_as_the_voice_and_the_status_tells_of_it() -> None:
    with _running(SPEECH) as (lane, sink, told):
        _until(lambda: _loudest(sink) > 0.05)
        status = lane.report(None)
    assert (status.state, status.voice, status.error, told) == ("running", "Clara", None, [])
    assert status.input_peak_db > -30.0 and status.output_peak_db > -30.0
    assert 30.0 < status.latency_ms["algorithm"] < 90.0
    assert status.latency_ms["total"] >= status.latency_ms["algorithm"]
    assert (status.output, status.underruns, status.av_offset_ms) == ("", 0, 0.0)


def test_whom_the_voice_sounds_like_is_measured_while_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_watch, "CALM_LOAD", 100.0)  # however busy the machine is that runs this
    monkeypatch.setattr(voice_watch, "CALM_S", 0.0)
    with _running(replace(SPEECH, voice_engine="dsp")) as (lane, sink, _told):
        _until(lambda: _loudest(sink) > 0.05)
        assert lane.report(None).likeness is None
        lane.watch_likeness(True)
        _until(lambda: lane.report(None).likeness is not None, 60.0)
        status = lane.report(None)
        lane.watch_likeness(False)
    assert (status.engine, status.fallback) == ("dsp", "")
    assert status.likeness is not None and 0 < status.likeness.target <= 100 and status.likeness.own is None


def test_an_engine_that_cannot_keep_up_goes_on_without_its_network(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Slow(LearnedEngine):
        def convert(self, block: Samples) -> Samples:
            if self.learned:
                time.sleep(0.013)  # of the 10 ms that there are
            return super().convert(block) * np.float32(0.0) + np.float32(0.01)  # never what came in

    engine = _Slow()
    monkeypatch.setitem(voice_engines.VOICE_ENGINES, "slow", lambda: engine)
    with _running(replace(SPEECH, voice_engine="slow")) as (lane, sink, told):
        _until(lambda: lane.report(None).engine == "slow")
        _until(lambda: lane.report(None).fallback)
        status, resting_from = lane.report(None), len(sink.items)
        _until(lambda: len(sink.items) > resting_from + 50)
        assert (status.state, status.engine, status.fallback) == ("running", "dsp", voice_watch.TOO_BUSY)
        assert engine.told_learned == [False] and told == []
        heard = _joined(list(sink.items)[resting_from:])
    assert np.abs(heard).max() <= 0.0101, "never the microphone"


def test_stamps_are_the_times_of_capture() -> None:
    with _running(SPEECH) as (_, sink, _told):
        _until(lambda: len(sink.items) > 100)
        blocks = list(sink.items)
    ends_s = np.array([block.time_s + len(block.samples) / block.rate_hz for block in blocks])
    gaps_s = np.array([block.time_s for block in blocks[1:]]) - ends_s[:-1]
    assert np.abs(gaps_s).max() < 0.011  # a film's clock may be set right once, by less than a block


@pytest.mark.parametrize("silence", ["mute", "push to talk", "no such voice"])
def test_silence_is_exactly_zero(silence: str) -> None:
    settings = replace(
        SPEECH, push_to_talk=silence == "push to talk", voice="nobody" if silence == "no such voice" else SPEECH.voice
    )
    with _running(settings) as (lane, sink, told):
        if silence == "mute":
            lane.chain.mute.mute(True)
            _until(lambda: lane.report(None).muted)
            time.sleep(0.1)
            sink.items.clear()
        _until(lambda: lane.report(None).input_peak_db > -30.0 and len(sink.items) > 100)
        status = lane.report(None)
    assert not _joined(sink.items).any()
    if silence == "no such voice":
        assert status.state == "failed" and "nobody" in str(status.error) and status.advice
        assert len(told) == 1 and "nobody" in told[0]
    else:
        assert status.state == "running" and status.muted and not told


class _Breaking:
    """An engine that fails after a while, as one with a bug would."""

    def __init__(self) -> None:
        _, self._engine = voicing.make_voice_engine(SPEECH)
        self.calls = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def convert(self, block: Samples) -> Samples:
        self.calls += 1
        if self.calls > 50:
            raise ValueError("a bug")
        return self._engine.convert(block)


@pytest.mark.allow_log("could not be converted")
def test_a_failing_engine_is_silence_and_not_the_raw_voice() -> None:
    with _running(SPEECH) as (lane, sink, _):
        lane.chain.voice.swap(_Breaking())  # type: ignore[arg-type]
        _until(lambda: lane.report(None).state == "failed")
        sink.items.clear()
        _until(lambda: len(sink.items) > 100)
        status = lane.report(None)
    assert "a bug" in str(status.error)
    assert not _joined(sink.items).any()


def test_the_own_voice_passes_only_when_asked_for() -> None:
    with _running(replace(SPEECH, voice="original")) as (lane, sink, _):
        _until(lambda: _loudest(sink) > 0.05)
        assert lane.report(None).original
        lane.chain.voice.set_original(False)
        _until(lambda: not lane.report(None).original)
        time.sleep(0.2)
        sink.items.clear()
        _until(lambda: len(sink.items) > 50)
    assert not _joined(sink.items).any()  # no voice is chosen: silence


def test_another_voice_and_no_microphone_take_effect_while_it_runs() -> None:
    nobody = replace(SPEECH, voice="nobody")
    with _running(SPEECH) as (lane, sink, told):
        _until(lambda: _loudest(sink) > 0.05)
        lane.apply_slowly(SPEECH, nobody)
        _until(lambda: lane.report(None).state == "failed")
        lane.apply_slowly(nobody, SPEECH)
        _until(lambda: lane.report(None).state == "running")
        lane.use(NO_DRIVER, replace(SPEECH, microphone="none"))
        _until(lambda: lane.report(None).state == "off")
        assert not lane.has_source
        lane.use(NO_DRIVER, SPEECH)
        _until(lambda: lane.report(None).state == "running")
    assert len(told) == 1


def test_a_silent_file_as_microphone_is_told_and_the_rest_goes_on() -> None:
    with _running(replace(SPEECH, microphone=__file__)) as (lane, _, told):
        assert lane.report(None).state == "off"
    assert len(told) == 1 and ";" in told[0]
