"""Sources without a device."""

import time

import numpy as np
import pytest

from app.errors import EndOfSource
from app.media import now
from app.sources.synthetic import Pattern, SyntheticFace, read_code


def test_the_number_is_in_the_picture_and_survives_coarse_coding() -> None:
    card = Pattern(size=(320, 240))
    rng = np.random.default_rng(3)
    for number in [0, 1, 0x5555, 0xAAAA, 0xFFFF, *rng.integers(0, 65536, 20)]:
        rough = np.clip(card.draw(int(number)).astype(int) + rng.integers(-60, 60, (240, 320, 3)), 0, 255).astype(
            np.uint8
        )
        assert read_code(rough) == number


def test_as_fast_as_possible_nothing_is_left_out_and_times_start_at_zero() -> None:
    card = Pattern(size=(64, 48), fps=50, live=False, frames=5)
    card.open()
    frames = [card.read() for _ in range(5)]
    assert [(frame.index, frame.time_s) for frame in frames] == [(n, n / 50) for n in range(5)]
    with pytest.raises(EndOfSource):
        card.read()
    card.open()
    assert card.read().index == 0


def test_live_a_slow_reader_gets_the_newest_frame() -> None:
    card = Pattern(size=(64, 48), fps=100)
    card.open()
    first = card.read()
    time.sleep(0.2)
    second = card.read()
    assert second.index - first.index >= 18
    assert read_code(second.image) == second.index
    assert second.time_s - first.time_s == pytest.approx((second.index - first.index) / 100)
    assert abs(now() - second.time_s) < 0.1


def test_the_face_moves_as_its_matrix_says() -> None:
    """A white mark in a black portrait is found where the homography puts it, in every frame."""
    portrait = np.zeros((300, 260, 3), np.uint8)
    portrait[148:153, 98:103] = 255
    source = SyntheticFace(portrait, size=(320, 240), live=False)
    places = []
    for index in range(0, 300, 30):
        rows, columns = np.nonzero(source.draw(index)[..., 0] > 60)
        x, y, w = source.matrix(index) @ [100, 150, 1]
        np.testing.assert_allclose([columns.mean(), rows.mean()], [x / w, y / w], atol=1.0)
        places.append((x / w, y / w))
    assert np.ptp(places, axis=0).min() > 3, "it does not move"


def test_the_bundled_portrait_fills_the_frame() -> None:
    source = SyntheticFace(size=(320, 240), live=False)
    source.open()
    image = source.read().image
    assert image.shape == (240, 320, 3) and image.std() > 30
