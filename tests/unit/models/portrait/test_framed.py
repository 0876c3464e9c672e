"""What the brush marks on the photo lies on the same pixels of the framed portrait, whatever its size and shape."""

import numpy as np
import pytest

from models.errors import FaceNotFound
from models.face.tracker import FaceTracker
from models.portrait.framed import check_portrait, frame_portrait
from tests.support.faces import grace_hopper


@pytest.mark.parametrize("size", [None, (320, 180), (150, 200)])
def test_corrections_are_framed_as_the_photo_is(size: tuple[int, int] | None) -> None:
    photo = grace_hopper().copy()
    touch = np.full(photo.shape[:2], 128, np.uint8)
    here = np.s_[60:110, 300:360]  # inside the head, which every frame shows
    photo[here], touch[here] = (255, 0, 255), 255
    framed = frame_portrait(photo, size, touch, FaceTracker().find)
    assert framed.touch is not None and framed.touch.shape == framed.canvas.shape[:2]
    assert framed.canvas.shape[1::-1] == (size or (512, 600))
    red, green, blue = (framed.canvas[..., channel].astype(int) for channel in range(3))
    marked, touched = np.minimum(red, blue) - green > 128, framed.touch > 191
    assert touched.sum() > 50
    assert (marked ^ touched).sum() < 0.15 * touched.sum(), "but for the edge"
    assert framed.face.landmarks[:, 0].max() < framed.canvas.shape[1]


def test_what_no_engine_can_use_is_refused() -> None:
    photo = grace_hopper()
    with pytest.raises(ValueError, match="RGB"):
        check_portrait(photo[..., 0], None, None)
    with pytest.raises(ValueError, match="too small"):
        check_portrait(photo, (8, 64), None)
    with pytest.raises(ValueError, match="fit"):
        check_portrait(photo, None, np.zeros((10, 10), np.uint8))
    check_portrait(photo, (64, 64), np.zeros(photo.shape[:2], np.uint8))
    with pytest.raises(FaceNotFound):
        frame_portrait(photo, None, None, lambda _: [])
