"""What lies behind the person: known pixels kept, the rest continued from them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.portrait.landmark.fill import channel_sum, gaussian
from models.portrait.landmark.matte import face_height, face_hull
from models.portrait.landmark.types import Floats, Picture, floats, smoothstep, to_bytes


def fill_background(image: Floats, alpha: Floats, landmarks: Floats) -> Floats:
    """Return the picture (h, w, 3) float32 0..1 without the person.

    Args:
        image: (h, w, 3) float32 0..1.
        alpha: (h, w) float32 0..1 person.
        landmarks: (478, 3) of the face; its surroundings are never taken for background, or a ghost face glows
            wherever the matte is weak.
    """
    height = face_height(landmarks)
    person = (alpha > 0.05).astype(np.uint8)
    away = floats(cv2.distanceTransform(1 - person, cv2.DIST_L2, 5) / height)
    near_face = face_hull(alpha.shape, landmarks, 0.06) > 0.05
    # In a plain scene the strip beside the person is replaced, too: its soft shadow and the blur of its outline would
    # stay behind as a ghost. In a busy one the true picture is worth more.
    wide = _filled(image, (away < max(0.09, 2 / height)) | near_face, height)
    narrow = _filled(image, (away < max(0.03, 1 / height)) | near_face, height, detail=False)
    plain = _plainness(floats(channel_sum(np.abs(image - wide)) / 3), away, height)
    busy = image + smoothstep(0.03, 0.008, away)[..., None] * (narrow - image)
    calm = image + smoothstep(0.085, 0.04, away)[..., None] * (wide - image)
    return floats(np.clip(busy + plain[..., None] * (calm - busy), 0, 1))


def _filled(image: Floats, unknown: NDArray[np.bool_], height: float, detail: bool = True) -> Floats:
    if unknown.all():
        return gaussian(image, 0.3 * height)
    hidden = unknown.astype(np.uint8)
    known = floats(1 - hidden)
    smooth = _continued(image, known, height)
    return smooth + _mirrored_detail(image, known, hidden, height) if detail else smooth


def _continued(image: Floats, known: Floats, height: float) -> Floats:
    """Carry the edges of the scene on below the person (Telea 2004), on a small picture: a large one gets streaks."""
    step = max(height / 48, 1.0)
    size = (image.shape[1], image.shape[0])
    small = (max(round(size[0] / step), 8), max(round(size[1] / step), 8))
    weight = floats(cv2.resize(known, small, interpolation=cv2.INTER_AREA))
    total = floats(cv2.resize(image * known[..., None], small, interpolation=cv2.INTER_AREA))
    mean = to_bytes(floats(255 * total / np.maximum(weight, 1e-3)[..., None]))
    hole = (weight < 0.5).astype(np.uint8)
    filled = floats(cv2.inpaint(mean, hole, 6, cv2.INPAINT_TELEA))
    # Where the two sides meet, far from both, there is a seam.
    deep = smoothstep(5, 18, floats(cv2.distanceTransform(hole, cv2.DIST_L2, 5)))[..., None]
    filled += deep * (gaussian(filled, 10) - filled)
    large = cv2.resize(filled, size, interpolation=cv2.INTER_CUBIC) / np.float32(255)
    return floats(image + (1 - known[..., None]) * (large - image))


def _plainness(difference: Floats, away: Floats, height: float) -> Floats:
    """How plain the scene is near each pixel (h, w), 0..1.

    Args:
        difference: (h, w) between picture and filled scene.
        away: (h, w) distance from the person in face heights.
        height: of the face in pixels.
    """
    beside = ((away > 0.01) & (away < 0.09)).astype(np.float32)
    usual = gaussian(difference * beside, 0.10 * height) / np.maximum(gaussian(beside, 0.10 * height), 1e-3)
    return smoothstep(0.07, 0.03, floats(usual))


def _mirrored_detail(image: Floats, known: Floats, unknown: Picture, height: float) -> Floats:
    """Fine texture for the filled part, mirrored across its border and calmed where it is strong."""
    detail = image - _blur_known(image, known, 0.035 * height)
    away, labels = cv2.distanceTransformWithLabels(unknown, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    rows, columns = np.nonzero(unknown == 0)
    place = np.zeros((labels.max() + 1, 2), np.int32)
    place[labels[rows, columns]] = np.column_stack([columns, rows])
    nearest = place[labels]
    tall, wide = known.shape
    own = np.stack(np.meshgrid(np.arange(wide, dtype=np.int32), np.arange(tall, dtype=np.int32)), -1)
    mirrored = 2 * nearest - own
    x = np.clip(mirrored[..., 0], 0, wide - 1)
    y = np.clip(mirrored[..., 1], 0, tall - 1)
    taken = detail[y, x] * known[y, x][..., None]
    strength = cv2.blur(channel_sum(np.abs(taken)) / 3, (31, 31))
    # Strong detail repeated without its context glitters; single lines look like ghosts.
    calm = taken * np.clip(0.02 / np.maximum(strength, 1e-4), 0, 1)[..., None]
    calm *= np.exp(-((floats(away) / (0.3 * height)) ** 2))[..., None]
    return floats(np.clip(calm, -0.04, 0.04))


def _blur_known(image: Floats, known: Floats, sigma: float) -> Floats:
    weight = gaussian(known, sigma)
    return floats(gaussian(image * known[..., None], sigma) / np.maximum(weight, 1e-3)[..., None])
