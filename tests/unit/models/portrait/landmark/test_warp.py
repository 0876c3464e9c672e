"""Pictures moved by triangles."""

import cv2
import numpy as np
import pytest

from models.portrait.landmark.fill import polygon_mask, push_pull
from models.portrait.landmark.types import Ints
from models.portrait.landmark.warp import Warp

SIZE = (192, 160)


def _grid() -> tuple[np.ndarray, Ints]:
    xs, ys = np.meshgrid(np.linspace(-20, 212, 9), np.linspace(-20, 180, 8))
    points = np.column_stack([xs.ravel(), ys.ravel()]).astype(np.float32)
    found = []
    for row in range(7):
        for column in range(8):
            a = 9 * row + column
            found += [(a, a + 1, a + 9), (a + 1, a + 10, a + 9)]
    return points, np.array(found, np.intp)


def _texture() -> np.ndarray:
    chance = np.random.default_rng(1)
    noise = chance.integers(0, 255, (SIZE[1], SIZE[0], 4), np.uint8)
    return cv2.GaussianBlur(noise, (0, 0), 3)


@pytest.mark.parametrize("cell", [1.0, 2.0, 3.7])
def test_unmoved_triangles_give_the_same_picture(cell: float) -> None:
    points, triangles = _grid()
    warp = Warp(SIZE, cell, points, triangles[:0], triangles)
    warp.update(points, np.zeros(len(points), np.float32))
    picture = _texture()
    assert np.abs(warp.picture(picture, np.zeros_like(picture)).astype(int) - picture).max() <= 1


def test_a_shift_moves_the_picture_by_whole_and_half_pixels() -> None:
    points, triangles = _grid()
    warp = Warp(SIZE, 2.0, points, triangles, triangles[:0])
    warp.update(points + np.array([7.5, -3], np.float32), np.zeros(len(points), np.float32))
    picture = _texture()
    moved = warp.picture(picture, np.zeros_like(picture))
    expected = cv2.warpAffine(picture, np.array([[1, 0, 7.5], [0, 1, -3]]), SIZE)
    assert np.abs(moved[20:-20, 20:-20].astype(int) - expected[20:-20, 20:-20]).max() <= 3


def test_the_nearer_triangle_covers_the_farther() -> None:
    points = np.array([[-50, -50], [400, -50], [-50, 400], [20, 20], [80, 20], [20, 80]], np.float32)
    triangles = np.array([[3, 4, 5], [0, 1, 2]], np.intp)
    picture = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    picture[20:60, 20:60] = 200
    moved = points.copy()
    moved[3:] += 60
    for near, expected in ((3, 200), (0, 0)):
        depth = np.full(6, 1.0, np.float32)
        depth[near : near + 3] = 0
        warp = Warp(SIZE, 1.0, points, triangles, triangles[:0])
        warp.update(moved, depth)
        assert warp.picture(picture, np.zeros_like(picture))[90, 90, 0] == expected


def test_flat_and_far_triangles_do_no_harm() -> None:
    points, triangles = _grid()
    warp = Warp(SIZE, 2.0, points, triangles, triangles[:0])
    warp.update(np.full_like(points, 30), np.zeros(len(points), np.float32))
    warp.update(points * np.float32(1e5), np.zeros(len(points), np.float32))
    assert np.isfinite(warp.x).all() and np.isfinite(warp.y).all()


def test_push_pull_keeps_the_known_and_continues_it() -> None:
    image = np.zeros((40, 60, 3), np.float32)
    image[:, :30], image[:, 30:] = (0.2, 0.4, 0.6), (0.8, 0.5, 0.1)
    known = np.zeros((40, 60), np.float32)
    known[:, :10] = known[:, 50:] = 1
    filled = push_pull(image, known)
    assert (filled[known > 0] == image[known > 0]).all()
    assert np.abs(filled[20, 12] - image[20, 12]).max() < 0.12
    assert (np.diff(filled[20, 10:50, 0]) > -0.02).all()


def test_a_polygon_covers_its_area() -> None:
    square = np.array([[10.25, 10], [30.25, 10], [30.25, 20], [10.25, 20]], np.float32)
    assert polygon_mask((40, 50), square).sum() == pytest.approx(21 * 11, rel=0.06)
