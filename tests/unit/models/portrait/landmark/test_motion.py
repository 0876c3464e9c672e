"""How the user's motion arrives on the portrait's landmarks."""

import math
from dataclasses import replace

import numpy as np
import pytest

from models.engines import Motion
from models.portrait.landmark import topology
from models.portrait.landmark.eyelids import gaze, openness
from models.portrait.landmark.lips import gaps
from models.portrait.landmark.motion import Pose, Stage, blend, still_pose, transfer
from models.portrait.landmark.neutral import Neutral, unrest
from models.portrait.landmark.pose import Head, angles, place, turn

SHAPE = topology.CANONICAL.astype(np.float32)


def _head(shape: np.ndarray = SHAPE, scale: float = 100.0, **pose: float) -> Head:
    rotation = turn(pose.get("yaw", 0), pose.get("pitch", 0), pose.get("roll", 0))
    origin = np.array([pose.get("x", 0), pose.get("y", 0), 0], np.float32)
    return Head(scale, rotation, origin, shape.astype(np.float32), 0.0)


PORTRAIT = replace(_head(scale=120, yaw=0.1, pitch=-0.05), origin=np.array([256, 200, 0], np.float32))
STAGE = Stage(PORTRAIT, 230.0, (120, 120, 120, 120))


def _moved(driver: Head, motion: Motion = Motion(), neutral: Head | None = None) -> Pose:  # noqa: B008 - frozen
    return transfer(STAGE, driver, neutral or _head(), motion)


def _shut_eyes() -> np.ndarray:
    shape = SHAPE.copy()
    for eye in topology.EYES:
        shape[eye.upper] = shape[eye.lower] + [0, -0.005, 0]
    return shape


def _open_mouth(gap: float) -> np.ndarray:
    shape = SHAPE.copy()
    low = np.concatenate([topology.MOUTH_LOWER, topology.LOWER_RINGS.ravel(), topology.LOWER_NEIGHBOURS])
    shape[low, 1] += gap
    shape[152, 1] += gap
    return shape


def test_the_neutral_face_leaves_the_portrait_alone() -> None:
    assert np.abs(_moved(_head()).points - place(PORTRAIT)).max() < 0.02


@pytest.mark.parametrize("mode", ["relative", "absolute"])
def test_strength_0_is_still(mode: str) -> None:
    driver = _head(_open_mouth(0.3), 130, yaw=0.4, pitch=0.2, roll=-0.3, x=40, y=-20)
    pose = _moved(driver, Motion(mode=mode, strength=0.0))  # type: ignore[arg-type]
    assert np.abs(pose.points - place(PORTRAIT)).max() < 0.02


def test_small_turns_are_copied_and_large_ones_limited() -> None:
    yaw, pitch, roll = angles(_moved(_head(yaw=0.15, pitch=0.1, roll=0.1)).head.rotation @ PORTRAIT.rotation.T)
    assert (yaw, pitch, roll) == pytest.approx((0.15, 0.1, 0.1), abs=1e-3)
    far = _moved(_head(yaw=-1.2, pitch=0.9))
    yaw, pitch, _ = angles(far.head.rotation @ PORTRAIT.rotation.T)
    assert math.radians(20) < -yaw < math.radians(25.5)
    assert math.radians(15) < pitch < math.radians(18.5)


def test_the_head_stays_in_the_picture() -> None:
    pose = _moved(_head(x=5000, y=-5000))
    moved = pose.head.origin - PORTRAIT.origin
    assert 0 < moved[0] <= 120 and -120 <= moved[1] < 0
    assert np.linalg.norm(pose.shift) <= 0.22 * 230 + 1e-3


@pytest.mark.parametrize("mode", ["relative", "absolute"])
@pytest.mark.parametrize("distance", [0.6, 1.0, 1.5])
def test_a_kept_size_is_the_portraits_own_however_near_the_user_comes(mode: str, distance: float) -> None:
    driver = _head(_open_mouth(0.2), 100 * distance, yaw=0.2, x=20)
    free, kept = (_moved(driver, Motion(mode=mode, keep_size=keep)) for keep in (False, True))  # type: ignore[arg-type]
    assert kept.head.scale == PORTRAIT.scale
    assert free.head.scale / PORTRAIT.scale == pytest.approx(min(distance, 1.4), abs=0.08)
    assert angles(kept.head.rotation) == angles(free.head.rotation), "all else moves as before"
    np.testing.assert_array_equal(kept.head.shape, free.head.shape)
    np.testing.assert_array_equal(kept.head.origin, free.head.origin)


