"""CrossFade: no jump and no black between two looks."""

import numpy as np
import pytest

from app.media import VideoFrame
from app.stages.picture.cross_fade import CrossFade, Look


class _Scene:
    """Pictures of one grey at 30 a second, through the stage."""

    def __init__(self) -> None:
        self.look: Look = (object(), object())
        self.stage = CrossFade(lambda: self.look, 0.12)
        self.number = 0

    def show(self, grey: int, size: tuple[int, int] = (64, 48)) -> VideoFrame:
        image = np.full((size[1], size[0], 3), grey, np.uint8)
        self.number += 1
        return self.stage.process(VideoFrame(image, 10.0 + self.number / 30, self.number))


def test_another_look_comes_in_steps_within_the_time() -> None:
    scene = _Scene()
    before = scene.show(200)
    assert (before.image == 200).all()
    scene.look = (object(), scene.look[1])
    greys = [int(scene.show(80).image[0, 0, 0]) for _ in range(5)]
    assert greys == pytest.approx([167, 133, 100, 80, 80], abs=1)
    assert scene.show(10).image[0, 0, 0] == 10, "the same look is never faded"


def test_a_change_within_a_change_goes_on_from_what_is_seen() -> None:
    scene = _Scene()
    scene.show(200)
    scene.look = (object(),)
    seen = int(scene.show(100).image[0, 0, 0])
    scene.look = (object(),)
    assert int(scene.show(0).image[0, 0, 0]) == pytest.approx(seen * (1 - 1 / 3.6), abs=1)


def test_another_size_is_covered_without_black_edges() -> None:
    scene = _Scene()
    scene.show(200, (40, 60))
    scene.look = (object(),)
    made = scene.show(200, (80, 44))
    assert made.image.shape == (44, 80, 3)
    assert made.image.min() == 200
    assert made.image.dtype == np.uint8 and made.image.flags["C_CONTIGUOUS"]


def test_the_first_picture_is_not_faded_a_late_one_is() -> None:
    scene = _Scene()
    scene.look = (object(),)
    assert (scene.show(50).image == 50).all()
    scene.look = (object(),)
    scene.number += 30  # the engine took a second for its first picture
    assert int(scene.show(250).image[0, 0, 0]) == pytest.approx(110, abs=1)
    scene.stage.reset()
    assert (scene.show(60).image == 60).all()
