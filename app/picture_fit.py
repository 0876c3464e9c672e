"""Fitting a picture into a frame of a fixed size without changing its proportions."""

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["even_size", "fit_picture"]


def even_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return (width, height) rounded down to even numbers, at least 16; what video codecs and cameras ask for."""
    return max(16, size[0] // 2 * 2), max(16, size[1] // 2 * 2)


def fit_picture(image: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Scale (h, w, 3) uint8 into (width, height) `size`, centred on black; the same array if it fits already.

    A difference of one pixel, as between an odd size and the even one below, is cut off instead of scaled.
    """
    width, height = size
    h, w = image.shape[:2]
    if (w, h) == size:
        return image
    if 0 <= w - width <= 1 and 0 <= h - height <= 1:
        return image[:height, :width]
    scale = min(width / w, height / h)
    inner = (min(width, max(1, round(w * scale))), min(height, max(1, round(h * scale))))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    scaled = np.asarray(cv2.resize(image, inner, interpolation=method), np.uint8)
    if inner == size:
        return scaled
    canvas: NDArray[np.uint8] = np.zeros((height, width, 3), np.uint8)
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    canvas[top : top + inner[1], left : left + inner[0]] = scaled
    return canvas
