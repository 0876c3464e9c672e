"""The search for the frame that is most like the portrait."""

import numpy as np
import pytest

from models.portrait.fomm.best_frame import normalized_landmarks, unlikeness
from models.portrait.fomm.normalize import area
from tests.support.fomm import golden, needs_reference


@needs_reference
def test_golden_distances() -> None:
    arrays = golden("best-frame")
    everyone = [arrays["landmarks_source"], *arrays["landmarks_driving"]]
    assert [area(points) for points in everyone] == pytest.approx(arrays["hull_area"], rel=1e-6)
    source, *driving = [normalized_landmarks(points) for points in everyone]
    assert np.abs(source - arrays["normalized_source"]).max() <= 1e-6
    assert np.abs(np.array(driving) - arrays["normalized_driving"]).max() <= 1e-6
    distances = [unlikeness(points, source) for points in driving]
    assert distances == pytest.approx(arrays["distance"], rel=1e-4)
    assert int(np.argmin(distances)) == int(arrays["best_index"])


def test_size_and_place_do_not_matter() -> None:
    points = np.random.RandomState(1).rand(68, 2).astype(np.float32)
    moved = 300 * points + np.array([40, 900], np.float32)
    assert unlikeness(normalized_landmarks(points), normalized_landmarks(moved)) < 1e-6


def test_points_on_a_line_are_refused() -> None:
    with pytest.raises(ValueError, match="on a line"):
        normalized_landmarks(np.stack([np.arange(68), np.arange(68)], 1).astype(np.float32))
