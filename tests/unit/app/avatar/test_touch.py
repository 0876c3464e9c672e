"""The brush: strokes add and take away where they were drawn, can be undone, and follow the frame."""

import numpy as np
import pytest

from app.avatar.framing import Frame
from app.avatar.touch import (
    Stroke,
    along,
    apply_touch,
    from_frame,
    is_touched,
    new_touch,
    paint,
    to_frame,
)
from models.retouch import UNTOUCHED


def test_a_stroke_changes_what_lies_under_it_and_nothing_else() -> None:
    touch = new_touch(200, 100)
    paint(touch, Stroke(((40.0, 50.0), (120.0, 50.0)), 10, add=True, softness=0.0))
    paint(touch, Stroke(((160.0, 50.0),), 8, add=False, softness=0.0))
    assert touch[50, 40] == touch[50, 80] == touch[58, 120] == 255
    assert touch[50, 160] == 0
    assert touch[65, 80] == touch[50, 140] == touch[50, 20] == UNTOUCHED
    alpha = np.full((100, 200), 0.5, np.float32)
    result = apply_touch(alpha, touch)
    assert (result[50, 80], result[50, 160]) == (1.0, 0.0)
    assert result[65, 80] == 0.5


def test_a_soft_brush_fades_and_never_weakens_an_older_stroke() -> None:
    touch = new_touch(100, 100)
    stroke = Stroke(((50.0, 50.0),), 30, add=True, softness=1.0)
    paint(touch, stroke)
    row = touch[50, 50:85].astype(int)
    assert row[0] > 240
    assert UNTOUCHED < row[15] < 240
    assert row[33] == UNTOUCHED
    assert (np.diff(row) <= 0).all()
    before = touch.copy()
    paint(touch, Stroke(((62.0, 50.0),), 30, add=True, softness=1.0))
    assert (touch >= before).all()


def test_strokes_are_taken_back_and_done_again_exactly() -> None:
    touch = new_touch(120, 90)
    states, patches = [touch.copy()], []
    for number in range(4):
        stroke = Stroke(((10.0 + 20 * number, 30.0), (60.0, 80.0)), 9, add=number % 2 == 0)
        patches.append(paint(touch, stroke))
        states.append(touch.copy())
    for number in range(4, 0, -1):
        patch = patches[number - 1]
        assert patch is not None
        patch.undo(touch)
        np.testing.assert_array_equal(touch, states[number - 1])
    for number, patch in enumerate(patches):
        assert patch is not None
        patch.redo(touch)
        np.testing.assert_array_equal(touch, states[number + 1])


def test_strokes_beside_the_photo_change_nothing() -> None:
    touch = new_touch(50, 50)
    assert paint(touch, Stroke(((500.0, -80.0),), 10, add=True)) is None
    assert not is_touched(touch)


@pytest.mark.parametrize("angle_deg", [0.0, 25.0])
def test_corrections_follow_the_frame_and_come_back(angle_deg: float) -> None:
    frame = Frame(150, 120, 160, 120, angle_deg)
    touch = new_touch(300, 240)
    paint(touch, Stroke(((150.0, 120.0), (170.0, 130.0)), 20, add=True, softness=0.0))
    framed = to_frame(touch, frame)
    assert framed.shape == (120, 160)
    assert framed[60, 80] == 255
    back = from_frame(framed, frame, (300, 240))
    assert float(np.abs(back.astype(int) - touch).mean()) < 1.0
    twice = to_frame(touch, frame, (80, 60))
    assert twice.shape == (60, 80)
    assert twice[30, 40] == 255


def test_a_path_loses_only_points_that_say_nothing() -> None:
    path = along([(0.0, 0.0), (0.5, 0.0), (3.0, 0.0), (3.2, 0.1)], 2.0)
    assert path == ((0.0, 0.0), (3.0, 0.0), (3.2, 0.1))
