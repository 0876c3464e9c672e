"""Pictures of faces for tests: the bundled public-domain portrait, and films made by moving it."""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


@cache
def grace_hopper() -> NDArray[np.uint8]:
    """Return the bundled portrait, (600, 512, 3) uint8 RGB; read-only."""
    bgr = cv2.imread(str(ROOT / "avatars" / "grace-hopper" / "portrait.jpg"))
    assert bgr is not None
    image = np.ascontiguousarray(bgr[:, :, ::-1], np.uint8)
    image.flags.writeable = False
    return image


def moved(
    image: NDArray[np.uint8], x_px: float = 0, y_px: float = 0, angle_deg: float = 0, scale: float = 1
) -> NDArray[np.uint8]:
    """Return the picture turned about its centre, scaled and shifted; black comes in from outside."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle_deg, scale)
    matrix[:, 2] += np.array([x_px, y_px])
    return np.asarray(cv2.warpAffine(image, matrix, (width, height)), np.uint8)
