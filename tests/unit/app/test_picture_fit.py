"""Fitting pictures into frames."""

import numpy as np
import pytest

from app.picture_fit import even_size, fit_picture


@pytest.mark.parametrize(("size", "even"), [((641, 481), (640, 480)), ((2, 900), (16, 900)), ((64, 64), (64, 64))])
def test_sizes_become_even(size: tuple[int, int], even: tuple[int, int]) -> None:
    assert even_size(size) == even


def test_a_fitting_picture_is_left_alone() -> None:
    image = np.zeros((48, 64, 3), np.uint8)
    assert fit_picture(image, (64, 48)) is image


def test_an_odd_line_is_cut_not_scaled() -> None:
    image = np.random.default_rng(0).integers(0, 255, (49, 65, 3)).astype(np.uint8)
    np.testing.assert_array_equal(fit_picture(image, (64, 48)), image[:48, :64])


@pytest.mark.parametrize(("shape", "bars"), [((100, 100, 3), (40, 0)), ((90, 160, 3), (0, 0)), ((50, 200, 3), (0, 25))])
def test_proportions_are_kept_with_black_bars(shape: tuple[int, int, int], bars: tuple[int, int]) -> None:
    """White pictures of several shapes in a frame of 160 x 90 (or 180 x 100): the bars have the computed width."""
    size = (180, 100) if shape[0] != 90 else (160, 90)
    fitted = fit_picture(np.full(shape, 255, np.uint8), size)
    assert fitted.shape == (size[1], size[0], 3)
    lit = fitted[..., 0] > 127
    columns, rows = np.flatnonzero(lit.any(0)), np.flatnonzero(lit.any(1))
    assert abs(columns[0] - bars[0]) <= 1 and abs(size[0] - 1 - columns[-1] - bars[0]) <= 1
    expected = shape[0] / shape[1]
    assert (rows[-1] - rows[0] + 1) / (columns[-1] - columns[0] + 1) == pytest.approx(expected, rel=0.04)
