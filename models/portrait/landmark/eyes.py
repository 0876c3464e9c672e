"""Eyeballs under the lids: a sharp patch of each eye, completed beyond the lids, drawn with the gaze."""

from dataclasses import dataclass

import cv2
import numpy as np

from models.portrait.landmark.curves import eye_opening, smooth_line
from models.portrait.landmark.eyelids import LidState
from models.portrait.landmark.fill import gaussian, polygon_mask, push_pull
from models.portrait.landmark.layers import eye_width
from models.portrait.landmark.pose import Head
from models.portrait.landmark.topology import Eye
from models.portrait.landmark.types import Floats, Picture, floats, ramp, smoothstep, to_bytes
from models.portrait.landmark.warp import blend_into

_REACH = 0.9  # eye widths that a patch reaches from its middle
_FINER = 2.0  # patch pixels per picture pixel


@dataclass(frozen=True, slots=True)
class Eyeball:
    """One eye of the portrait, lids taken away.

    Attributes:
        image: (n, n, 3) uint8 RGB; its middle is the middle of the eye corners.
        centre: (2,) where the middle lies in the region, pixels.
        width: distance of the corners in pixels.
        iris: (2,) centre of the iris relative to the middle, pixels. radius: of the iris, pixels.
        lashes: (3,) colour of the upper lashes, 0..255.
    """

    image: Picture
    centre: Floats
    width: float
    iris: Floats
    radius: float
    lashes: Floats


