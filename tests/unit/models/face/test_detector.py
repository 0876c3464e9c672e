"""The detector's arithmetic: boxes, keypoints, and squares that reach beyond the picture."""

import numpy as np
import pytest

from models.face.detector import FaceDetector, overlap
from models.runtime import load_net
from models.weights import find
from tests.support.faces import grace_hopper


@pytest.fixture(scope="module")
def detector() -> FaceDetector:
    return FaceDetector(load_net(find("face-detection")))


def test_overlap_of_boxes() -> None:
    box = np.array([0.0, 0, 2, 2])
    others = np.array([[0.0, 0, 2, 2], [1, 0, 3, 2], [5, 5, 6, 6], [1, 1, 1, 1]])
    np.testing.assert_allclose(overlap(box, others), [1, 1 / 3, 0, 0])


def test_a_square_that_holds_the_face_finds_it_where_the_whole_picture_does(detector: FaceDetector) -> None:
    picture = grace_hopper()
    (whole,) = detector.detect(picture)
    for square in ((-200.0, -150.0, 900.0), (60.0, 40.0, 420.0)):
        (part,) = detector.detect(picture, square)
        assert overlap(np.array(whole.box), np.array([part.box]))[0] > 0.8
        assert np.abs(part.keypoints - whole.keypoints)[:4].max() < 0.1 * whole.area_px**0.5


def test_keypoints_lie_on_a_face(detector: FaceDetector) -> None:
    """Eyes above the nose above the mouth, in pixels of the picture."""
    (face,) = detector.detect(grace_hopper())
    eye_a, eye_b, nose, mouth = face.keypoints[:4]
    assert eye_a[0] < nose[0] < eye_b[0] and max(eye_a[1], eye_b[1]) < nose[1] < mouth[1]
    left, top, right, bottom = face.box
    assert left < eye_a[0] and right > eye_b[0] and top < eye_a[1] and bottom > mouth[1]
    assert 0.5 < face.score <= 1


def test_a_square_outside_the_picture_is_empty(detector: FaceDetector) -> None:
    assert detector.detect(grace_hopper(), (2000.0, 0.0, 300.0)) == []
