"""68 points become landmarks that engines take; the networks of the package itself are not here."""

from typing import Any
from urllib.error import URLError

import face_alignment
import numpy as np
import pytest
from numpy.typing import NDArray

from models.engines import Face, create_face_engine
from models.errors import ModelError
from models.face.face_alignment_source import FaceAlignmentSource, to_478
from models.face.landmarks import to_68
from models.face.tracker import FaceTracker
from models.portrait.fomm.crop import wished
from models.portrait.landmark.pose import angles, fit_head
from tests.support.faces import grace_hopper

Floats = NDArray[np.float32]
BLANK = np.zeros((600, 512, 3), np.uint8)


@pytest.fixture(scope="module")
def mesh() -> Face:
    return FaceTracker().find(grace_hopper())[0]


class _Aligner:
    """Finds the faces it was given, as the package tells them."""

    def __init__(self, *faces: Floats) -> None:
        self.faces = list(faces)

    def get_landmarks_from_image(
        self, image_or_path: NDArray[np.uint8], *, return_bboxes: bool, return_landmark_score: bool
    ) -> tuple[list[Floats] | None, list[Floats] | None, Any]:
        assert return_bboxes and return_landmark_score
        if not self.faces:
            return None, None, None
        return self.faces, [np.full(68, 0.8, np.float32) for _ in self.faces], []


def test_the_points_themselves_are_kept_and_the_others_lie_where_our_tracker_sees_them(mesh: Face) -> None:
    points = to_68(mesh.landmarks)[:, :2]
    made = to_478(points)
    assert made is not None and made.shape == (478, 3) and made.dtype == np.float32
    assert np.array_equal(to_68(made)[:, :2], points)
    eyes = float(np.linalg.norm(points[36] - points[45]))
    off = np.linalg.norm(made[:, :2] - mesh.landmarks[:, :2], axis=1) / eyes
    assert np.median(off) < 0.06 and off.max() < 0.25
    for ours, theirs in zip(wished(made), wished(mesh.landmarks), strict=True):  # the driving crop
        assert abs(ours - theirs) < 0.1 * eyes


def test_pose_is_seen_in_it(mesh: Face) -> None:
    """A head turned in space, its points projected: the fit finds the turn again."""
    made = to_478(to_68(mesh.landmarks)[:, :2])
    assert made is not None
    ours, theirs = fit_head(made), fit_head(mesh.landmarks)
    assert ours is not None and theirs is not None
    assert np.abs(np.subtract(angles(ours.rotation), angles(theirs.rotation))).max() < np.radians(8)
    assert ours.scale == pytest.approx(theirs.scale, rel=0.08)


def test_what_is_no_face_is_none() -> None:
    assert to_478(np.zeros((68, 2), np.float32)) is None
    assert to_478(np.full((68, 2), np.nan, np.float32)) is None
    line = np.linspace(0, 100, 68, dtype=np.float32)
    assert to_478(np.column_stack([line, line])) is None
    assert FaceAlignmentSource(_Aligner(np.zeros((68, 2), np.float32))).find(BLANK) == []


def test_the_largest_face_is_followed_then_the_same_one(mesh: Face) -> None:
    large = to_68(mesh.landmarks)[:, :2]
    small = (large * 0.4 + np.array([350, 20])).astype(np.float32)
    aligner = _Aligner(small, large)
    source = FaceAlignmentSource(aligner)
    first = source.track(BLANK, 0.0)
    assert first is not None and first.others == 1 and first.score == pytest.approx(0.8)
    assert np.array_equal(to_68(first.landmarks)[:, :2], large)
    aligner.faces = [(2.2 * small - np.array([450, 0])).astype(np.float32), (large * 0.8).astype(np.float32)]
    again = source.track(BLANK, 0.1)
    assert again is not None and np.array_equal(to_68(again.landmarks)[:, :2], aligner.faces[1])
    aligner.faces = []
    assert source.track(BLANK, 0.2) is None
    aligner.faces = [small]
    source.reset()
    assert source.track(BLANK, 0.3) is not None


def test_networks_that_cannot_be_fetched_are_told_with_three_ways_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(*_: object, **__: object) -> None:
        raise URLError("[Errno -3] Temporary failure in name resolution")

    monkeypatch.setattr(face_alignment, "FaceAlignment", offline)
    with pytest.raises(ModelError, match="name resolution") as caught:
        create_face_engine("face-alignment", "cpu")
    for word in ("connect", "2DFAN4-11f355bf06.pth.tar", "checkpoints", "mesh"):
        assert word in caught.value.advice
