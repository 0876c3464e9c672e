"""Veil: what the camera or a stage does wrong ends in a still picture."""

import math
from dataclasses import replace

import numpy as np
import pytest

from app.flow import Stage
from app.media import VideoFrame, now
from app.stages.picture.veil import Veil
from tests.support.flow import Applying, frame

STILL = np.full((24, 32, 3), 77, np.uint8)


def _fresh(index: int = 0) -> VideoFrame:
    return frame(index, time_s=now())


def _red(item: VideoFrame) -> VideoFrame:
    return replace(item, image=np.full((24, 32, 3), (255, 0, 0), np.uint8))


def test_what_the_stages_make_passes() -> None:
    item = _fresh(3)
    made = Veil([Applying(_red)], STILL).process(item)
    assert made.image[0, 0].tolist() == [255, 0, 0]
    assert (made.index, made.time_s) == (3, item.time_s)


@pytest.mark.expect_log("the still portrait is shown")
def test_a_stage_that_fails_shows_the_still_picture_until_it_works_again() -> None:
    def fail_on_one(item: VideoFrame) -> VideoFrame:
        if item.index == 1:
            raise RuntimeError("the GPU is lost")
        return _red(item)

    veil = Veil([Applying(fail_on_one)], STILL)
    shown = [int(veil.process(_fresh(index)).image[0, 0, 0]) for index in (0, 1, 2)]
    assert shown == [255, 77, 255]
    assert veil.failures == 1 and veil.error is None
    veil.process(_fresh(1))
    assert isinstance(veil.error, RuntimeError)


def test_drawn_it_shows_the_still_picture_whatever_comes() -> None:
    veil = Veil([Applying(_red)], STILL)
    veil.drawn = True
    made = veil.process(_fresh(5))
    assert np.array_equal(made.image, STILL) and made.face is None and made.alpha is None and made.index == 5


@pytest.mark.parametrize(
    "image",
    [
        None,
        np.zeros((24, 32), np.uint8),
        np.zeros((24, 32, 4), np.uint8),
        np.zeros((24, 32, 3), np.float32),
        np.zeros((0, 32, 3), np.uint8),
        np.zeros((2, 2, 3), np.uint8),
    ],
)
def test_a_picture_that_is_none_reaches_the_stages_as_black(image: object) -> None:
    seen: list[VideoFrame] = []

    def keep(item: VideoFrame) -> VideoFrame:
        seen.append(item)
        return item

    Veil([Applying(keep)], STILL).process(VideoFrame(image, now(), 0))  # type: ignore[arg-type]
    assert seen[0].image.shape == (480, 640, 3) and seen[0].image.max() == 0


@pytest.mark.parametrize("shift_s", [3600.0, -3600.0, math.nan, math.inf])
def test_a_time_that_cannot_be_is_now(shift_s: float) -> None:
    item = replace(_fresh(), time_s=now() + shift_s)
    assert abs(Veil([], STILL).process(item).time_s - now()) < 1.0


@pytest.mark.expect_log("the still portrait is shown")
def test_a_stage_that_cannot_be_reset_ends_nothing() -> None:
    class Stubborn(Applying):
        def reset(self) -> None:
            raise RuntimeError("no")

    last = Applying(_red)
    stages: list[Stage[VideoFrame]] = [Stubborn(_red), last]
    Veil(stages, STILL).reset()
    assert last.resets == 1
