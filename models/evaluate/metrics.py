"""How much two pictures differ. All colours are uint8 RGB, all results plain numbers."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.face.landmarks import OVAL, RIGID

_WINDOW_PX = 11  # of SSIM, with sigma 1.5, as its authors chose
_SIGMA_PX = 1.5
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def l1(a: NDArray[np.uint8], b: NDArray[np.uint8], mask: NDArray[np.bool_] | None = None) -> float:
    """Return the mean absolute difference, 0..1, over all colours; of the pixels in the mask (h, w) if given."""
    difference = cv2.absdiff(a, b)
    chosen = difference if mask is None else difference[mask]
    return float(chosen.mean()) / 255 if chosen.size else 0.0


def ssim(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    """Return the structural similarity, -1..1, of the grey pictures (Wang et al. 2004).

    Gaussian windows of 11 x 11 pixels, sigma 1.5; positions whose window leaves the picture are left out.
    """
    x, y = (cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float64) for image in (a, b))

    def blur(image: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(cv2.GaussianBlur(image, (_WINDOW_PX, _WINDOW_PX), _SIGMA_PX), np.float64)

    mean_x, mean_y = blur(x), blur(y)
    var_x, var_y = blur(x * x) - mean_x**2, blur(y * y) - mean_y**2
    covariance = blur(x * y) - mean_x * mean_y
    similarity = (2 * mean_x * mean_y + _C1) * (2 * covariance + _C2)
    similarity /= (mean_x**2 + mean_y**2 + _C1) * (var_x + var_y + _C2)
    edge = _WINDOW_PX // 2
    return float(similarity[edge:-edge, edge:-edge].mean())


def keypoint_distance_px(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Return the mean distance of two sets of landmarks (n, 2 or 3) in the picture plane, in pixels."""
    return float(np.linalg.norm(a[:, :2] - b[:, :2], axis=1).mean())


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
