"""The likeness meter: only speech counts, the newest wins, and nothing is computed that nobody looks at."""

import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from app.live.voice_likeness import EVERY_S, LEAST_S, MOST_S, VoiceLikeness
from app.session_status import Likeness
from app.sound.resample import HIGH_HZ
from models.errors import ModelError, SpeechNotFound
from models.voice_engines import Samples, likeness_score

BLOCK = 480


def _unit(angle: float) -> NDArray[np.float32]:
    """A point that lies at this angle from the target."""
    point = np.zeros(256, np.float32)
    point[0], point[1] = np.cos(angle), np.sin(angle)
    return point


TARGET, OWN = _unit(0.0), _unit(1.2)


class _Encoder:
    """Answers as told and remembers what it was given."""

    def __init__(self) -> None:
        self.answers: list[NDArray[np.float32] | None] = []
        self.heard: list[Samples] = []
        self.go = threading.Event()
        self.go.set()

    def embed(self, speech: Samples) -> NDArray[np.float32]:
        answer = self.answers.pop(0) if self.answers else TARGET
        self.heard.append(speech)
        self.go.wait(10.0)
        if answer is None:
            raise SpeechNotFound("there is none")
        return answer

    def windows(self, speech: Samples) -> NDArray[np.float32]:
        return self.embed(speech)[None]


class _Stage:
    """A meter on a clock that goes with the sound."""

    def __init__(self) -> None:
        self.time_s = 50.0
        self.encoder = _Encoder()
        self.meter = VoiceLikeness(lambda: self.encoder, lambda: self.time_s)
        self.meter.aim(TARGET, OWN)
        self.number = 0

    def say(self, seconds: float, *, voiced: bool = True, calm: bool = True) -> None:
        for _ in range(round(seconds * HIGH_HZ / BLOCK)):
            self.time_s += BLOCK / HIGH_HZ
            self.number += 1
            self.meter.listen(np.full(BLOCK, self.number / 10_000, np.float32), voiced=voiced, calm=calm)

    def until(self, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + 10.0
        while not condition():
            assert time.monotonic() < deadline, "it did not happen in time"
            time.sleep(0.005)


@pytest.fixture
def stage() -> Iterator[_Stage]:
    made = _Stage()
    yield made
    made.encoder.go.set()
    assert made.meter.stop(5.0) == []


def test_what_is_said_is_compared_with_both_voices(stage: _Stage) -> None:
    stage.meter.watch(True)
    stage.encoder.answers = [_unit(0.6)]
    stage.say(LEAST_S + 0.1)
    stage.until(lambda: stage.meter.latest())
    score = likeness_score(float(np.cos(0.6)))
    assert 0 < score < 100 and stage.meter.latest() == Likeness(score, likeness_score(float(np.cos(0.6))), True)
    assert LEAST_S <= len(stage.encoder.heard[0]) / 16_000 <= MOST_S


def test_silence_keeps_the_last_value_and_says_that_it_is_old(stage: _Stage) -> None:
    stage.meter.watch(True)
    stage.say(2.0)
    stage.until(lambda: stage.meter.latest())
    stage.say(20.0, voiced=False)
    assert stage.meter.latest() == Likeness(100, 0, False)
    assert len(stage.encoder.heard) == 1, "silence is not looked at"
    stage.say(1.2)
    stage.until(lambda: len(stage.encoder.heard) == 2)
    kept = stage.encoder.heard[1]
    assert len(kept) / 16_000 == pytest.approx(2.6, abs=0.1), "speech from before and behind the pause, one second new"
    stage.until(lambda: stage.meter.latest() == Likeness(100, 0, True))


def test_it_looks_every_two_seconds_at_no_more_than_three(stage: _Stage) -> None:
    stage.meter.watch(True)
    for number in range(1, 9):
        stage.say(2.5)
        stage.until(lambda number=number: len(stage.encoder.heard) >= number)  # type: ignore[misc]
    assert len(stage.encoder.heard) <= 20 / EVERY_S
    assert max(map(len, stage.encoder.heard)) / 16_000 <= MOST_S + 0.02


def test_while_one_comparison_takes_long_only_the_newest_sound_waits(stage: _Stage) -> None:
    stage.meter.watch(True)
    stage.encoder.go.clear()
    stage.say(2.0)
    stage.until(lambda: stage.encoder.heard)
    stage.say(60.0)
    stage.encoder.go.set()
    stage.until(lambda: len(stage.encoder.heard) == 2)
    assert float(stage.encoder.heard[1].max()) > 0.5, "what was said last"
    time.sleep(0.05)
    assert len(stage.encoder.heard) == 2


def test_nothing_is_computed_unseen_or_on_a_busy_machine(stage: _Stage) -> None:
    before = threading.active_count()
    stage.say(10.0)
    assert threading.active_count() == before
    stage.meter.watch(True)
    stage.say(10.0, calm=False)
    stage.meter.watch(False)
    stage.say(10.0)
    time.sleep(0.05)
    assert stage.encoder.heard == [] and stage.meter.latest() is None


def test_another_voice_begins_anew_and_a_late_answer_for_the_old_one_is_void(stage: _Stage) -> None:
    stage.meter.watch(True)
    stage.encoder.go.clear()
    stage.say(2.0)
    stage.until(lambda: stage.encoder.heard)
    stage.meter.aim(OWN, None)
    stage.encoder.go.set()
    stage.say(1.0)
    assert stage.meter.latest() is None
    stage.encoder.answers = [OWN]
    stage.say(1.0)
    stage.until(lambda: stage.meter.latest())
    assert stage.meter.latest() == Likeness(100, None, True)


def test_single_measurements_are_smoothed_and_failures_left_out(stage: _Stage) -> None:
    stage.meter.watch(True)
    stage.encoder.answers = [_unit(0.0), None, _unit(0.9)]
    for number in (1, 2, 3):
        stage.say(2.2)
        stage.until(lambda number=number: len(stage.encoder.heard) == number)  # type: ignore[misc]
    wanted = likeness_score(0.5 + 0.5 * float(np.cos(0.9)))
    stage.until(lambda: (likeness := stage.meter.latest()) is not None and likeness.target == wanted)


def test_without_the_encoder_nothing_is_measured() -> None:
    def missing() -> _Encoder:
        raise ModelError("the encoder is missing", "set up again")

    meter = VoiceLikeness(missing)
    meter.aim(TARGET, None)
    meter.watch(True)
    assert meter.stop(5.0) == []
    assert meter.error == "the encoder is missing" and meter.latest() is None
