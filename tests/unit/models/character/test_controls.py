"""Each control moves what it is named after, by the measures the engine itself uses."""

import dataclasses

import numpy as np
import pytest

from models.character.controls import Controls, landmarks
from models.portrait.landmark.eyelids import gaze, openness
from models.portrait.landmark.lips import gaps
from models.portrait.landmark.pose import Head, angles, fit_head
from models.portrait.landmark.topology import EYES, MOUTH_CORNERS


def _head(**values: float) -> Head:
    head = fit_head(landmarks(Controls(**values), 100.0, (256.0, 200.0)))
    assert head is not None
    return head


def _mouth_width(head: Head) -> float:
    left, right = head.shape[MOUTH_CORNERS]
    return float(np.linalg.norm(left - right))


def test_a_calm_face_is_symmetric_and_shut() -> None:
    head = _head()
    assert np.abs(angles(head.rotation)).max() < 1e-3
    assert np.abs(gaps(head.shape)).max() < 0.01
    assert openness(head.shape, EYES[0]) == pytest.approx(openness(head.shape, EYES[1]), abs=1e-3)


@pytest.mark.parametrize(("name", "index"), [("yaw", 0), ("pitch", 1), ("roll", 2)])
def test_angles_arrive_in_degrees(name: str, index: int) -> None:
    for value in (-15.0, 8.0):
        found = np.degrees(angles(_head(**{name: value}).rotation))
        assert found[index] == pytest.approx(value, abs=0.7)
        assert np.abs(np.delete(found, index)).max() < 0.7


def test_the_jaw_opens_the_mouth_steadily() -> None:
    middle = [gaps(_head(jaw=value).shape)[4] for value in (0, 0.25, 0.5, 0.75, 1)]
    assert np.all(np.diff(middle) > 0.03)


def test_a_blink_shuts_both_eyes_and_a_gaze_moves_both_irises() -> None:
    for eye in EYES:
        assert openness(_head(blink=1).shape, eye) < 0.1 * openness(_head().shape, eye)
        for name, axis in (("gaze_x", 0), ("gaze_y", 1)):
            moved = gaze(_head(**{name: 0.8}).shape, eye) - gaze(_head().shape, eye)
            assert moved[axis] > 0.05
            assert abs(moved[1 - axis]) < 0.02


def test_lips_spread_round_and_smile() -> None:
    assert _mouth_width(_head(wide=-1)) < 0.93 * _mouth_width(_head()) < 0.87 * _mouth_width(_head(wide=1))
    corners = _head(smile=1).shape[MOUTH_CORNERS] - _head().shape[MOUTH_CORNERS]
    assert np.all(corners[:, 1] < -0.03)
    assert corners[0, 0] < 0 < corners[1, 0]


def test_everything_at_once_stays_finite_and_in_order() -> None:
    extreme = Controls(**{field.name: 1.0 for field in dataclasses.fields(Controls)})
    points = landmarks(extreme, 100.0, (256.0, 200.0))
    assert points.shape == (478, 3)
    assert points.dtype == np.float32
    assert np.isfinite(points).all()
