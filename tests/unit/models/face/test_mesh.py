"""The landmark network's crop: any square that holds the face gives nearly the same landmarks."""

import cv2
import numpy as np
import pytest

from models.face.mesh import FaceMesh, roi_of
from models.face.tracker import FaceTracker
from models.runtime import load_net
from models.weights import find
from tests.support.faces import grace_hopper


@pytest.fixture(scope="module")
def mesh() -> FaceMesh:
    return FaceMesh(load_net(find("face-landmarks")))


def test_the_square_of_a_face_is_upright_with_its_eyes() -> None:
    points = np.zeros((478, 3), np.float32)
    points[0] = (10, 100, 0)
    points[33], points[263] = (40, 40, 0), (60, 60, 0)
    x, y, side, angle = roi_of(points)
    assert (x, y) == (30, 50) and side == 150 and angle == pytest.approx(np.pi / 4)


def test_landmarks_hardly_depend_on_the_square(mesh: FaceMesh) -> None:
    """Within 2 % of the eye distance for a square that is a little off."""
    picture = grace_hopper()
    x, y, side, angle = roi_of(FaceTracker().find(picture)[0].landmarks)
    base, score = mesh.find(picture, (x, y, side, angle))
    eye_distance = np.linalg.norm(base[33] - base[263])
    assert score > 0.9
    for roi in ((x + 8, y - 5, side, angle), (x, y, side * 1.08, angle), (x, y, side, angle + 0.06)):
        other, _ = mesh.find(picture, roi)
        assert np.linalg.norm((other - base)[:, :2], axis=1).mean() < 0.02 * eye_distance
        assert np.abs((other - base)[:, 2]).mean() < 0.05 * eye_distance


def test_large_pictures_give_the_same_landmarks_and_depth(mesh: FaceMesh) -> None:
    """Enlarged eight times, area-averaged back by the crop: the same face, eight times as large, depth included."""
    picture = grace_hopper()
    roi = roi_of(FaceTracker().find(picture)[0].landmarks)
    small, _ = mesh.find(picture, roi)
    large = np.asarray(cv2.resize(picture, None, fx=8, fy=8, interpolation=cv2.INTER_NEAREST), np.uint8)
    # pixel centres: 0 lies at 3.5 in the enlarged picture
    x, y, side, angle = roi
    big, _ = mesh.find(large, (x * 8 + 3.5, y * 8 + 3.5, side * 8, angle))
    assert np.linalg.norm((big[:, :2] - 3.5) / 8 - small[:, :2], axis=1).mean() < 0.5
    assert np.abs(big[:, 2] / 8 - small[:, 2]).mean() < 0.5


def test_a_square_outside_the_picture_has_no_face(mesh: FaceMesh) -> None:
    landmarks, score = mesh.find(grace_hopper(), (5000.0, -4000.0, 900.0, 1.0))
    assert score < 0.5 and np.isfinite(landmarks).all()
