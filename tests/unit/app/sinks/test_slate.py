"""The picture for pauses."""

import pytest

from app.sinks.slate import make_slate


@pytest.mark.parametrize("size", [(64, 48), (640, 480), (480, 1080)])
def test_it_is_dark_with_a_word_in_the_middle(size: tuple[int, int]) -> None:
    slate = make_slate(size)
    width, height = size
    assert slate.shape == (height, width, 3)
    bright = slate.max(2) > 110
    rows, columns = bright.any(1).nonzero()[0], bright.any(0).nonzero()[0]
    assert bright.mean() < 0.1
    assert abs(rows.mean() - height / 2) < 0.12 * height and abs(columns.mean() - width / 2) < 0.12 * width
