"""Index lists: complete, free of doubles, and mirror images of each other."""

import numpy as np
import pytest

from models.face import landmarks as lm
from models.face.tracker import FaceTracker
from tests.support.faces import grace_hopper


@pytest.mark.parametrize(
    ("name", "count"),
    [("OVAL", 36), ("LIPS", 80), ("EYE_A_REGION", 71), ("EYE_B_REGION", 71), ("RIGID", 46), ("TO_68", 68),
     ("EYE_A_CONTOUR", 16), ("EYE_B_CONTOUR", 16)],
)  # fmt: skip
def test_lists_are_complete(name: str, count: int) -> None:
    indices = getattr(lm, name)
    assert len(indices) == len(set(indices.tolist())) == count
    assert indices.min() >= 0 and indices.max() < lm.COUNT


def test_68_points_lie_where_that_scheme_puts_them() -> None:
    """Jaw from image left to right, brows above eyes, nose between them, outer around inner lips."""
    points = lm.to_68(FaceTracker().find(grace_hopper())[0].landmarks)[:, :2]
    jaw, brow_a, brow_b, eye_a, eye_b = points[:17], points[17:22], points[22:27], points[36:42], points[42:48]
    assert (np.diff(jaw[2:15, 0]) > 0).all() and jaw[:, 1].argmax() in (7, 8, 9)
    assert brow_a[:, 1].max() < eye_a[:, 1].min() and brow_b[:, 1].max() < eye_b[:, 1].min()
    assert eye_a[:, 0].max() < points[30, 0] < eye_b[:, 0].min()
    assert eye_a[0, 0] == eye_a[:, 0].min() and eye_b[3, 0] == eye_b[:, 0].max()
    outer, inner = points[48:60], points[60:68]
    assert outer[:, 0].min() < inner[:, 0].min() and outer[:, 1].max() > inner[:, 1].max()


def test_upper_contours_lie_above_lower_ones() -> None:
    points = FaceTracker().find(grace_hopper())[0].landmarks
    for upper, lower in ((lm.EYE_A_UPPER, lm.EYE_A_LOWER), (lm.EYE_B_UPPER, lm.EYE_B_LOWER)):
        assert (points[upper, 1] < points[lower, 1]).all()
    # at the outer corner the two rings meet
    assert (points[lm.EYE_A_CREASE_RING, 1] < points[lm.EYE_A_LID_RING, 1])[1:].all()
    assert (points[lm.EYE_B_CREASE_RING, 1] < points[lm.EYE_B_LID_RING, 1])[1:].all()
    assert (points[lm.MOUTH_UPPER, 1] <= points[lm.MOUTH_LOWER, 1] + 1).all()
