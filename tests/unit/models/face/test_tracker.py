"""The tracker against stored landmarks of mediapipe itself, and on frames that no face engine likes."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from models.errors import ModelError
from models.face.tracker import FaceTracker
from tests.support.faces import SHARED, grace_hopper, moved

REFERENCE = SHARED / "reference" / "face" / "landmarks.npz"
CLIPS = SHARED / "data" / "clips"
Image = NDArray[np.uint8]


@pytest.fixture(scope="module")
def tracker() -> FaceTracker:
    return FaceTracker()


@pytest.fixture(autouse=True)
def _fresh(tracker: FaceTracker) -> None:
    tracker.reset()


@pytest.fixture(scope="module")
def reference() -> dict[str, NDArray[np.float32]]:
    if not REFERENCE.exists():
        pytest.skip(f"no stored reference landmarks ({REFERENCE.name})")
    with np.load(REFERENCE) as arrays:
        return dict(arrays)


def _error_px(ours: NDArray[np.float32], theirs: NDArray[np.float32]) -> float:
    return float(np.linalg.norm(ours[:, :2] - theirs[:, :2], axis=1).mean())


def _still(name: str) -> Image:
    if name == "grace_hopper":
        return grace_hopper()
    data = pytest.importorskip("skimage.data", reason="scikit-image is not installed")
    return np.asarray(data.astronaut(), np.uint8)


@pytest.mark.parametrize("name", ["astronaut", "grace_hopper"])
def test_a_first_look_agrees_with_mediapipe(
    name: str, tracker: FaceTracker, reference: dict[str, NDArray[np.float32]]
) -> None:
    """A film's first frame goes the way of mediapipe's static mode: detection, then one look."""
    face = tracker.track(_still(name), 0.0)
    assert face is not None and face.score > 0.9
    assert _error_px(face.landmarks, reference[f"still_{name}"]) < 0.1
    assert np.abs(face.landmarks - reference[f"still_{name}"])[:, 2].mean() < 0.1


@pytest.mark.parametrize("name", ["em_a", "grid_brbk7n", "lp_d18"])
def test_films_agree_with_mediapipe(
    name: str, tracker: FaceTracker, reference: dict[str, NDArray[np.float32]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unfiltered landmarks stay within half a pixel at 256 px over the first 120 frames; no frame is lost."""
    if not (CLIPS / f"{name}.mp4").exists():
        pytest.skip(f"no test film {name}.mp4")
    monkeypatch.setattr("models.face.one_euro.OneEuro.__call__", lambda self, points, time_s, size_px: points)
    expected = dict(zip(reference[f"frames_{name}"].tolist(), reference[f"clip_{name}"], strict=True))
    film = cv2.VideoCapture(str(CLIPS / f"{name}.mp4"))
    errors = []
    for index in range(120):
        more, frame = film.read()
        if not more:
            break
        face = tracker.track(np.ascontiguousarray(frame[:, :, ::-1]), index / 25)
        assert face is not None, f"lost in frame {index}"
        if index in expected:
            errors.append(_error_px(face.landmarks, expected[index]))
    film.release()
    assert len(errors) > 10
    assert np.mean(errors) < 0.15 and max(errors) < 0.5


