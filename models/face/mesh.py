"""Finds the 478 landmarks of a face in a square of a picture (attention mesh, Grishchenko et al. 2020)."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.face.detector import Roi
from models.face.landmarks import (
    COUNT,
    EYE_A_CONTOUR,
    EYE_A_IRIS,
    EYE_A_REGION,
    EYE_B_CONTOUR,
    EYE_B_IRIS,
    EYE_B_REGION,
    LIPS,
    MESH_COUNT,
)
from models.runtime import Net

_SIDE_PX = 192
_SHRINK_FROM = 2  # a square this many times larger than the input is area-averaged first, or it glitters


class FaceMesh:
    """Runs the landmark network."""

    def __init__(self, net: Net) -> None:
        self._net = net

    def find(self, image: NDArray[np.uint8], roi: Roi) -> tuple[NDArray[np.float32], float]:
        """Return landmarks, (478, 3) float32 in pixels of the picture, and the probability 0..1 that it is a face.

        Args:
            image: (h, w, 3) uint8 RGB.
            roi: the square to look in; may reach beyond the picture (its border is repeated).
        """
        matrix = _crop_matrix(roi)
        tensor = _crop(image, matrix, roi).astype(np.float32)[None] / np.float32(255)
        mesh, lips, eye_a, eye_b, iris_a, iris_b, flag = self._net(tensor)
        points = np.empty((COUNT, 3))
        points[:MESH_COUNT] = mesh.reshape(-1, 3)
        # the refinements replace x and y only, depth stays from the mesh
        points[LIPS, :2] = lips.reshape(-1, 2)
        points[EYE_A_REGION, :2] = eye_a.reshape(-1, 2)
        points[EYE_B_REGION, :2] = eye_b.reshape(-1, 2)
        points[EYE_A_IRIS, :2] = iris_a.reshape(-1, 2)
        points[EYE_B_IRIS, :2] = iris_b.reshape(-1, 2)
        points[EYE_A_IRIS, 2] = points[EYE_A_CONTOUR, 2].mean()
        points[EYE_B_IRIS, 2] = points[EYE_B_CONTOUR, 2].mean()
        points[:, :2] = points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
        points[:, 2] *= roi[2] / _SIDE_PX
        score = 1 / (1 + np.exp(-np.clip(float(flag.ravel()[0]), -50, 50)))
        return points.astype(np.float32), float(score)


def roi_of(landmarks: NDArray[np.float32]) -> Roi:
    """Return the square in which to look for this face in the next picture."""
    low, high = landmarks[:, :2].min(axis=0), landmarks[:, :2].max(axis=0)
    dx, dy = landmarks[263, :2] - landmarks[33, :2]
    centre = (low + high) / 2
    return float(centre[0]), float(centre[1]), 1.5 * float((high - low).max()), float(np.arctan2(dy, dx))


def _crop_matrix(roi: Roi) -> NDArray[np.float64]:
    """Return the 2 x 3 map from the network's input to the picture; 0..192 lies on the square's edges."""
    x, y, side, angle = roi
    scale = side / _SIDE_PX
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    corner = np.array([x, y]) - turn @ np.array([_SIDE_PX / 2, _SIDE_PX / 2])
    return np.column_stack([turn, corner])


def _crop(image: NDArray[np.uint8], matrix: NDArray[np.float64], roi: Roi) -> NDArray[np.uint8]:
    """Return the square of the picture as (192, 192, 3); bilinear, the picture's border repeated."""
    factor = int(roi[2] / _SIDE_PX)
    if factor >= _SHRINK_FROM:
        image, matrix = _shrink(image, matrix, roi, factor)
    return np.asarray(
        cv2.warpAffine(
            image,
            matrix,
            (_SIDE_PX, _SIDE_PX),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        np.uint8,
    )


def _shrink(
    image: NDArray[np.uint8], matrix: NDArray[np.float64], roi: Roi, factor: int
) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Return the part of the picture that the square touches, made smaller by an integer factor, and the new map."""
    height, width = image.shape[:2]
    reach = 0.75 * roi[2]  # more than half the diagonal of the square
    x0, x1 = (int(np.clip(roi[0] + sign * reach, 0, width)) for sign in (-1, 1))
    y0, y1 = (int(np.clip(roi[1] + sign * reach, 0, height)) for sign in (-1, 1))
    columns, rows = (x1 - x0) // factor, (y1 - y0) // factor
    if columns < 2 or rows < 2:
        return image, matrix
    part = image[y0 : y0 + rows * factor, x0 : x0 + columns * factor]
    small = cv2.resize(part, (columns, rows), interpolation=cv2.INTER_AREA)
    moved = matrix.copy()
    # a small pixel's centre lies in the middle of the pixels it averages
    moved[:, 2] -= np.array([x0, y0]) + (factor - 1) / 2
    return np.asarray(small, np.uint8), moved / factor
