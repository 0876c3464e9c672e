"""Landmarks are split into pose and shape exactly, and alike for mirror images."""

import numpy as np
import pytest

from models.portrait.landmark import topology
from models.portrait.landmark.pose import angles, fit_head, place, soft_limit, turn


@pytest.mark.parametrize("yaw, pitch, roll", [(0, 0, 0), (0.5, -0.3, 0.2), (-0.9, 0.4, -1.2), (0.2, 0.1, 3.0)])
def test_known_pose_is_recovered(yaw: float, pitch: float, roll: float) -> None:
    rotation = turn(yaw, pitch, roll)
    origin = np.array([310, 205, -40], np.float32)
    head = fit_head((137 * topology.CANONICAL @ rotation.T + origin).astype(np.float32))
    assert head is not None
    assert head.scale == pytest.approx(137, rel=1e-5)
    assert np.abs(head.rotation - rotation).max() < 1e-5
    assert np.abs(head.origin - origin).max() < 1e-2
    assert np.abs(head.shape - topology.CANONICAL).max() < 1e-4
    assert angles(head.rotation) == pytest.approx((yaw, pitch, roll), abs=1e-4)


def _distorted() -> np.ndarray:
    chance = np.random.default_rng(5)
    shape = topology.CANONICAL + chance.normal(0, 0.02, (478, 3))
    return np.asarray(90 * shape @ turn(0.3, -0.2, 0.1).T + [200, 150, 0], np.float32)


def test_rotation_is_a_rotation_for_any_face() -> None:
    head = fit_head(_distorted())
    assert head is not None
    assert np.abs(head.rotation @ head.rotation.T - np.eye(3)).max() < 1e-5
    assert np.linalg.det(head.rotation) == pytest.approx(1, abs=1e-5)
    assert np.abs(place(head) - _distorted()).max() < 1e-3


def test_a_mirrored_face_has_the_mirrored_pose() -> None:
    points = _distorted()
    mirrored = (points * [-1, 1, 1])[topology.MIRROR].astype(np.float32)
    head, twin = fit_head(points), fit_head(mirrored)
    assert head is not None and twin is not None
    yaw, pitch, roll = angles(head.rotation)
    assert angles(twin.rotation) == pytest.approx((-yaw, pitch, -roll), abs=1e-3)
    assert twin.scale == pytest.approx(head.scale, rel=1e-4)


@pytest.mark.parametrize("bad", [np.nan, np.inf, 0.0])
def test_no_head_in_useless_points(bad: float) -> None:
    assert fit_head(np.full((478, 3), bad, np.float32)) is None


def test_soft_limit_keeps_small_values_and_its_limit() -> None:
    values = np.linspace(-3, 3, 601)
    limited = np.array([soft_limit(float(v), 0.5) for v in values])
    small = np.abs(values) <= 0.3
    assert (limited[small] == values[small]).all()
    assert np.abs(limited).max() <= 0.5
    assert (np.diff(limited) >= 0).all()
    assert np.abs(limited + limited[::-1]).max() < 1e-12
