"""The dead band against trembling landmarks."""

from dataclasses import replace

import numpy as np

from models.portrait.landmark import topology
from models.portrait.landmark.motion import Pose, still_pose
from models.portrait.landmark.pose import Head, place, turn
from models.portrait.landmark.steady import Steady


def _pose(noise: float = 0.0, yaw: float = 0.0, x: float = 0.0, seed: int = 0) -> Pose:
    chance = np.random.default_rng(seed)
    shape = topology.CANONICAL + chance.normal(0, noise, (478, 3))
    origin = np.array([256 + x, 200, 0], np.float32)
    head = Head(100.0, turn(yaw, 0, 0), origin, shape.astype(np.float32), 0.0)
    return replace(still_pose(head), points=place(head))


def test_trembling_is_calmed() -> None:
    steady = Steady(190)
    raw = [_pose(0.0006, yaw=1e-4 * (seed % 3), x=0.05 * (seed % 2), seed=seed) for seed in range(40)]
    calm = np.array([steady(pose).points for pose in raw])
    before = np.diff(np.array([pose.points for pose in raw]), 2, axis=0)
    assert np.diff(calm, 2, axis=0).std() < 0.4 * before.std()


def test_motion_is_followed_within_the_band() -> None:
    steady = Steady(190)
    for k in range(60):
        wanted = _pose(yaw=0.005 * k, x=0.8 * k)
        got = steady(wanted)
    assert np.linalg.norm(got.points - wanted.points, axis=1).max() < 1.0
    assert np.abs(got.head.rotation @ got.head.rotation.T - np.eye(3)).max() < 1e-4
