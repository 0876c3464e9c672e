"""The pictures a frame is put together from: background, person with eyes and mouth closed over, lids."""

from dataclasses import dataclass

import cv2
import numpy as np

from models.portrait.landmark import topology
from models.portrait.landmark.background import fill_background
from models.portrait.landmark.curves import eye_opening, mouth_opening
from models.portrait.landmark.fill import gaussian, polygon_mask, push_pull
from models.portrait.landmark.lips import gaps
from models.portrait.landmark.topology import Eye
from models.portrait.landmark.types import Floats, Picture, floats, smoothstep, to_bytes


@dataclass(frozen=True, slots=True)
class Patch:
    """A small texture at a place of the region.

    Attributes:
        x, y: column and row of its first pixel in the region.
        image: (h, w, 4) uint8, RGB and a mask.
    """

    x: int
    y: int
    image: Picture


@dataclass(frozen=True, slots=True)
class Layers:
    """What is warped, and what it is laid over; all in the region's size.

    Attributes:
        person: (h, w, 4) uint8, RGB multiplied by alpha, and alpha; eyes and inner mouth replaced by skin.
        background: (h, w, 3) uint8.
        lids: one texture per eye, blended in as the eye closes.
        skin: (3,) mean skin colour 0..255.
    """

    person: Picture
    background: Picture
    lids: tuple[Patch, Patch]
    skin: Floats


def build_layers(picture: Picture, alpha: Floats, landmarks: Floats) -> Layers:
    """Take a portrait apart.

    Args:
        picture: (h, w, 3) uint8 RGB, the region around the head.
        alpha: (h, w) float32 0..1 person.
        landmarks: (478, 3) in pixels of the region.
    """
    image = floats(picture) / np.float32(255)
    background = fill_background(image, alpha, landmarks)
    foreground = _foreground(image, alpha, background)
    skin = skin_colour(image, landmarks)
    covered = foreground.copy()
    for eye in topology.EYES:
        _cover_eye(covered, landmarks, eye)
    _cover_mouth(covered, landmarks)
    person = np.dstack([covered * alpha[..., None], alpha])
    lids = tuple(_lid(covered, landmarks, eye, skin) for eye in topology.EYES)
    return Layers(to_bytes(person * 255), to_bytes(background * 255), (lids[0], lids[1]), skin * 255)


def skin_colour(image: Floats, landmarks: Floats) -> Floats:
    """Return the median colour (3,) of cheeks and forehead, in the picture's own scale."""
    spots = landmarks[[50, 280, 205, 425, 151, 108, 337, 117, 346], :2]
    tall, wide = image.shape[:2]
    x, y = (np.clip(np.rint(spots[:, k]).astype(int), 0, side - 1) for k, side in ((0, wide), (1, tall)))
    return np.asarray(np.median(image[y, x], 0), np.float32)


def _foreground(image: Floats, alpha: Floats, background: Floats) -> Floats:
    """The person's own colour, continued beyond the edge so that no background comes along."""
    a = alpha[..., None]
    own = np.clip((image - (1 - a) * background) / np.maximum(a, 0.25), 0, 1)
    sure = cv2.erode((alpha > 0.9).astype(np.uint8), np.ones((5, 5), np.uint8)).astype(np.float32)
    share = smoothstep(0.08, 0.4, alpha)[..., None]
    return np.asarray(share * own + (1 - share) * push_pull(image, sure), np.float32)


def _around(points: Floats, margin: float, shape: tuple[int, ...]) -> tuple[slice, slice]:
    low = np.floor(points.min(0) - margin).astype(int)
    high = np.ceil(points.max(0) + margin).astype(int) + 1
    x0, y0 = (max(int(v), 0) for v in low)
    x1, y1 = (min(int(v), side) for v, side in zip(high, (shape[1], shape[0]), strict=True))
    return slice(min(y0, shape[0] - 2), max(y1, 2)), slice(min(x0, shape[1] - 2), max(x1, 2))


