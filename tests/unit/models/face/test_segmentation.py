"""The person matte on the bundled portrait."""

import numpy as np

from models.face.segmentation import Segmenter
from tests.support.faces import grace_hopper


def test_the_face_is_person_and_an_empty_picture_is_not() -> None:
    segmenter = Segmenter()
    picture = grace_hopper()
    matte = segmenter.matte(picture)
    assert matte.shape == picture.shape[:2] and matte.dtype == np.float32
    assert matte.min() >= 0 and matte.max() <= 1
    assert matte[200:300, 230:300].mean() > 0.95  # the face
    assert matte[:60, 440:].mean() < 0.2  # the wall behind
    assert segmenter.matte(np.full((90, 160, 3), 128, np.uint8)).mean() < 0.5
