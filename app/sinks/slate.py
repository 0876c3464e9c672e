"""The picture that is shown while there is nothing to show."""

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["make_slate"]


def make_slate(size: tuple[int, int], text: str = "Paused") -> NDArray[np.uint8]:
    """Return a quiet dark picture, (height, width, 3) uint8 RGB, with a word in its middle."""
    width, height = size
    ramp = np.linspace(52, 24, height)[:, None, None] * np.array([0.85, 0.92, 1.0])
    image = np.ascontiguousarray(np.broadcast_to(ramp, (height, width, 3)), dtype=np.uint8)
    scale = height / 480 * 1.4
    thickness = max(1, round(scale * 1.6))
    (text_width, text_height), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, scale, thickness)
    place = ((width - text_width) // 2, (height + text_height) // 2)
    cv2.putText(image, text, place, cv2.FONT_HERSHEY_SIMPLEX, scale, (170, 180, 190), thickness, cv2.LINE_AA)
    return image
