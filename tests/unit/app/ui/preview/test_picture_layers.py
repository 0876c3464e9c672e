"""One picture over another, points on it, mirrored: where everything comes to lie."""

import numpy as np
import pytest

from app.ui.preview.picture_layers import Composer, Veil

_DOT = (86, 214, 185)


def grey(height: int, width: int, level: int) -> np.ndarray:
    return np.full((height, width, 3), level, np.uint8)


def test_a_veil_mixes_by_its_opacity_and_is_cut_to_the_aspect_below() -> None:
    wide = grey(100, 300, 200)
    wide[:, 100:200] = 100  # only the middle third is seen over a square
    mixed = Composer().compose(grey(50, 50, 0), (100, 100), mirrored=False, veil=Veil(wide, 0.25))
    assert mixed.shape == (100, 100, 3)
    assert mixed[50, 10:90].min() == mixed[50, 10:90].max() == 25


@pytest.mark.parametrize("mirrored", [False, True])
def test_points_lie_where_the_face_is_also_in_a_mirror(mirrored: bool) -> None:
    image = grey(100, 200, 10)
    points = np.array([[20, 30, 0], [-5, 30, 0], [500, 30, 0]], np.float32)
    shown = Composer().compose(image, (400, 200), mirrored=mirrored, points=points)
    rows, columns = np.nonzero((shown == _DOT).all(axis=2))
    assert (rows.min(), rows.max()) == (60, 61), "two by two pixels, and those outside are left out"
    assert (columns.min(), columns.max()) == ((358, 359) if mirrored else (40, 41))
    assert (image == 10).all(), "the picture of the session is not written to"


def test_points_of_a_veil_follow_its_cut() -> None:
    points = np.array([[150, 50, 0]], np.float32)  # the middle of the veil
    shown = Composer().compose(
        grey(50, 50, 0), (100, 100), mirrored=False, points=points, veil=Veil(grey(100, 300, 50), 0.5)
    )
    assert (shown[50, 50] == _DOT).all()


def test_a_picture_of_the_right_size_is_not_written_to() -> None:
    image = grey(20, 20, 10)
    Composer().compose(image, (20, 20), mirrored=False, points=np.array([[5, 5, 0]], np.float32))
    assert (image == 10).all()


def test_a_large_picture_is_halved_first_and_two_pictures_share_no_memory() -> None:
    stripes = np.tile(np.array([0, 200], np.uint8)[None, :, None], (400, 250, 3))  # finer than the screen
    composer = Composer()
    small = composer.compose(stripes, (100, 80), mirrored=False)
    assert abs(int(small.min()) - 100) <= 1 and abs(int(small.max()) - 100) <= 1, "no moire"
    other = Composer().compose(grey(400, 500, 9), (100, 80), mirrored=False)
    assert not np.shares_memory(small, other) and composer.compose(stripes, (100, 80), mirrored=False) is not None
