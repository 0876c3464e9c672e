"""The frame: automatic ones are upright, hold the head and never leave the photo; cutting shows what it holds."""

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.avatar.framing import Frame, auto_frame, cut, fit, whole
from app.avatar.measures import face_extent, head_angles_deg
from models.engines import FaceEngine, create_face_engine
from tests.support.faces import grace_hopper, moved

Image = NDArray[np.uint8]


@cache
def _engine() -> FaceEngine:
    return create_face_engine()


def _scene(angle_deg: float) -> Image:
    """Put the portrait, leaning, into a wide photo, (1000, 1600, 3)."""
    scene = np.full((1000, 1600, 3), (90, 100, 110), np.uint8)
    scene[200:800, 900:1412] = grace_hopper()
    return moved(scene, angle_deg=angle_deg) if angle_deg else scene


def _lies_inside(frame: Frame, photo: tuple[int, int]) -> bool:
    corners = frame.corners
    return bool((corners >= -0.01).all() and (corners <= np.array(photo) + 0.01).all())


@pytest.mark.parametrize("angle_deg", [0.0, 17.0, -30.0])
def test_the_automatic_frame_levels_the_eyes_and_keeps_the_head(angle_deg: float) -> None:
    photo = _scene(angle_deg)
    face = _engine().find(photo)[0]
    frame = auto_frame((1600, 1000), face)
    assert _lies_inside(frame, (1600, 1000))
    picture = cut(photo, frame)
    upright = _engine().find(picture)[0]
    assert abs(head_angles_deg(upright)[2]) < 3.5
    x, y, side = face_extent(upright)
    height, width = picture.shape[:2]
    assert side == pytest.approx(face_extent(face)[2], rel=0.12), "the photo's own resolution is kept"
    assert y - 0.75 * side > 0
    assert y + 0.9 * side < height
    assert x - 0.6 * side > 0
    assert x + 0.6 * side < width


def test_a_photo_that_is_little_larger_stays_as_it_is() -> None:
    face = _engine().find(grace_hopper())[0]
    frame = auto_frame((512, 600), face)
    assert frame == whole(512, 600)
    np.testing.assert_array_equal(cut(grace_hopper(), frame), grace_hopper())


@pytest.mark.parametrize("angle_deg", [0.0, 20.0, 44.0, 80.0])
def test_whatever_is_wanted_lies_on_the_photo_afterwards(angle_deg: float) -> None:
    for wanted in (Frame(-50, 2000, 900, 700, angle_deg), Frame(400, 300, 5000, 200, -angle_deg)):
        frame = fit(wanted, (800, 600))
        assert _lies_inside(frame, (800, 600))
        assert frame.width / frame.height == pytest.approx(wanted.width / wanted.height)
        assert abs(frame.angle_deg) <= 45


def test_a_turned_cut_shows_what_the_corners_enclose() -> None:
    photo = np.zeros((600, 800, 3), np.uint8)
    frame = Frame(420, 290, 300, 200, 25.0)
    cv2.fillConvexPoly(photo, np.rint(frame.corners).astype(np.int32), (200, 150, 100))
    picture = cut(photo, frame)
    assert picture.shape == (200, 300, 3)
    inner = picture[4:-4, 4:-4]
    assert np.abs(inner.astype(int) - (200, 150, 100)).max() <= 2
    small = cut(photo, replace(frame, angle_deg=25.0), longest_px=150)
    assert small.shape == (100, 150, 3)
