"""The noise that was put into pictures is found, and poor light is told once."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.sources.camera_light import EVERY, LOOKS, LightMeter, noise_level
from app.sources.synthetic import SyntheticFace

# the bundled portrait is a scan of a film: without its grain it is what a webcam sees by daylight
PORTRAIT = cv2.GaussianBlur(SyntheticFace().draw(0), (0, 0), 1.5)
FACE = SyntheticFace(np.asarray(PORTRAIT, np.uint8), size=(320, 320))


def noisy(index: int, sigma: float, gain: float = 1.0) -> NDArray[np.uint8]:
    """A picture of a moving face with noise of this standard deviation in each colour."""
    clean = FACE.draw(index).astype(np.float32) * gain
    return np.clip(clean + np.random.default_rng(index).normal(0, sigma, clean.shape), 0, 255).astype(np.uint8)


def grey(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)


@pytest.mark.parametrize("sigma", [2.0, 5.0, 10.0])
def test_noise_is_measured_within_a_fifth_though_the_face_moves(sigma: float) -> None:
    """Grey is 0.299 R + 0.587 G + 0.114 B, so independent noise in the three shrinks to 0.669 of it."""
    first, second = (grey(noisy(index, sigma, 0.6)) for index in (0, 1))
    assert noise_level(first, second) == pytest.approx(0.669 * sigma, rel=0.2)


def test_a_still_clean_picture_has_no_noise() -> None:
    assert noise_level(grey(FACE.draw(0)), grey(FACE.draw(0))) == 0.0


def watch(meter: LightMeter, sigma: float, gain: float, looks: int) -> int:
    """Show so many looks' worth of pictures; how often poor light was told."""
    told = 0
    for index in range(looks * EVERY):
        if index % EVERY < 2:
            told += meter.see(noisy(index, sigma, gain))
        else:
            told += meter.see(np.zeros((8, 8, 3), np.uint8))  # not looked at
    return told


def test_good_light_is_not_mentioned() -> None:
    meter = LightMeter()
    assert watch(meter, 1.5, 1.0, LOOKS + 2) == 0 and meter.words == ""


def test_a_dark_picture_is_told_once_and_forgotten_when_it_is_bright_again() -> None:
    meter = LightMeter()
    assert watch(meter, 12.0, 0.2, LOOKS + 3) == 1
    assert "dark and noisy" in meter.words and "more light" in meter.words
    assert watch(meter, 1.0, 1.0, 15) == 0
    assert meter.words == ""
    assert watch(meter, 16.0, 1.0, 15) == 1 and "noisy" in meter.words