def test_landmarks_follow_known_motion(tracker: FaceTracker) -> None:
    """Shift, turn and scale the picture: the landmarks do the same, within 1 % of the eye distance."""
    picture = grace_hopper()
    before = tracker.find(picture)[0].landmarks
    eye_distance = np.linalg.norm(before[33, :2] - before[263, :2])
    matrix = cv2.getRotationMatrix2D((256, 300), 12, 0.8)
    matrix[:, 2] += (20, -15)
    after = tracker.find(moved(picture, 20, -15, 12, 0.8))[0].landmarks
    expected = before[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    error_px = np.linalg.norm(after[:, :2] - expected, axis=1)
    assert np.median(error_px) < 0.015 * eye_distance
    assert np.percentile(error_px, 95) < 0.05 * eye_distance


def test_a_lost_face_is_found_again(tracker: FaceTracker) -> None:
    picture = grace_hopper()
    first = tracker.track(picture, 0.0)
    assert first is not None
    for index in range(1, 4):
        assert tracker.track(np.full_like(picture, 90), index / 30) is None
    again = tracker.track(picture, 4 / 30)
    assert again is not None
    np.testing.assert_allclose(again.landmarks, first.landmarks, atol=1e-3)  # no memory of the time before


def test_one_face_is_followed_and_others_are_counted(tracker: FaceTracker) -> None:
    """The largest is taken first; when it becomes the smaller one it is still the one that is followed."""
    picture = grace_hopper()
    small = moved(picture, scale=0.7)
    pair, other = np.concatenate([picture, small], axis=1), np.concatenate([small, picture], axis=1)
    xs, others = [], 0
    for index in range(60):
        # between the two, the left face shrinks and the right one grows
        scale = 1 - 0.3 * min(max(index - 20, 0) / 20, 1)
        frame = np.concatenate([moved(picture, scale=scale), moved(picture, scale=1.7 - scale)], axis=1)
        face = tracker.track(frame, index / 25)
        assert face is not None
        xs.append(face.landmarks[1, 0])
        others = face.others
    assert max(xs) < 512 and others == 1
    assert tracker.track(pair, 10.0) is not None and tracker.find(other)[0].landmarks[1, 0] > 512
    alone = [tracker.track(picture, 11 + index / 2) for index in range(6)][-1]
    assert alone is not None and alone.others == 0


def test_small_and_filling_faces_are_found_in_stills(tracker: FaceTracker) -> None:
    picture = grace_hopper()
    x, y, side, _ = tracker.find(picture)[0].roi
    half = 0.32 * side
    filling = picture[int(y - half) : int(y + half), int(x - half) : int(x + half)]
    assert abs(tracker.find(filling)[0].landmarks[1, 0] - half) < 0.2 * half
    room = np.full((1080, 1920, 3), 120, np.uint8)
    room[500:620, 1500:1602] = cv2.resize(picture, (102, 120), interpolation=cv2.INTER_AREA)
    (found,) = tracker.find(room)
    assert np.hypot(found.landmarks[1, 0] - 1500 - x * 0.2, found.landmarks[1, 1] - 500 - y * 0.2) < 8
    # a film finds it, too, though only after looking around for a while
    assert any(tracker.track(room, index / 30) is not None for index in range(200))


def test_find_leaves_tracking_alone(tracker: FaceTracker) -> None:
    picture = grace_hopper()
    tracker.track(picture, 0.0)
    a = tracker.track(picture, 0.04)
    tracker.reset()
    tracker.track(picture, 0.0)
    tracker.find(moved(picture, 100, 50))
    b = tracker.track(picture, 0.04)
    assert a is not None and b is not None
    np.testing.assert_array_equal(a.landmarks, b.landmarks)


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 900, 3), (2000, 2, 3), (30, 40, 3), (480, 640, 3), (2160, 3840, 3)])
@pytest.mark.parametrize("kind", ["black", "noise"])
def test_frames_without_a_face_are_no_trouble(tracker: FaceTracker, shape: tuple[int, ...], kind: str) -> None:
    frame = np.zeros(shape, np.uint8)
    if kind == "noise":
        frame = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    assert tracker.find(frame) == []
    assert all(tracker.track(frame, index / 30) is None for index in range(3))


def test_grey_huge_and_upside_down_frames(tracker: FaceTracker) -> None:
    picture = grace_hopper()
    grey: Image = picture.mean(axis=2).astype(np.uint8)
    (from_grey,) = tracker.find(grey)
    assert _error_px(from_grey.landmarks, tracker.find(picture)[0].landmarks) < 3
    huge = cv2.resize(picture, (6144, 7200), interpolation=cv2.INTER_LINEAR)
    (from_huge,) = tracker.find(np.asarray(huge, np.uint8))
    assert _error_px(from_huge.landmarks / np.float32(12), tracker.find(picture)[0].landmarks) < 3
    for face in tracker.find(np.ascontiguousarray(picture[::-1, ::-1])):
        assert np.isfinite(face.landmarks).all()
    with pytest.raises(ValueError, match="expected"):
        tracker.find(np.zeros((10, 10, 4), np.uint8))


def test_missing_networks_are_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.weights.search_dirs", lambda: [tmp_path])
    with pytest.raises(ModelError, match="bootstrap.py run"):
        FaceTracker()
