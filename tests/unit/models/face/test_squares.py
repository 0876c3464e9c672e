"""Squares for a second look."""

import pytest

from models.face.squares import second_looks


@pytest.mark.parametrize("size", [(1, 1), (480, 640), (600, 4000), (3000, 200)])
def test_second_looks_cover_the_picture(size: tuple[int, int]) -> None:
    height, width = size
    groups = second_looks(height, width)
    for group in groups:
        assert len({round(side, 3) for _, _, side in group}) == 1
        for axis, length in ((0, width), (1, height)):
            spans = sorted((square[axis], square[axis] + square[2]) for square in group)
            assert spans[0][0] <= 0.01 and max(end for _, end in spans) >= length - 0.01
    assert sum(len(group) for group in groups) < 400