def eye_width(landmarks: Floats, eye: Eye) -> float:
    """Distance of the corners in pixels, at least 2."""
    left, right = landmarks[eye.corners, :2]
    return max(float(np.linalg.norm(left - right)), 2.0)


def _cover_eye(image: Floats, landmarks: Floats, eye: Eye) -> None:
    """Replace the opening by skin, in place; lashes and the fold of the lid are no source of colour."""
    width = eye_width(landmarks, eye)
    contour = landmarks[eye.contour, :2]
    part = _around(contour, 0.9 * width, image.shape)
    origin = np.array([part[1].start, part[0].start], np.float32)
    view = image[part]
    shape = view.shape[:2]
    local = eye_opening(landmarks[:, :2], eye) - origin
    centre = (local[0] + local[len(local) // 2]) / 2
    grown = centre + (local - centre) * np.array([1.22, 2.0], np.float32)
    fold = np.concatenate([landmarks[eye.upper, :2], landmarks[eye.lid[::-1], :2]]) - origin
    source = 1 - np.maximum(polygon_mask(shape, grown), polygon_mask(shape, fold))
    hole = gaussian(polygon_mask(shape, local), max(0.015 * width, 0.4))[..., None]
    view += hole * (push_pull(view.copy(), (source > 0.99).astype(np.float32)) - view)


def _cover_mouth(image: Floats, landmarks: Floats) -> None:
    """Replace the inner mouth by lip colour, in place."""
    inner = landmarks[topology.INNER_MOUTH, :2]
    width = max(float(np.linalg.norm(inner[0] - inner[10])), 2.0)
    if float(gaps(landmarks).max()) < 0.015 * width:
        return
    part = _around(landmarks[topology.OUTER_LIPS, :2], 0.2 * width, image.shape)
    view = image[part]
    local = mouth_opening(landmarks[:, :2]) - np.array([part[1].start, part[0].start], np.float32)
    hole = polygon_mask(view.shape[:2], local)
    radius = max(round(0.02 * width), 1)
    wide = cv2.dilate(hole, np.ones((2 * radius + 1, 2 * radius + 1), np.uint8))
    soft = gaussian(hole, max(0.008 * width, 0.4))[..., None]
    view += soft * (push_pull(view.copy(), (wide < 0.01).astype(np.float32)) - view)


def _lid(covered: Floats, landmarks: Floats, eye: Eye, skin: Floats) -> Patch:
    """A closed lid: no lashes, colour from below and from the sides, not darker than shaded skin."""
    width = eye_width(landmarks, eye)
    contour = landmarks[eye.contour, :2]
    part = _around(contour, 0.8 * width, covered.shape)
    origin = np.array([part[1].start, part[0].start], np.float32)
    view = covered[part]
    opening = (polygon_mask(view.shape[:2], contour - origin) > 0.5).astype(np.uint8)
    away = cv2.distanceTransform(1 - opening, cv2.DIST_L2, 5)
    hole = np.clip(1 - (away - 0.09 * width) / max(0.07 * width, 1), 0, 1)
    corner_row = landmarks[eye.corners, 1].mean() - origin[1]
    rows = np.arange(view.shape[0], dtype=np.float32)[:, None]
    columns = np.arange(view.shape[1], dtype=np.float32)[None]
    middle = landmarks[eye.corners, 0].mean() - origin[0]
    beside = np.abs(columns - middle) > 0.55 * width
    source = (away > 0.16 * width) & ((rows > corner_row) | (beside & (rows > corner_row - 0.25 * width)))
    colour = push_pull(view.copy(), source.astype(np.float32))
    colour += 0.65 * np.maximum(0, 0.88 * skin - colour)
    mask = gaussian(hole.astype(np.float32), max(0.035 * width, 0.4))
    return Patch(part[1].start, part[0].start, to_bytes(255 * np.dstack([colour, mask])))