def test_eyes_close_and_open() -> None:
    shut = _moved(_head(_shut_eyes()))
    assert all(openness(shut.head.shape, eye) < 0.05 for eye in topology.EYES)
    assert all(lid.closure > 0.95 for lid in shut.lids)
    half = _moved(_head(_shut_eyes()), Motion(eyes=0.5))
    assert all(0.1 < openness(half.head.shape, eye) < openness(SHAPE, eye) for eye in topology.EYES)


def test_the_mouth_opens_as_far_as_the_drivers() -> None:
    pose = _moved(_head(_open_mouth(0.25)))
    assert gaps(pose.head.shape)[4] == pytest.approx(0.25 + gaps(SHAPE)[4], abs=0.02)
    lips = np.linalg.norm(pose.head.shape[17] - pose.head.shape[14])
    assert lips > 0.55 * np.linalg.norm(SHAPE[17] - SHAPE[14])


@pytest.mark.parametrize("direction", [-1, 1])
def test_gaze_follows(direction: int) -> None:
    shape = SHAPE.copy()
    for eye in topology.EYES:
        shape[eye.iris, 0] += direction * 0.04
    pose = _moved(_head(shape))
    for lid, eye in zip(pose.lids, topology.EYES, strict=True):
        expected = gaze(shape, eye) - gaze(SHAPE, eye)
        assert lid.gaze[0] == pytest.approx(expected[0], abs=1e-3)
        assert direction * lid.gaze[0] > 0.05


def test_absolute_motion_copies_the_pose() -> None:
    pose = _moved(_head(yaw=-0.1, roll=0.2), Motion(mode="absolute"))
    assert angles(pose.head.rotation) == pytest.approx((-0.1, 0, 0.2), abs=0.02)


@pytest.mark.parametrize("amount", [1e-3, 1.0, 30.0])
def test_any_face_gives_finite_landmarks(amount: float) -> None:
    chance = np.random.default_rng(3)
    driver = _head((SHAPE + chance.normal(0, amount, SHAPE.shape)).astype(np.float32), 1e4, yaw=3, pitch=1.5, x=1e6)
    pose = _moved(driver)
    assert np.isfinite(pose.points).all()
    assert np.abs(pose.points).max() < 5000


def test_blend_runs_from_one_pose_to_the_other() -> None:
    start, end = still_pose(PORTRAIT), _moved(_head(_open_mouth(0.2), yaw=0.2, x=20))
    assert blend(start, end, 0.0) is start
    assert blend(start, end, 1.0) is end
    middle = blend(start, end, 0.5).points
    assert np.abs(middle - (start.points + end.points) / 2).max() < 3


def test_the_neutral_face_is_the_best_of_two_seconds() -> None:
    """Tilted with the mouth open, then at rest, then blinking: the second counts, from the start."""
    heads = [_head(_open_mouth(0.2), pitch=0.2), _head(), _head(_shut_eyes())]
    assert unrest(heads[1]) < min(unrest(heads[0]), unrest(heads[2]))
    neutral = Neutral()
    assert neutral.update(heads[0], 0.0) is heads[0]
    for k in range(30):
        found = neutral.update(heads[1] if k == 3 else heads[0], 0.04 * (k + 1))
    assert np.abs(found.shape - heads[1].shape).max() < 0.01
    before = neutral.settled
    assert neutral.update(heads[0], 2.1) is heads[1]
    assert (before, neutral.settled) == (False, True)
    assert neutral.update(_head(roll=0.1), 9.0) is heads[1]
    neutral.choose_again()
    assert not neutral.settled


def test_a_wink_stays_a_wink_and_a_far_eye_follows_the_near_one() -> None:
    wink = SHAPE.copy()
    left = topology.EYES[0]
    wink[left.upper] = wink[left.lower]
    first, second = (lid.closure for lid in _moved(_head(wink)).lids)
    assert first > 0.95 and second < 0.05
    near, far = 0.6, -0.6  # radians; the image-left eye is the near one when the face looks to the right
    assert all(lid.closure > 0.9 for lid in _moved(_head(wink, yaw=-near)).lids)
    assert all(lid.closure < 0.1 for lid in _moved(_head(wink, yaw=-far)).lids)
