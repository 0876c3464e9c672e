"""Portrait: what leaves is always the portrait, never the camera."""

from dataclasses import replace

import numpy as np
import pytest

from app.media import VideoFrame
from app.stages.picture.portrait import Portrait
from models.engines import Driving, Motion
from tests.support.flow import ColourEngine, face, frame

RED, GREEN, BLUE = [255, 0, 0], [0, 255, 0], [0, 0, 255]


def _colour(item: VideoFrame) -> list[int]:
    assert (item.image == item.image[0, 0]).all()
    return [int(value) for value in item.image[0, 0]]


def test_a_face_animates_and_no_face_rests() -> None:
    stage = Portrait(ColourEngine())
    moved = stage.process(replace(frame(7), face=face()))
    assert _colour(moved) == RED
    assert (moved.time_s, moved.index) == (frame(7).time_s, 7)
    assert _colour(stage.process(frame(8))) == GREEN


@pytest.mark.expect_log("could not be rendered")
def test_a_frame_that_cannot_be_rendered_shows_the_still_portrait() -> None:
    stage = Portrait(ColourEngine(broken=True))
    assert _colour(stage.process(replace(frame(1), face=face()))) == BLUE
    assert stage.failures == 1


def test_engines_are_swapped_between_frames_and_told_of_motion_and_calibration() -> None:
    first, second = ColourEngine(), ColourEngine((64, 48))
    stage = Portrait(first)
    stage.swap(second)
    stage.set_motion(Motion(strength=0.5))
    stage.calibrate()
    assert stage.process(frame(1)).image.shape == (48, 64, 3)
    assert second.motion.strength == 0.5
    assert second.neutrals == [None]
    driving = Driving(np.zeros((2, 2, 3), np.uint8), face(), 0.0)
    stage.calibrate(driving)
    assert second.neutrals == [None, driving]


def test_a_new_source_means_a_new_neutral_face() -> None:
    engine = ColourEngine()
    stage = Portrait(engine)
    stage.reset()
    stage.process(frame(1))
    assert engine.neutrals == [None]
