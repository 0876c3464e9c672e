"""Distances of faces against faces that differ in one known way only."""

import math
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from models.engines import create_face_engine
from models.evaluate import faces
from models.face.landmarks import LIPS, RIGID
from models.portrait.landmark.pose import Head, fit_head, place, turn
from models.portrait.landmark.topology import CANONICAL
from tests.support.faces import grace_hopper, moved

Floats = NDArray[np.float32]


@cache
def _landmarks() -> Floats:
    return create_face_engine().find(grace_hopper())[0].landmarks


def _head(shape: Floats, yaw: float = 0.0, pitch: float = 0.0, roll: float = 0.0, scale: float = 80.0) -> Head:
    """A head of known shape and pose (radians), fitted anew to its landmarks."""
    made = Head(scale, turn(yaw, pitch, roll), np.array([120, 110, 0], np.float32), shape, 0.0)
    fitted = fit_head(place(made))
    assert fitted is not None
    return fitted


def _smiling(amount: float) -> Floats:
    """The mean head with its lips moved outwards and up, in distances of the outer eye corners."""
    shape = CANONICAL.copy()
    shape[LIPS, 0] *= 1 + amount
    shape[LIPS, 1] -= amount / 2
    return shape


@pytest.mark.parametrize("angle_deg", [0.0, 4.0, 30.0])
def test_pose_is_compared_as_change_since_rest(angle_deg: float) -> None:
    angle = math.radians(angle_deg)
    rest, other_rest = _head(CANONICAL), _head(CANONICAL, roll=0.0, yaw=0.4, scale=50)
    turned = _head(CANONICAL, yaw=angle)
    assert faces.pose_distance_deg(turned, rest, rest, rest) == pytest.approx(angle_deg, abs=0.05)
    # the other person starts with a turned head and turns as far: no distance
    same = _head(CANONICAL, yaw=0.4 + angle, scale=50)
    assert faces.pose_distance_deg(turned, rest, same, other_rest) == pytest.approx(0, abs=0.1)


def test_expression_is_change_since_rest_whatever_the_pose_and_size() -> None:
    rest, smile = _head(CANONICAL), _head(_smiling(0.2), yaw=0.3, pitch=-0.2, roll=0.1, scale=50)
    same = _head(_smiling(0.2), scale=100)
    assert faces.expression_distance_pct(smile, rest, same, rest) == pytest.approx(0, abs=0.01)
    still = faces.expression_distance_pct(smile, rest, rest, rest)
    half = faces.expression_distance_pct(smile, rest, _head(_smiling(0.1)), rest)
    assert still > 1 and half == pytest.approx(still / 2, rel=0.02)
    # a person whose mouth is wide at rest, unmoved: as far from the smile as one who does not smile
    wide = _head(_smiling(0.2))
    assert faces.expression_distance_pct(smile, rest, wide, wide) == pytest.approx(still, rel=0.02)


def test_the_build_of_a_face_does_not_depend_on_its_lips_or_pose() -> None:
    rest = _head(CANONICAL)
    assert faces.identity_shape_pct(rest, _head(_smiling(0.3), yaw=0.4, scale=33)) == pytest.approx(0, abs=0.01)
    bumpy = CANONICAL.copy()
    bumpy[RIGID[::2], 0] += 0.05
    bumpy[RIGID[1::2], 0] -= 0.05
    assert faces.identity_shape_pct(rest, _head(bumpy)) == pytest.approx(5, rel=0.2)


def test_the_same_face_looks_the_same_moved_and_dimmed() -> None:
    image, points = grace_hopper(), _landmarks()
    assert faces.identity_look(image, points, image, points) == pytest.approx(0, abs=1e-9)
    other = (moved(image, 12, -7, 9, 0.8) * 0.7 + 20).astype(np.uint8)
    found = create_face_engine().find(other)[0].landmarks
    assert faces.identity_look(image, points, other, found) < 0.03
    mirrored = np.ascontiguousarray(image[:, ::-1])
    turned = create_face_engine().find(mirrored)[0].landmarks
    assert faces.identity_look(image, points, mirrored, turned) > 0.1  # light from the other side
    flat = np.full_like(image, 90)
    assert math.isnan(faces.identity_look(image, points, flat, points))
    noise = np.random.default_rng(0).integers(0, 256, image.shape, np.uint8)
    assert faces.identity_look(image, points, noise, points) == pytest.approx(1, abs=0.35)


def test_jitter_is_none_of_a_still_and_of_even_motion() -> None:
    still = np.tile(_landmarks()[None, :68, :2], (10, 1, 1))
    assert faces.jitter_px(still) == 0
    gliding = still + np.arange(10, dtype=np.float32)[:, None, None] * np.array([1.5, -0.5], np.float32)
    assert faces.jitter_px(gliding) == pytest.approx(0, abs=1e-4)
    shaking = still + np.float32(0.5) * np.array([1, -1] * 5, np.float32)[:, None, None] * np.array([1, 0], np.float32)
    assert faces.jitter_px(shaking) == pytest.approx(2)  # 0.5 - 2 (-0.5) + 0.5
    shaking[4] = np.nan  # a frame without a face
    assert faces.jitter_px(shaking) == pytest.approx(2)
    assert math.isnan(faces.jitter_px(still[:2]))
