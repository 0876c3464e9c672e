"""Finds faces in a picture: the short-range BlazeFace network (Bazarevsky et al. 2019) and its anchor boxes."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from models.runtime import Net

_SIDE_PX = 128
_MIN_SCORE = 0.5
_SAME_FACE_IOU = 0.3
_MAX_STEP = 5  # pixels of the picture per pixel of the input that plain bilinear sampling may skip
_LOGIT_LIMIT = 50.0  # exp() of a raw logit overflows float32
Roi = tuple[float, float, float, float]
"""Centre x, centre y, side in pixels, angle in radians of a square that holds a face."""


@dataclass(frozen=True, slots=True)
class Detection:
    """A face seen by the detector.

    Attributes:
        box: left, top, right, bottom in pixels of the picture; may reach beyond it.
        keypoints: (6, 2) pixels: eye A, eye B, nose tip, mouth, ear A, ear B.
        score: 0.5..1.
    """

    box: tuple[float, float, float, float]
    keypoints: NDArray[np.float64]
    score: float

    @property
    def area_px(self) -> float:
        """Return the area of the box in square pixels."""
        left, top, right, bottom = self.box
        return max(right - left, 0.0) * max(bottom - top, 0.0)

    def roi(self) -> Roi:
        """Return the square in which the landmark network looks: 1.5 times the box, upright with the eyes."""
        left, top, right, bottom = self.box
        dx, dy = self.keypoints[1] - self.keypoints[0]
        side = 1.5 * max(right - left, bottom - top)
        return (left + right) / 2, (top + bottom) / 2, side, float(np.arctan2(dy, dx))


def _anchors() -> NDArray[np.float64]:
    """Return the 896 anchor centres, (896, 2), as parts of the input side: 16 x 16 cells twice, 8 x 8 six times."""
    grids = []
    for cells, repeats in ((16, 2), (8, 6)):
        y, x = (np.mgrid[0:cells, 0:cells] + 0.5) / cells
        grids.append(np.repeat(np.stack([x, y], -1).reshape(-1, 2), repeats, axis=0))
    return np.concatenate(grids)


def overlap(box: NDArray[np.float64], boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return intersection over union of one box (4,) with each of (n, 4)."""
    low = np.maximum(box[:2], boxes[:, :2])
    high = np.minimum(box[2:], boxes[:, 2:])
    shared = np.prod(np.maximum(high - low, 0), axis=1)
    areas = np.prod(np.maximum(boxes[:, 2:] - boxes[:, :2], 0), axis=1)
    total = areas + np.prod(np.maximum(box[2:] - box[:2], 0)) - shared
    return np.asarray(shared / np.maximum(total, 1e-12))


class FaceDetector:
    """Runs the detection network on a square of a picture."""

    def __init__(self, net: Net) -> None:
        self._net = net
        self._anchors = _anchors()

    def detect(self, image: NDArray[np.uint8], square: tuple[float, float, float] | None = None) -> list[Detection]:
        """Return the faces in a square of the picture, the largest first.

        Args:
            image: (h, w, 3) uint8 RGB.
            square: left, top and side in pixels; may reach beyond the picture (black there). None: the whole
                picture, centred in its square hull.
        """
        height, width = image.shape[:2]
        if square is None:
            side = float(max(height, width))
            square = ((width - side) / 2, (height - side) / 2, side)
        patch = _cut(image, square)
        if patch is None:
            return []
        tensor = patch.astype(np.float32)[None] / 127.5 - 1
        regressors, logits = self._net(tensor)
        values, scores = self._decode(regressors[0], logits[0, :, 0])
        # 16 numbers each: box (left, top, right, bottom) and six keypoints, as parts of the square -> pixels
        origin = np.tile(square[:2], values.shape[1] // 2)
        values = values * square[2] + origin
        faces = _merge(values, scores)
        return sorted(faces, key=lambda face: face.area_px, reverse=True)

    def _decode(
        self, raw: NDArray[np.float32], logits: NDArray[np.float32]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        scores = 1 / (1 + np.exp(-np.clip(logits.astype(np.float64), -_LOGIT_LIMIT, _LOGIT_LIMIT)))
        kept = np.flatnonzero(scores > _MIN_SCORE)
        values = raw[kept].astype(np.float64) / _SIDE_PX
        anchors = self._anchors[kept]
        centre, half = values[:, :2] + anchors, values[:, 2:4] / 2
        keypoints = values[:, 4:] + np.tile(anchors, 6)
        return np.concatenate([centre - half, centre + half, keypoints], axis=1), scores[kept]


def _merge(values: NDArray[np.float64], scores: NDArray[np.float64]) -> list[Detection]:
    """Blend boxes that overlap the best one, weighted by score; repeat with the rest."""
    faces = []
    while len(scores):
        best = int(np.argmax(scores))
        same = overlap(values[best, :4], values[:, :4]) > _SAME_FACE_IOU
        same[best] = True
        mean = np.average(values[same], axis=0, weights=scores[same])
        left, top, right, bottom = (float(v) for v in mean[:4])
        faces.append(Detection((left, top, right, bottom), mean[4:].reshape(6, 2), float(scores[best])))
        values, scores = values[~same], scores[~same]
    return faces


def _cut(image: NDArray[np.uint8], square: tuple[float, float, float]) -> NDArray[np.uint8] | None:
    """Return the square as (128, 128, 3), black outside the picture; None if it does not meet the picture."""
    height, width = image.shape[:2]
    left, top, side = square
    if left >= width or top >= height or left + side <= 0 or top + side <= 0:
        return None
    x0, y0 = max(int(left) - 1, 0), max(int(top) - 1, 0)
    part = image[y0 : int(top + side) + 2, x0 : int(left + side) + 2]
    height, width = part.shape[:2]
    factor = int(np.ceil(side / _SIDE_PX / _MAX_STEP))
    shrink = np.ones(2)
    if factor > 1 and min(height, width) >= 2 * factor:
        size = (round(width / factor), round(height / factor))
        part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
        shrink = np.array(size) / (width, height)
    step = side / _SIDE_PX * shrink
    start = np.array([left - x0, top - y0]) * shrink
    matrix = np.array([[step[0], 0, start[0]], [0, step[1], start[1]]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    patch = cv2.warpAffine(part, matrix, (_SIDE_PX, _SIDE_PX), flags=flags, borderMode=cv2.BORDER_CONSTANT)
    return np.asarray(patch, np.uint8)