def build_eyeball(image: Floats, landmarks: Floats, eye: Eye) -> Eyeball:
    """Cut an eye out of a picture (h, w, 3) float32 0..1 and complete iris and white below the lids."""
    width = eye_width(landmarks, eye)
    centre = landmarks[eye.corners, :2].mean(0)
    half = max(int(np.ceil(_REACH * width * _FINER)), 8)
    to_patch = np.array([[_FINER, 0, half - _FINER * centre[0]], [0, _FINER, half - _FINER * centre[1]]], np.float32)
    side = 2 * half + 1
    taken = cv2.warpAffine(image, to_patch, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    patch = np.clip(floats(taken), 0, 1)
    local = (eye_opening(landmarks[:, :2], eye) - centre) * _FINER + half
    iris = landmarks[eye.iris[0], :2] - centre
    radius = 1.02 * float(np.linalg.norm(landmarks[eye.iris[1:], :2] - landmarks[eye.iris[0], :2], axis=1).mean())
    opening = (polygon_mask((side, side), local) > 0.5).astype(np.uint8)
    inset = max(round(0.03 * width * _FINER), 1)
    trusted = cv2.erode(opening, np.ones((2 * inset + 1, 2 * inset + 1), np.uint8)).astype(np.float32)
    rows, columns = np.mgrid[0:side, 0:side].astype(np.float32)
    from_iris = np.hypot(columns - half - iris[0] * _FINER, rows - half - iris[1] * _FINER) / (radius * _FINER)

    filled = _white(patch, trusted, from_iris, (rows - half) / (width * _FINER))
    disc = smoothstep(1.08, 0.93, from_iris)[..., None]
    filled = filled + disc * (_iris(patch, trusted, from_iris) - filled)
    keep = gaussian(trusted, 0.8)[..., None] * trusted[..., None]
    full = filled + keep * (patch - filled)
    line = (smooth_line(landmarks[eye.upper, :2]) - centre) * _FINER + half
    return Eyeball(to_bytes(full * 255), centre, width, iris, radius, _lash_colour(patch, line, width))


def _lash_colour(patch: Floats, line: Floats, width: float) -> Floats:
    """The darkest colour along the upper lid, not lighter than half the mean: (3,) 0..255."""
    reach = max(round(0.05 * width * _FINER), 1)
    dark = cv2.erode(patch, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    x, y = (np.clip(np.rint(line[:, k]).astype(int), 0, patch.shape[0] - 1) for k in (0, 1))
    return floats(255 * np.minimum(np.median(dark[y, x], 0), 0.5 * patch.mean((0, 1))))


def _white(patch: Floats, trusted: Floats, from_iris: Floats, height: Floats) -> Floats:
    """White of the eye everywhere, shaded towards the lids."""
    near, safe = trusted * (from_iris > 1.05), trusted * (from_iris > 1.12)
    median = np.array([195, 190, 190], np.float32) / 255
    if safe.sum() > 12:
        median = np.median(patch[safe > 0], 0).astype(np.float32)
    spread = push_pull(patch, near) if near.sum() > 12 else np.broadcast_to(median, patch.shape)
    shade = 1 - 0.4 * smoothstep(0.12, 0.45, np.abs(height))
    return np.asarray((0.6 * spread + 0.4 * median) * shade[..., None], np.float32)


def _iris(patch: Floats, trusted: Floats, from_iris: Floats) -> Floats:
    """The iris as a disc of rings, each the median colour that is seen at that radius."""
    bins = 14
    which = np.clip((from_iris * bins).astype(int), 0, bins)
    rings = np.zeros((bins + 1, 3), np.float32)
    last = np.array([0.12, 0.10, 0.09], np.float32)
    for k in range(bins):
        seen = patch[(which == k) & (trusted > 0)]
        if len(seen) >= 3:
            last = np.median(seen, 0).astype(np.float32)
        rings[k] = last
    rings[bins] = rings[bins - 1]
    place = np.clip(from_iris * bins - 0.5, 0, bins - 1)
    low = np.floor(place).astype(int)
    part = (place - low)[..., None]
    return np.asarray(rings[low] * (1 - part) + rings[np.minimum(low + 1, bins)] * part, np.float32)


def draw_eyeball(
    picture: Picture, ball: Eyeball, eye: Eye, points: Floats, heads: tuple[Head, Head], lid: LidState
) -> None:
    """Draw one eye into the region's picture in place.

    Args:
        picture: (h, w, 3) uint8 RGB, already warped.
        ball: the eye's patch.
        eye: which landmarks.
        points: (478, 2) landmarks of this frame in the region.
        heads: the portrait's head at rest and in this frame.
        lid: opening and gaze.
    """
    contour = eye_opening(points, eye)
    width = max(float(np.linalg.norm(contour[0] - contour[len(contour) // 2])), 1.0)
    gap = float(np.linalg.norm(points[eye.upper[1:6]] - points[eye.lower[1:6]], axis=1).mean()) / width
    fade = ramp(0.02, 0.06, gap)
    if fade <= 0:
        return
    box = _box(contour, 2.0, picture.shape)
    if box is None:
        return
    x0, y0, x1, y1 = box
    still, now = heads
    back = (still.scale * still.rotation[:2, :2]) @ np.linalg.pinv(now.scale * now.rotation[:2, :2])
    middle = points[eye.corners].mean(0)
    columns, rows = np.meshgrid(
        np.arange(x0, x1, dtype=np.float32) - middle[0], np.arange(y0, y1, dtype=np.float32) - middle[1]
    )
    x = back[0, 0] * columns + back[0, 1] * rows
    y = back[1, 0] * columns + back[1, 1] * rows
    shift = still.rotation[:2, :2] @ (lid.gaze * ball.width)
    # The iris moves as a whole, the corners stay, the white between them stretches.
    from_iris = np.hypot(x - ball.iris[0] - shift[0], y - ball.iris[1] - shift[1]) / max(ball.radius, 0.5)
    share = smoothstep(2.3, 1.0, from_iris)
    half = (ball.image.shape[0] - 1) / 2
    eye_picture = cv2.remap(
        ball.image,
        ((x - shift[0] * share) * _FINER + half).astype(np.float32),
        ((y - shift[1] * share) * _FINER + half).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    mask = polygon_mask((y1 - y0, x1 - x0), contour - np.array([x0, y0], np.float32))
    mask = gaussian(mask, max(0.012 * width, 0.35)) * np.float32(fade)
    blend_into(picture[y0:y1, x0:x1], floats(eye_picture), mask)


def draw_lashes(picture: Picture, ball: Eyeball, eye: Eye, points: Floats, lid: LidState) -> None:
    """Draw the line of the lashes on a closing lid, in place; an open eye has its own."""
    strength = 0.85 * ramp(0.12, 0.60, lid.closure)
    if strength <= 0:
        return
    upper, lower = points[eye.upper], points[eye.lower]
    shut = ramp(0.6, 1.0, lid.closure)
    line = smooth_line(
        np.concatenate([points[eye.corners[:1]], upper + 0.5 * shut * (lower - upper), points[eye.corners[1:]]])
    )
    width = max(float(np.linalg.norm(line[0] - line[-1])), 1.0)
    # Thick in the middle, running out at the corners.
    place = np.linspace(0, 1, len(line), dtype=np.float32)[:, None]
    half = 0.026 * width * np.sqrt(np.sin(np.pi * np.clip(place, 0.02, 0.98)))
    along = (line[-1] - line[0]) / width
    down = np.array([-along[1], along[0]], np.float32)
    band = np.concatenate([line - 0.7 * half * down, (line + 1.3 * half * down)[::-1]])
    box = _box(band, 0.08 * width + 2, picture.shape)
    if box is None:
        return
    x0, y0, x1, y1 = box
    mask = polygon_mask((y1 - y0, x1 - x0), band - np.array([x0, y0], np.float32))
    soft = gaussian(mask, max(0.016 * width, 0.4)) * np.float32(strength)
    blend_into(picture[y0:y1, x0:x1], ball.lashes, soft)


def _box(points: Floats, margin: float, shape: tuple[int, ...]) -> tuple[int, int, int, int] | None:
    """Whole-pixel box around points inside a picture: x0, y0, x1, y1; None if nothing of it is inside."""
    x0, y0 = (max(int(v), 0) for v in np.floor(points.min(0) - margin))
    x1, y1 = (min(int(v) + 1, side) for v, side in zip(np.ceil(points.max(0) + margin), shape[1::-1], strict=True))
    return (x0, y0, x1, y1) if x1 - x0 > 2 and y1 - y0 > 2 else None
