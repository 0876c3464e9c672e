"""Carry and FaceTrack: a face looked for in every second picture goes on moving in between, and is never made up."""

from dataclasses import replace

import numpy as np
import pytest

from app.media import Face, VideoFrame
from app.stages.picture.carry import GAIN, LONGEST_S, REACH_S, Carry
from app.stages.picture.face_track import FaceTrack

PERIOD_S = 1 / 30


def face_at(x: float) -> Face:
    return Face(np.full((478, 3), x, np.float32), 0.9, (x, x, 100.0, 0.0), 1)


def x_of(face: Face | None) -> float:
    assert face is not None and face.landmarks.dtype == np.float32
    return float(face.landmarks[0, 0])


class _Engine:
    """Sees a face that moves by 3 pixels a picture, or what it is told."""

    def __init__(self) -> None:
        self.seen: list[float] = []
        self.blind = False

    def track(self, image: np.ndarray, time_s: float) -> Face | None:
        self.seen.append(time_s)
        return None if self.blind else face_at(3 * time_s / PERIOD_S)

    def find(self, image: np.ndarray) -> list[Face]:
        return []

    def reset(self) -> None:
        self.seen.clear()


def frame(number: int) -> VideoFrame:
    return VideoFrame(np.zeros((8, 8, 3), np.uint8), number * PERIOD_S, number)


@pytest.fixture
def engine() -> _Engine:
    return _Engine()


def test_motion_goes_on_in_a_straight_line_a_little_slower() -> None:
    carry = Carry()
    carry.found(face_at(10), 1.0)
    assert x_of(carry.on(1.05)) == 10, "one face tells of no motion"
    carry.found(face_at(16), 1.1)
    assert x_of(carry.on(1.15)) == pytest.approx(16 + GAIN * 3)
    assert x_of(carry.on(1.1 + LONGEST_S - 0.01)) == pytest.approx(16 + GAIN * REACH_S * 60, abs=0.01)
    assert carry.on(1.1 + LONGEST_S + 0.01) is None and carry.on(1.0) is None
    carry.found(None, 1.2)
    assert carry.on(1.21) is None
    carry.found(face_at(50), 1.21)
    assert x_of(carry.on(1.25)) == 50, "not from the face before the gap"


def test_every_picture_has_its_own_face_unless_told_otherwise(engine: _Engine) -> None:
    stage = FaceTrack(engine)
    assert [x_of(stage.process(frame(n)).face) for n in range(6)] == pytest.approx([3 * n for n in range(6)])
    assert len(engine.seen) == stage.frames == 6


def test_every_second_picture_costs_nothing_and_is_nearly_right(engine: _Engine) -> None:
    stage = FaceTrack(engine)
    stage.process(frame(0))
    stage.every = 2
    places = [x_of(stage.process(frame(n)).face) for n in range(1, 21)]
    assert len(engine.seen) == 11 and stage.frames == 11
    assert places == pytest.approx([3 * n for n in range(1, 21)], abs=3.1)
    assert places[4:] == pytest.approx([3 * n for n in range(5, 21)], abs=3 * (1 - GAIN) + 0.01)
    stage.every = 1
    stage.process(frame(21))
    stage.process(frame(22))
    assert len(engine.seen) == 13


def test_a_sudden_move_is_looked_at_at_once_and_sets_the_beat_anew(engine: _Engine) -> None:
    stage, noise = FaceTrack(engine), np.random.default_rng(1)

    def picture(number: int, bright: bool) -> VideoFrame:
        image = noise.normal(190 if bright else 90, 4, (300, 300, 3)).astype(np.uint8)
        return replace(frame(number), image=image)

    def looked_at(numbers: range, bright: bool) -> list[int]:
        engine.seen.clear()
        for number in numbers:
            stage.process(picture(number, bright))
        return [round(time_s / PERIOD_S) for time_s in engine.seen]

    stage.process(picture(0, False))
    stage.every = 2
    assert looked_at(range(1, 31), False) == list(range(2, 31, 2)), "noise is no move"
    first = 31  # one that would have been left out
    assert looked_at(range(first, first + 6), True) == [first, first + 2, first + 4]


def test_steady_motion_is_not_sudden(engine: _Engine) -> None:
    stage = FaceTrack(engine)
    stage.every = 2
    ramp = np.tile(np.arange(300, dtype=np.uint8) % 128, (300, 1))
    for number in range(40):
        stage.process(replace(frame(number), image=np.roll(ramp, 4 * number, 1)[..., None].repeat(3, 2)))
    assert stage.frames <= 21


def test_a_lost_face_is_looked_for_in_every_picture(engine: _Engine) -> None:
    stage = FaceTrack(engine)
    stage.every = 2
    engine.blind = True
    assert all(stage.process(frame(n)).face is None for n in range(6))
    assert stage.lost == stage.frames == len(engine.seen) == 6


def test_nothing_is_carried_over_a_break_or_a_reset(engine: _Engine) -> None:
    stage = FaceTrack(engine)
    stage.every = 2
    stage.process(frame(0))
    assert stage.process(replace(frame(1), index=-1)).face is None, "no picture, no face"
    stage.reset()
    stage.process(frame(2))
    assert engine.seen == [2 * PERIOD_S]
    stage.process(frame(30))
    assert len(engine.seen) == 2, "too long ago"
