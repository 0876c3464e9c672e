"""Push-pull: fill the unknown pixels of a picture smoothly from the known ones (Gortler et al. 1996)."""

import cv2
import numpy as np

from models.portrait.landmark.types import Floats, floats

_RELAXATIONS, _LARGE = 4, 400_000  # passes; pixels of a level for which one pass has to do


def push_pull(image: Floats, known: Floats) -> Floats:
    """Return the picture with its unknown pixels filled.

    Args:
        image: (h, w, c) float32.
        known: (h, w) float32 weights 0..1; pixels with weight 1 are kept exactly.
    """
    image = image if image.ndim == 3 else image[..., None]
    sums, weights = [image * known[..., None]], [known.astype(np.float32)]
    while max(weights[-1].shape) > 2:
        half = (max(weights[-1].shape[1] // 2, 1), max(weights[-1].shape[0] // 2, 1))
        sums.append(_depth(cv2.resize(sums[-1], half, interpolation=cv2.INTER_AREA)))
        weights.append(floats(cv2.resize(weights[-1], half, interpolation=cv2.INTER_AREA)))
    filled = sums[-1] / np.maximum(weights[-1], 1e-6)[..., None]
    for total, weight in zip(sums[-2::-1], weights[-2::-1], strict=True):
        large = _depth(cv2.resize(filled, weight.shape[::-1], interpolation=cv2.INTER_CUBIC))
        # A pixel of a coarse level that is half known is trusted half.
        unknown = 1 - weight[..., None]
        filled = total + unknown * large
        # Coarse values are means of wide areas; relaxing lets the fill meet the known pixels without a step.
        for _ in range(_RELAXATIONS if weight.size < _LARGE else 1):
            filled = total + unknown * _depth(cv2.blur(filled, (3, 3)))
    return np.asarray(filled, np.float32)


def _depth(image: object) -> Floats:
    found = floats(image)
    return found if found.ndim == 3 else found[..., None]


def gaussian(image: Floats, sigma: float) -> Floats:
    """Gaussian blur; large sigmas are done on a smaller picture, which looks the same and costs less."""
    if sigma < 8:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.float32)
    step = int(sigma // 4)
    height, width = image.shape[:2]
    small = cv2.resize(image, (max(width // step, 1), max(height // step, 1)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / step)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def polygon_mask(shape: tuple[int, int], polygon: Floats) -> Floats:
    """Return a mask (h, w) float32 0..1 with an antialiased polygon (n, 2) in pixels."""
    mask = np.zeros(shape, np.uint8)
    fixed = np.rint(polygon * 16).astype(np.int32)
    cv2.fillPoly(mask, [fixed], 255, cv2.LINE_AA, 4)
    return (mask * np.float32(1 / 255)).astype(np.float32)


def channel_sum(image: Floats) -> Floats:
    """Add up the three channels of a picture (h, w, 3); numpy's sum over the last axis takes ten times as long."""
    return floats(cv2.transform(np.ascontiguousarray(image, np.float32), np.ones((1, 3), np.float32)))
