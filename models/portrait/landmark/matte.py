"""Person or background: a soft mask at the portrait's own resolution."""

from collections.abc import Callable

import cv2
import numpy as np

from models.portrait.landmark import topology
from models.portrait.landmark.fill import channel_sum, gaussian, push_pull
from models.portrait.landmark.types import Floats, Picture, floats, smoothstep
from models.retouch import touched_up


def guided_filter(guide: Floats, mask: Floats, radius: int, eps: float) -> Floats:
    """Give a mask the edges of a colour picture.

    He, Sun and Tang 2010, colour guide, box windows; for large windows the coefficients are found on a smaller
    picture (He and Sun 2015).

    Args:
        guide: (h, w, 3) float32, 0..1.
        mask: (h, w) float32.
        radius: half side of the windows in pixels.
        eps: how much contrast of the guide counts as an edge.
    """
    size = (mask.shape[1], mask.shape[0])
    step = max(radius // 5, 1)
    small = (max(size[0] // step, 1), max(size[1] // step, 1))
    slope, rest = _coefficients(
        floats(cv2.resize(guide, small, interpolation=cv2.INTER_AREA)),
        floats(cv2.resize(mask, small, interpolation=cv2.INTER_AREA)),
        max(round(radius / step), 1),
        eps,
    )
    slope, rest = (floats(cv2.resize(part, size, interpolation=cv2.INTER_LINEAR)) for part in (slope, rest))
    return channel_sum(slope * guide) + rest


def _coefficients(guide: Floats, mask: Floats, radius: int, eps: float) -> tuple[Floats, Floats]:
    """Local linear model: mask = slope (h, w, 3) . guide + rest (h, w)."""
    side = (2 * radius + 1, 2 * radius + 1)

    def box(image: Floats) -> Floats:
        return floats(cv2.boxFilter(image, -1, side))

    mean, mean_mask = box(guide), box(mask)
    covariance = {}
    for i, j in ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)):
        value = box(guide[..., i] * guide[..., j]) - mean[..., i] * mean[..., j]
        covariance[i, j] = value + np.float32(eps if i == j else 0)
    with_mask = box(guide * mask[..., None]) - mean * mean_mask[..., None]
    slope = _solve(covariance, with_mask)
    return box(slope), box(mean_mask - channel_sum(slope * mean))


def _solve(matrix: dict[tuple[int, int], Floats], right: Floats) -> Floats:
    """Solve symmetric 3 x 3 systems by the adjugate; numpy's solver is ten times slower here."""
    a, b, c = matrix[0, 0], matrix[0, 1], matrix[0, 2]
    d, e, f = matrix[1, 1], matrix[1, 2], matrix[2, 2]
    A, B, C = d * f - e * e, c * e - b * f, b * e - c * d
    D, E, F = a * f - c * c, b * c - a * e, a * d - b * b
    det = a * A + b * B + c * C
    x, y, z = right[..., 0], right[..., 1], right[..., 2]
    return np.stack([A * x + B * y + C * z, B * x + D * y + E * z, C * x + E * y + F * z], -1) / det[..., None]


def rough_matte(segment: Callable[[Picture], Floats], image: Picture, landmarks: Floats) -> Floats:
    """Return the person probability (h, w) 0..1 of a picture (h, w, 3), averaged over several looks.

    The network sees 256 x 256 pixels and errs on single views; squares of different size around the head, each also
    mirrored, err differently.

    Args:
        segment: the segmentation network, picture to mask of the same size.
        image: (h, w, 3) uint8 RGB.
        landmarks: (478, 3) of the face.
    """
    tall, wide = image.shape[:2]
    low, high = landmarks[:, :2].min(0), landmarks[:, :2].max(0)
    extent = float((high - low).max())
    total, weight = np.zeros((tall, wide), np.float32), np.zeros((tall, wide), np.float32)
    looks = [(0, 0, wide, tall, 0.05)]  # the whole picture counts where nothing else looks
    for size in (2.7, 3.4, 4.4):
        half = size * extent / 2
        x, y = (low + high) / 2 + np.array([0, 0.12 * half])
        box = max(int(x - half), 0), max(int(y - half), 0), min(int(x + half), wide), min(int(y + half), tall)
        if box != looks[-1][:4]:
            looks.append((*box, 1.0))
    for x0, y0, x1, y1, share in looks:
        part = np.ascontiguousarray(image[y0:y1, x0:x1])
        both = segment(part) + segment(np.ascontiguousarray(part[:, ::-1]))[:, ::-1]
        total[y0:y1, x0:x1] += share * both / 2
        weight[y0:y1, x0:x1] += share
    return floats(total / weight)


def refine_matte(image: Picture, rough: Floats, landmarks: Floats, touch: Picture | None = None) -> Floats:
    """Sharpen the person mask of a picture.

    Args:
        image: (h, w, 3) uint8 RGB.
        rough: (h, w) float32 0..1, the segmentation network's answer.
        landmarks: (478, 3) of the face in the picture; the face always belongs to the person.
        touch: (h, w) uint8, corrections by hand, which have the last word; None for none. See `models.retouch`.

    Returns:
        (h, w) float32 alpha 0..1.
    """
    height = face_height(landmarks)
    guide = floats(image) / np.float32(255)
    radius = max(round(0.03 * height), 2)
    alpha = smoothstep(0.22, 0.80, guided_filter(guide, rough, radius, 1e-4))
    alpha = np.maximum(alpha, gaussian(face_hull(image.shape[:2], landmarks), max(0.01 * height, 0.5)))
    alpha = _without_holes(_attached(np.clip(alpha, 0, 1), landmarks))
    found = _by_colour(guide, alpha, height)
    return found if touch is None else touched_up(found, touch)


def _by_colour(image: Floats, alpha: Floats, height: float) -> Floats:
    """Decide the soft edge anew by colour, where person and background differ clearly and evenly around it."""
    reach = max(round(0.02 * height), 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    inside = floats(cv2.erode((alpha > 0.95).astype(np.uint8), kernel))
    outside = floats(cv2.erode((alpha < 0.05).astype(np.uint8), kernel))
    if inside.sum() < 50 or outside.sum() < 50:
        return alpha
    values = np.dstack([image, channel_sum(image**2)])
    step = max(int(height // 130), 1)  # colours vary slowly: a large picture need not be spread in full
    person, scene = _spread(values, inside, step), _spread(values, outside, step)
    spread = [np.maximum(v[..., 3] - channel_sum(v[..., :3] ** 2), 0) for v in (person, scene)]
    axis = person[..., :3] - scene[..., :3]
    contrast = channel_sum(axis**2)
    projected = channel_sum((image - scene[..., :3]) * axis) / np.maximum(contrast, 1e-4)
    # Sure only where the two colours lie much further apart than each of them varies.
    trust = contrast / (contrast + 6 * (spread[0] + spread[1]) + 0.02)
    trust *= smoothstep(0.35, 0.7, trust)
    unsure = gaussian(1 - np.maximum(inside, outside), max(0.006 * height, 0.5)) * (1 - np.maximum(inside, outside))
    share = floats(trust * unsure)
    return floats(np.clip(alpha + share * (smoothstep(0.05, 0.95, floats(projected)) - alpha), 0, 1))


def _spread(values: Floats, known: Floats, step: int) -> Floats:
    """Continue values (h, w, c) from where they are known, found on a picture smaller by `step`."""
    size = (known.shape[1], known.shape[0])
    small = (max(size[0] // step, 2), max(size[1] // step, 2))
    weight = floats(cv2.resize(known, small, interpolation=cv2.INTER_AREA))
    total = floats(cv2.resize(values * known[..., None], small, interpolation=cv2.INTER_AREA))
    mean = total / np.maximum(weight, 1e-3)[..., None]
    filled = push_pull(floats(mean), floats(weight > 0.5))
    return floats(cv2.resize(filled, size, interpolation=cv2.INTER_LINEAR))


def _without_holes(alpha: Floats) -> Floats:
    """Fill spots that are enclosed by the person: an emblem or a bright collar is no background."""
    framed = cv2.copyMakeBorder((alpha < 0.5).astype(np.uint8), 1, 0, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _, labels = cv2.connectedComponents(framed)
    open_space = labels[1:, 1:-1] == labels[0, 0]
    hole = (alpha < 0.98) & ~cv2.dilate(open_space.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    return np.where(hole, np.float32(1), alpha).astype(np.float32)


def face_height(landmarks: Floats) -> float:
    """Forehead to chin in pixels."""
    return float(np.linalg.norm(landmarks[10, :2] - landmarks[152, :2]))


def face_hull(shape: tuple[int, ...], landmarks: Floats, grow: float = 0.0) -> Floats:
    """Return a mask (h, w) float32 of the face oval's convex hull, grown by so many face heights."""
    mask = np.zeros(shape[:2], np.uint8)
    hull = cv2.convexHull(landmarks[topology.OVAL, :2].astype(np.float32))
    cv2.fillConvexPoly(mask, np.rint(hull * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    radius = round(grow * face_height(landmarks))
    if radius > 0:
        ellipse = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
        return floats(cv2.dilate(mask, ellipse)) / np.float32(255)
    return floats(mask) / np.float32(255)


def _attached(alpha: Floats, landmarks: Floats) -> Floats:
    """Keep what hangs together with the face; other people and false spots belong to the background."""
    solid = (alpha > 0.3).astype(np.uint8)
    _, labels = cv2.connectedComponents(solid)
    x, y = np.clip(landmarks[168, :2], 0, [alpha.shape[1] - 1, alpha.shape[0] - 1]).astype(int)
    own = (labels == labels[y, x]).astype(np.uint8)
    near = cv2.dilate(own, np.ones((5, 5), np.uint8))
    return np.where(near > 0, alpha, 0).astype(np.float32)
