"""DriftWatch: says when the user sits otherwise, and not when he looks aside for a moment."""

from dataclasses import replace

import numpy as np
import pytest

from app.stages.picture.drift import Drift, DriftWatch
from models.posture import Posture

CALM = Posture(0, 0, 0, 0.0, 0.28, 0.01, 320, 200, 80, -0.35)


def _after(watch: DriftWatch, posture: Posture | None, seconds: float, begin_s: float = 0.0) -> Drift:
    rng = np.random.default_rng(1)
    found = Drift.NONE
    for index in range(int(4 * seconds)):
        seen = posture
        if posture is not None:
            seen = replace(posture, x=posture.x + rng.normal(0, 4), yaw=posture.yaw + rng.normal(0, 3))
        found = watch.look(seen, CALM, begin_s + index / 4)
    return found


def test_an_ordinary_user_is_left_alone() -> None:
    assert _after(DriftWatch(), CALM, 60) is Drift.NONE


@pytest.mark.parametrize(
    ("change", "drift"),
    [
        ({"scale": 110.0}, Drift.NEARER),
        ({"scale": 55.0}, Drift.FARTHER),
        ({"x": 400.0}, Drift.MOVED),
        ({"pitch": 16.0}, Drift.TURNED),
    ],
)
def test_what_stays_changed_is_told(change: dict[str, float], drift: Drift) -> None:
    watch = DriftWatch()
    _after(watch, CALM, 20)
    moved = replace(CALM, **change)
    assert _after(watch, moved, 3, 20.0) is Drift.NONE, "a moment is none"
    assert _after(watch, moved, 10, 23.0) is drift
    assert _after(watch, CALM, 12, 33.0) is Drift.NONE, "who sits back is left alone again"


def test_a_missing_face_and_a_calibration_begin_anew() -> None:
    watch = DriftWatch()
    assert _after(watch, None, 30) is Drift.NONE
    moved = replace(CALM, x=500.0)
    assert _after(watch, moved, 20, 30.0) is Drift.MOVED
    watch.reset()
    assert _after(watch, moved, 3, 50.0) is Drift.NONE
