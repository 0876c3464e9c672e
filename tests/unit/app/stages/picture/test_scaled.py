"""Scaled: a smaller drawing leaves in the same size, with the same calibration, and never breaks a pose."""

import time

import numpy as np
import pytest

from app.media import Face
from app.stages.picture.scaled import Scaled
from models.engines import Driving, Motion, PortraitEngine, Rendered
from models.errors import FaceNotFound

FACE = Face(np.zeros((478, 3), np.float32), 0.9, (0.0, 0.0, 1.0, 0.0))
DRIVING = Driving(np.zeros((8, 8, 3), np.uint8), FACE, 0.0)


class _Plain:
    """Draws its name in one colour."""

    def __init__(self, size: tuple[int, int], colour: int = 200) -> None:
        self.size, self.colour, self.motion = size, colour, Motion()
        self.neutrals = 0

    def set_portrait(self, portrait: np.ndarray, size: tuple[int, int] | None = None) -> None:
        self.size = size or self.size

    def set_neutral(self, driving: Driving | None) -> None:
        self.neutrals += 1

    def animate(self, driving: Driving) -> Rendered:
        return self.still()

    def rest(self, time_s: float) -> Rendered:
        return self.still()

    def still(self) -> Rendered:
        wide, tall = self.size
        return Rendered(np.full((tall, wide, 3), self.colour, np.uint8), np.full((tall, wide), 255, np.uint8))


class _Engine(_Plain):
    """The same, and can be made smaller; then it is dark."""

    fails = False

    def smaller(self, share: float) -> PortraitEngine:
        if self.fails:
            raise FaceNotFound("too small")
        return _Plain((round(self.size[0] * share), round(self.size[1] * share)), colour=50)


def colour(rendered: Rendered, size: tuple[int, int]) -> int:
    assert rendered.image.shape == (size[1], size[0], 3) and rendered.alpha.shape == (size[1], size[0])
    assert rendered.image.dtype == rendered.alpha.dtype == np.uint8
    return int(rendered.image[0, 0, 0])


def test_a_small_drawing_leaves_in_full_size_and_back() -> None:
    scaled = Scaled(_Engine((1280, 720)))
    size = scaled.size
    assert size == (1280, 720) and colour(scaled.animate(DRIVING), size) == 200
    scaled.use_small(True)
    assert scaled.close(5.0) == []
    assert colour(scaled.rest(0.0), size) == 200, "without a face the engine that holds the pose goes on"
    assert colour(scaled.animate(DRIVING), size) == 50 and scaled.is_small
    assert colour(scaled.rest(0.0), size) == 50 and colour(scaled.still(), size) == 200
    scaled.use_small(False)
    assert colour(scaled.animate(DRIVING), size) == 200 and not scaled.is_small


def test_motion_and_calibration_reach_the_engine_at_work() -> None:
    full = _Engine((640, 480))
    scaled = Scaled(full)
    scaled.use_small(True)
    scaled.close(5.0)
    scaled.motion = Motion(strength=0.5)
    scaled.animate(DRIVING)
    scaled.set_neutral(None)
    assert full.motion.strength == scaled.motion.strength == 0.5 and full.neutrals == 0


@pytest.mark.parametrize("engine", [_Plain((1280, 720)), _Engine((320, 240))])
def test_what_would_gain_nothing_is_not_done(engine: _Plain) -> None:
    scaled = Scaled(engine)
    assert not scaled.can_be_small
    scaled.use_small(True)
    assert scaled.close(1.0) == [] and colour(scaled.animate(DRIVING), engine.size) == 200


def test_a_portrait_that_cannot_be_smaller_stays_as_it_is() -> None:
    engine = _Engine((1280, 720))
    engine.fails = True
    scaled = Scaled(engine)
    scaled.use_small(True)
    scaled.close(5.0)
    assert colour(scaled.animate(DRIVING), (1280, 720)) == 200


def test_another_portrait_is_drawn_in_full_size_first() -> None:
    scaled = Scaled(_Engine((1280, 720)))
    scaled.use_small(True)
    scaled.close(5.0)
    scaled.animate(DRIVING)
    scaled.set_portrait(np.zeros((8, 8, 3), np.uint8), (800, 600))
    assert scaled.size == (800, 600) and not scaled.is_small


def test_the_preparation_stops_nobody() -> None:
    class Slow(_Engine):
        def smaller(self, share: float) -> PortraitEngine:
            time.sleep(0.3)
            return super().smaller(share)

    scaled = Scaled(Slow((1280, 720)))
    begin_s = time.monotonic()
    scaled.use_small(True)
    assert colour(scaled.animate(DRIVING), (1280, 720)) == 200
    assert time.monotonic() - begin_s < 0.2 and scaled.close(0.0) == ["smaller-portrait"]
    assert scaled.close(5.0) == []
