"""How much two pictures differ. All colours are uint8 RGB, all results plain numbers."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.face.landmarks import OVAL, RIGID, to_68

_WINDOW_PX = 11  # of SSIM, with sigma 1.5, as its authors chose
_SIGMA_PX = 1.5
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
_SCALES = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)  # of MS-SSIM, finest first: their exponents

PERFECT_DB = 100.0
"""The PSNR of equal pictures, which has no number: one byte of a 256 x 256 picture off by one gives 101 dB."""


def l1(a: NDArray[np.uint8], b: NDArray[np.uint8], mask: NDArray[np.bool_] | None = None) -> float:
    """Return the mean absolute difference, 0..1, over all colours; of the pixels in the mask (h, w) if given."""
    difference = cv2.absdiff(a, b)
    chosen = difference if mask is None else difference[mask]
    return float(chosen.mean()) / 255 if chosen.size else 0.0


def psnr_db(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    """Return the peak signal-to-noise ratio in dB: 10 log10(255^2 / mean squared difference of all colours).

    At most `PERFECT_DB`. A trap: the mean over frames of this number is not the PSNR of the mean squared difference,
    and one perfect frame lifts it much; we report the mean over frames, as is usual.
    """
    squared = float(np.mean((a.astype(np.float64) - b) ** 2))
    return min(10 * float(np.log10(255**2 / squared)), PERFECT_DB) if squared > 0 else PERFECT_DB


def ssim(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    """Return the structural similarity, -1..1, of the grey pictures (Wang et al. 2004).

    Gaussian windows of 11 x 11 pixels, sigma 1.5; positions whose window leaves the picture are left out.
    """
    luminance, structure = _similarity(*_greys(a, b))
    return float((luminance * structure).mean())


def ms_ssim(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    """Return the multi-scale structural similarity, 0..1, of the grey pictures (Wang, Simoncelli and Bovik 2003).

    Contrast and structure of five scales (each half the one before, 2 x 2 pixels averaged), the luminance of the
    coarsest, each to the power that its authors found. A negative mean counts as 0. Two traps: implementations differ
    in the filter before halving, so compare only numbers of one program; and below 176 pixels (the smaller side) not
    all scales hold a window, then those that do are used, their powers enlarged to the same sum.
    """
    x, y = _greys(a, b)
    count = 1
    while count < len(_SCALES) and min(x.shape) >> count >= _WINDOW_PX:
        count += 1
    powers = np.array(_SCALES[:count]) * (sum(_SCALES) / sum(_SCALES[:count]))
    result = 1.0
    for scale, power in enumerate(powers):
        luminance, structure = _similarity(x, y)
        last = scale == count - 1
        result *= max(float((luminance * structure if last else structure).mean()), 0.0) ** power
        x, y = _halved(x), _halved(y)
    return float(result)


def _greys(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x, y = (cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float64) for image in (a, b))
    return x, y


def _halved(image: NDArray[np.float64]) -> NDArray[np.float64]:
    height, width = (side // 2 for side in image.shape)
    return np.asarray(image[: 2 * height, : 2 * width].reshape(height, 2, width, 2).mean((1, 3)), np.float64)


def _similarity(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return luminance and contrast times structure wherever a whole window lies."""

    def blur(image: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(cv2.GaussianBlur(image, (_WINDOW_PX, _WINDOW_PX), _SIGMA_PX), np.float64)

    mean_x, mean_y = blur(x), blur(y)
    var_x, var_y = blur(x * x) - mean_x**2, blur(y * y) - mean_y**2
    covariance = blur(x * y) - mean_x * mean_y
    luminance = (2 * mean_x * mean_y + _C1) / (mean_x**2 + mean_y**2 + _C1)
    structure = (2 * covariance + _C2) / (var_x + var_y + _C2)
    edge = _WINDOW_PX // 2
    inner = np.s_[edge:-edge, edge:-edge]
    return luminance[inner], structure[inner]


def keypoint_distance_px(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Return the mean distance of two sets of landmarks (n, 2 or 3) in the picture plane, in pixels."""
    return float(np.linalg.norm(a[:, :2] - b[:, :2], axis=1).mean())


def akd_68_px(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Return the average keypoint distance as published for the first-order motion model, in pixels.

    The mean absolute difference over the 136 coordinates of 68 landmarks, not a distance: it is a factor of about 1.6
    below `keypoint_distance_px`. Published numbers are taken at 256 pixels with the landmarks of the face-alignment
    package; ours with those of our tracker, so the two do not compare.

    Args:
        a: (478, 2 or 3) float32 pixels.
        b: likewise.
    """
    return float(np.abs(to_68(a)[:, :2] - to_68(b)[:, :2]).mean())


def face_mask(landmarks: NDArray[np.float32], height: int, width: int) -> NDArray[np.bool_]:
    """Return where the face is: the convex hull of its outline, (height, width) bool."""
    mask = np.zeros((height, width), np.uint8)
    hull = cv2.convexHull(np.round(landmarks[OVAL, :2]).astype(np.int32))
    return np.asarray(cv2.fillConvexPoly(mask, hull, 1) > 0)


def rotation_deg(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Return the angle between two head poses in degrees, from (478, 3) landmarks of the same person.

    Kabsch's rotation (1976) between the points that move little with expression.
    """
    p, q = (points[RIGID].astype(np.float64) for points in (a, b))
    left, _, right = np.linalg.svd((p - p.mean(0)).T @ (q - q.mean(0)))
    sign = np.sign(np.linalg.det(left) * np.linalg.det(right))
    rotation = (left * np.array([1, 1, sign])) @ right
    return float(np.degrees(np.arccos(np.clip((np.trace(rotation) - 1) / 2, -1, 1))))
