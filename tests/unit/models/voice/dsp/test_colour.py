"""Moving and filtering spectra."""

import numpy as np
import pytest

from models.voice.dsp.colour import BANDS, BINS, SIZE, make_colour, minimum_phase, warp, warp_axis


@pytest.mark.parametrize("scale", [0.7, 0.9, 1.0, 1.2, 1.5])
def test_a_resonance_moves_by_the_scale_and_the_ends_stay(scale: float) -> None:
    axis = warp_axis(scale, BANDS)
    assert axis[0] == 0 and axis[-1] == BANDS - 1
    assert (np.diff(axis) > 0).all()
    peak = np.exp(-(((np.arange(BANDS) - 80.0) / 5) ** 2)).astype(np.float32)
    assert abs(int(warp(peak, scale).argmax()) - 80 * scale) <= 1


def test_the_filter_has_the_gain_and_does_not_ring_before_the_sound() -> None:
    gain = (1.5 * np.sin(np.linspace(0, 9, BANDS))).astype(np.float32)
    spectrum = minimum_phase(gain)
    wanted = np.interp(np.linspace(0, 1, BINS), np.linspace(0, 1, BANDS), gain)
    np.testing.assert_allclose(2 * np.log(np.abs(spectrum)), wanted, atol=0.02)
    response = np.fft.irfft(spectrum, SIZE)
    assert np.abs(response[SIZE // 2 :]).max() < 1e-3 * np.abs(response).max()


def test_no_change_is_no_change() -> None:
    flat = np.zeros(BANDS, np.float32)
    colour = make_colour(1.0, flat, flat)
    np.testing.assert_array_equal(colour.low + colour.share, np.arange(BINS))
    np.testing.assert_array_equal(colour.voiced, np.ones(BINS))
