"""Photographs of any shape in outputs of any shape."""

import numpy as np
import pytest

from models.portrait.landmark.framing import Cut, choose_cut, cut_out, own_size


def _face(x: float, y: float, extent: float) -> np.ndarray:
    chance = np.random.default_rng(0)
    points = chance.uniform(-0.5, 0.5, (478, 3)) * extent + [x, y, 0]
    points[0, :2], points[1, :2] = (x - extent / 2, y - extent / 2), (x + extent / 2, y + extent / 2)
    return points.astype(np.float32)


@pytest.mark.parametrize(
    "photo, expected",
    [((640, 480), (640, 480)), ((641, 481), (640, 480)), ((4000, 3000), (1440, 1080)), ((3000, 4000), (810, 1080))],
)
def test_own_size_is_even_and_at_most_full_hd(photo: tuple[int, int], expected: tuple[int, int]) -> None:
    assert own_size(*photo) == expected


@pytest.mark.parametrize("size", [(512, 512), (1280, 720), (256, 256), (480, 640), (1920, 1080)])
@pytest.mark.parametrize(
    "photo, face", [((4000, 3000), (2000, 1200, 700)), ((700, 900), (350, 420, 300)), ((500, 500), (420, 110, 150))]
)
def test_the_face_is_in_the_cut(
    photo: tuple[int, int], face: tuple[float, float, float], size: tuple[int, int]
) -> None:
    x, y, extent = face
    cut = choose_cut(photo, _face(*face), size)
    assert cut.width / cut.height == pytest.approx(size[0] / size[1])
    assert 0 <= cut.y and cut.y + cut.height <= photo[1] + 1e-6
    if cut.width <= photo[0]:
        assert 0 <= cut.x and cut.x + cut.width <= photo[0] + 1e-6
    assert cut.x <= max(x - extent / 2, 0) and cut.x + cut.width >= min(x + extent / 2, photo[0])
    assert cut.y <= max(y - extent / 2, 0) and cut.y + cut.height >= min(y + extent / 2, photo[1])


def test_matrix_and_picture_agree() -> None:
    photo = np.zeros((600, 800, 3), np.uint8)
    photo[300:304, 400:404] = 255
    picture, matrix = cut_out(photo, Cut(200, 150, 400, 300), (200, 150))
    place = matrix @ np.array([401.5, 301.5, 1])
    rows, columns = np.nonzero(picture[..., 0] > 100)
    assert (columns.mean(), rows.mean()) == pytest.approx(tuple(place), abs=0.3)


def test_room_beside_a_narrow_photograph_shows_no_second_head() -> None:
    photo = np.full((400, 200, 3), 60, np.uint8)
    photo[80:240, 60:140] = 250
    face = _face(100, 160, 150)
    size = (640, 360)
    picture, matrix = cut_out(photo, choose_cut((200, 400), face, size), size)
    edge_left, edge_right = matrix[0, 2], matrix[0, 0] * 200 + matrix[0, 2]
    outside = np.concatenate([picture[:, : int(edge_left) - 2], picture[:, int(edge_right) + 2 :]], axis=1)
    assert outside.shape[1] > 100
    assert np.abs(np.diff(outside.astype(int), axis=0)).max() < 12
