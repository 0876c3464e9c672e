"""Separates a person from the background (selfie segmentation network)."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.runtime import Net, load_net
from models.weights import find

_SIDE_PX = 256


class Segmenter:
    """Runs the segmentation network. Raises ModelError if its file is missing."""

    def __init__(self) -> None:
        self._net: Net = load_net(find("selfie-segmentation"))

    @property
    def runtime(self) -> str:
        """Which runtime computes, with version and number format."""
        return f"{self._net.info.runtime} {self._net.info.precision}"

    def matte(self, image: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the probability that a pixel shows the person, (h, w) float32 0..1, from (h, w, 3) uint8 RGB.

        The network sees 256 x 256, so edges are soft: about one 256th of the picture.
        """
        height, width = image.shape[:2]
        method = cv2.INTER_AREA if max(height, width) > _SIDE_PX else cv2.INTER_LINEAR
        small = cv2.resize(image, (_SIDE_PX, _SIDE_PX), interpolation=method)
        (mask,) = self._net(np.asarray(small, np.float32)[None] / np.float32(255))
        full = cv2.resize(mask.reshape(_SIDE_PX, _SIDE_PX), (width, height), interpolation=cv2.INTER_CUBIC)
        return np.clip(full, 0, 1).astype(np.float32)
