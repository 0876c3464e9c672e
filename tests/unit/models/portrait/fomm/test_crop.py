"""The square around a face."""

import numpy as np
import pytest
from numpy.typing import NDArray

from models.face.landmarks import COUNT
from models.portrait.fomm.crop import CropTracker, Square, cut, inside, wished

WIDTH, HEIGHT = 640, 480


def _face(x: float = 320, y: float = 240, size: float = 100) -> NDArray[np.float32]:
    """Return landmarks spread over a box of this size."""
    points = np.random.RandomState(3).rand(COUNT, 3) - 0.5
    points /= np.ptp(points, axis=0)
    points -= (points.max(0) + points.min(0)) / 2
    return (np.array([x, y, 0]) + size * points).astype(np.float32)


def _in_first(tracker: CropTracker, square: Square, point: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where a pixel of the camera picture lies among the coordinates of the first crop."""
    seen = (point - np.array(square.centre)) / (square.side / 2)
    place = tracker.place(square)
    made: NDArray[np.float64] = place.zoom * seen + np.array([place.x, place.y])
    return made


def test_the_square_holds_the_face_with_room_for_hair() -> None:
    x, y, side = wished(_face())
    assert x == pytest.approx(320) and side == pytest.approx(175)
    assert 240 - 0.1 * side < y < 240


@pytest.mark.parametrize(("x", "y"), [(0, 0), (640, 480), (-100, 200), (320, 240)])
def test_it_stays_inside_the_picture(x: float, y: float) -> None:
    for side in (50.4, 479.0, 900.0, 0.3):
        square = inside(x, y, side, WIDTH, HEIGHT)
        assert square.left >= 0 and square.top >= 0
        assert square.left + square.side <= WIDTH and square.top + square.side <= HEIGHT


def test_cutting_keeps_the_colours() -> None:
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    image[100:300, 200:400] = (10, 200, 90)
    for side in (64, 256):
        made = cut(image, Square(200, 100, 200), side)
        assert made.shape == (side, side, 3) and (made == np.array([10, 200, 90])).all()
    with pytest.raises(ValueError, match="not inside"):
        cut(image, Square(600, 0, 100), 64)


def test_a_trembling_face_does_not_move_the_square() -> None:
    tracker, random = CropTracker(), np.random.RandomState(1)
    squares = {
        tracker.follow(
            _face(320 + 3 * random.randn(), 240 + 3 * random.randn(), 100 + random.randn()), i / 30, WIDTH, HEIGHT
        )
        for i in range(90)
    }
    assert len(squares) == 1


def test_a_face_that_leaves_is_followed_smoothly() -> None:
    tracker = CropTracker()
    squares = [tracker.follow(_face(320 if i < 10 else 460), i / 30, WIDTH, HEIGHT) for i in range(90)]
    steps = [b.left - a.left for a, b in zip(squares, squares[1:], strict=False)]
    assert max(steps) < 25 and min(steps) >= 0
    assert abs(squares[-1].centre[0] - 460) < 0.1 * squares[-1].side


def test_a_new_face_after_a_gap_is_looked_at_at_once() -> None:
    tracker = CropTracker()
    tracker.follow(_face(), 0.0, WIDTH, HEIGHT)
    assert abs(tracker.follow(_face(500), 5.0, WIDTH, HEIGHT).centre[0] - 500) <= 1


def test_following_moves_no_keypoint() -> None:
    """However the square follows, the same camera pixel keeps its coordinates (scale lock off)."""
    tracker = CropTracker(scale_lock=False)
    point, seen = np.array([400.0, 200.0]), []
    for i in range(60):
        square = tracker.follow(_face(300 + 4 * i, 240, 100 + i), i / 30, WIDTH, HEIGHT)
        seen.append(_in_first(tracker, square, point))
    assert np.abs(np.array(seen) - seen[0]).max() < 1e-6


def test_the_scale_lock_keeps_the_face_at_its_size() -> None:
    """Leaning forward moves no point of the face away from its middle; without the lock it does."""
    spans = {}
    for lock in (True, False):
        tracker, size = CropTracker(lock), 100.0
        for i in range(90):
            size = 100 + min(i, 30)
            square = tracker.follow(_face(320, 240, size), i / 30, WIDTH, HEIGHT)
            if i == 0:
                tracker.calibrate()
        ends = [_in_first(tracker, square, np.array([320 + side * size / 2, 240.0])) for side in (-1, 1)]
        spans[lock] = (ends[1] - ends[0])[0] / (100 / (wished(_face())[2] / 2))
    assert spans[True] == pytest.approx(1.0, abs=0.02)
    assert spans[False] == pytest.approx(1.3, abs=0.02)


def test_the_lock_lets_the_head_travel() -> None:
    tracker = CropTracker()
    tracker.follow(_face(320), 0.0, WIDTH, HEIGHT)
    square = tracker.follow(_face(350), 0.03, WIDTH, HEIGHT)
    middle = _in_first(tracker, square, np.array([350.0, 240.0]))
    assert middle[0] == pytest.approx((350 - 320) / (175 / 2), abs=0.02)


def test_reset_starts_anew() -> None:
    tracker = CropTracker()
    tracker.follow(_face(), 0.0, WIDTH, HEIGHT)
    tracker.reset()
    square = tracker.follow(_face(500, 200, 60), 0.1, WIDTH, HEIGHT)
    place = tracker.place(square)
    assert place.zoom == pytest.approx(1.0) and abs(place.x) < 0.02
