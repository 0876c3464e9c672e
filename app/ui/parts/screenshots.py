"""Screenshots that keep their transparency."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from app.picture_cutout import cut_out


def to_clear_image(rgb: NDArray[np.uint8], matte: NDArray[np.uint8]) -> QImage:
    """Return the portrait (h, w, 3) without the green behind it, by its matte (h, w) if that fits."""
    height, width = rgb.shape[:2]
    alpha = matte if matte.shape == (height, width) else np.full((height, width), 255, np.uint8)
    pixels = np.ascontiguousarray(cut_out(rgb, alpha))
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
