"""Frames put back into the portrait."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from models.portrait.fomm.crop import Square, cut
from models.portrait.fomm.paste import Paster
from models.portrait.fomm.runner import Frame
from tests.support.faces import grace_hopper

SIDE = 64
SQUARE = Square(100, 80, 300)


def _still(h: int = 16, w: int = 16) -> NDArray[np.float32]:
    x, y = np.meshgrid(np.linspace(-1, 1, w), np.linspace(-1, 1, h))
    return np.stack([x, y], -1).astype(np.float32)


@pytest.fixture
def portrait() -> NDArray[np.uint8]:
    return grace_hopper()


def _alpha(portrait: NDArray[np.uint8], value: int = 255) -> NDArray[np.uint8]:
    return np.full(portrait.shape[:2], value, np.uint8)


def test_an_unmoved_frame_gives_the_portrait_back_in_full_sharpness(portrait: NDArray[np.uint8]) -> None:
    """Although the frame has a fifth of the square's pixels."""
    paster = Paster(portrait, _alpha(portrait), SQUARE, SIDE)
    frame = Frame(cut(portrait, SQUARE, SIDE), _still(), np.ones((16, 16), np.float32))
    image, alpha = paster(frame)
    assert np.abs(image.astype(int) - portrait).max() <= 2
    assert (alpha == 255).all()
    paster.detail = 0.0
    soft = paster(frame)[0]
    assert np.abs(soft.astype(int) - portrait).mean() > 0.3


def test_detail_shows_only_where_the_source_shows(portrait: NDArray[np.uint8]) -> None:
    paster = Paster(portrait, _alpha(portrait), SQUARE, SIDE)
    hidden = Frame(cut(portrait, SQUARE, SIDE), _still(), np.zeros((16, 16), np.float32))
    with_detail = paster(hidden)[0]
    paster.detail = 0.0
    assert np.array_equal(with_detail, paster(hidden)[0])


def test_detail_moves_with_the_motion_field(portrait: NDArray[np.uint8]) -> None:
    """A frame of the portrait shifted by 10 %, with a field that says so, is the sharp portrait shifted."""
    shift = 30  # pixels
    field = _still() - np.array([2 * shift / SQUARE.side, 0], np.float32)
    matrix = np.array([[1, 0, shift], [0, 1, 0]], np.float32)
    inner = portrait[80:380, 100:400]
    wanted = cv2.warpAffine(inner, matrix, (300, 300), borderMode=cv2.BORDER_REPLICATE)
    small = np.asarray(cv2.resize(wanted, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)
    image = Paster(portrait, _alpha(portrait), SQUARE, SIDE)(Frame(small, field, np.ones((16, 16), np.float32)))[0]
    middle = np.s_[60:240, 90:240]
    error = np.abs(image[80:380, 100:400][middle].astype(int) - wanted[middle]).mean()
    blurred = cv2.resize(small, (300, 300), interpolation=cv2.INTER_CUBIC)
    assert error < 0.5 * np.abs(blurred[middle].astype(int) - wanted[middle]).mean()


def test_outside_and_at_the_edge_the_photograph_stays(portrait: NDArray[np.uint8]) -> None:
    paster = Paster(portrait, _alpha(portrait), SQUARE, SIDE)
    white = Frame(np.full((SIDE, SIDE, 3), 255, np.uint8), _still(), np.zeros((16, 16), np.float32))
    image, _ = paster(white)
    outside = np.ones(portrait.shape[:2], bool)
    outside[80:380, 100:400] = False
    assert np.array_equal(image[outside], portrait[outside])
    assert np.abs(image[80, 100:400].astype(int) - portrait[80, 100:400]).max() <= 2  # no seam
    assert (image[200:260, 220:280] >= 250).all()


def test_no_photograph_shows_at_the_portraits_own_border() -> None:
    """Where the square ends with the picture there is nothing to blend with."""
    portrait = np.zeros((100, 100, 3), np.uint8)
    white = Frame(np.full((SIDE, SIDE, 3), 255, np.uint8), _still(), np.zeros((16, 16), np.float32))
    image, _ = Paster(portrait, _alpha(portrait), Square(0, 0, 100), SIDE)(white)
    assert (image == 255).all()


def test_the_matte_moves_too(portrait: NDArray[np.uint8]) -> None:
    alpha = _alpha(portrait, 0)
    alpha[80:380, 250:] = 255
    field = _still() - np.array([0.2, 0], np.float32)  # everything 30 pixels to the right
    frame = Frame(cut(portrait, SQUARE, SIDE), field, np.ones((16, 16), np.float32))
    made = Paster(portrait, alpha, SQUARE, SIDE)(frame)[1]
    assert (made[200, 200:275] < 10).all() and (made[200, 285:350] > 245).all()


def test_a_portrait_smaller_than_the_network_is_reduced() -> None:
    portrait = np.random.RandomState(0).randint(0, 255, (40, 40, 3)).astype(np.uint8)
    frame = Frame(np.full((SIDE, SIDE, 3), 77, np.uint8), _still(), np.ones((16, 16), np.float32))
    image, _ = Paster(portrait, _alpha(portrait), Square(4, 4, 32), SIDE)(frame)
    assert image.shape == (40, 40, 3) and (image[15:25, 15:25] == 77).all()


def test_the_portrait_itself_is_never_written(portrait: NDArray[np.uint8]) -> None:
    before = portrait.copy()
    frame = Frame(np.zeros((SIDE, SIDE, 3), np.uint8), _still(), np.zeros((16, 16), np.float32))
    Paster(portrait, _alpha(portrait), SQUARE, SIDE)(frame)
    assert np.array_equal(portrait, before)
