"""The test card keeps its number and colours through what a camera does to a picture."""

import cv2
import numpy as np
import pytest

from app.live.camera_card import COLOURS, colours_in, draw_card, number_in


@pytest.mark.parametrize("size", [(320, 240), (640, 480), (1280, 720), (512, 512)])
@pytest.mark.parametrize("number", [0, 1, 12345, 0xFFFF])
def test_number_and_colours_survive_the_coding_of_a_camera(number: int, size: tuple[int, int]) -> None:
    """I420 with half the colour resolution, and back, as v4l2loopback and its readers do."""
    card = draw_card(number, size)
    back = np.asarray(cv2.cvtColor(cv2.cvtColor(card, cv2.COLOR_RGB2YUV_I420), cv2.COLOR_YUV2RGB_I420), np.uint8)
    assert number_in(back) == number
    assert np.abs(colours_in(back) - COLOURS).max() <= 2.0


def test_a_wrong_matrix_would_be_noticed() -> None:
    """A reader that takes the colours for full-range ones is wrong by far more than the limit."""
    yuv = cv2.cvtColor(draw_card(5, (640, 480)), cv2.COLOR_RGB2YUV)
    yuv[..., 0] = 16 + yuv[..., 0].astype(float) * 219 / 255
    back = np.asarray(cv2.cvtColor(yuv, cv2.COLOR_YUV2RGB), np.uint8)
    assert np.abs(colours_in(back) - COLOURS).max() > 6
