"""The matte brush: where the user says that something belongs to the person, or does not.

A touch is (h, w) uint8 of the photo: 128 leaves what was found automatically, 255 adds, 0 takes away, what lies
between does so in part. It is kept apart from what was found, so that a better cut-out or another crop keeps it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.avatar.framing import Frame, size_of
from models.retouch import UNTOUCHED, touched_up

Touch = NDArray[np.uint8]


def new_touch(width: int, height: int) -> Touch:
    """Return a touch that changes nothing."""
    return np.full((height, width), UNTOUCHED, np.uint8)


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke of the brush.

    Attributes:
        points: its path, pixels of the photo.
        radius_px: of the brush.
        add: it adds to the person; else it takes away.
        softness: 0 (hard edge) .. 1 (soft from the middle on).
    """

    points: tuple[tuple[float, float], ...]
    radius_px: float
    add: bool
    softness: float = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """What a stroke has changed: columns, rows, and both states, so that it can be taken back and done again."""

    x: int
    y: int
    before: Touch
    after: Touch

    def undo(self, touch: Touch) -> None:
        """Put back, in place, what was there before."""
        self._put(touch, self.before)

    def redo(self, touch: Touch) -> None:
        """Do it again, in place."""
        self._put(touch, self.after)

    def _put(self, touch: Touch, part: Touch) -> None:
        touch[self.y : self.y + part.shape[0], self.x : self.x + part.shape[1]] = part


def paint(touch: Touch, stroke: Stroke) -> Patch | None:
    """Draw a stroke, in place. Returns what it has changed, None where it lies outside the photo."""
    path = np.array(stroke.points, np.float32).reshape(-1, 2)
    reach = stroke.radius_px + 2
    height, width = touch.shape
    x0, y0 = (max(int(v), 0) for v in path.min(0) - reach)
    x1, y1 = (min(int(v) + 2, side) for v, side in zip(path.max(0) + reach, (width, height), strict=True))
    if x0 >= x1 or y0 >= y1:
        return None
    part = touch[y0:y1, x0:x1]
    before = part.copy()
    strength = _strength(path - np.array([x0, y0], np.float32), part.shape, stroke)
    target = 255.0 if stroke.add else 0.0
    # a soft stroke over another one of its kind never weakens it
    mixed = part + strength * (target - part)
    part[:] = np.rint(np.maximum(mixed, part) if stroke.add else np.minimum(mixed, part)).astype(np.uint8)
    return Patch(x0, y0, before, part.copy())


def _strength(path: NDArray[np.float32], shape: tuple[int, ...], stroke: Stroke) -> NDArray[np.float32]:
    """Return how much of the brush each pixel (h, w) gets, 0..1, by its distance to the path."""
    away = np.full(shape, 255, np.uint8)
    points = np.rint(path * 16).astype(np.int32)
    cv2.polylines(away, [points.reshape(-1, 1, 2)], isClosed=False, color=0, thickness=1, shift=4)
    if len(path) == 1:
        cv2.circle(away, (int(points[0, 0]), int(points[0, 1])), 0, 0, 1, cv2.LINE_8, 4)
    distance = cv2.distanceTransform(away, cv2.DIST_L2, 5)
    radius = max(stroke.radius_px, 0.5)
    edge = max(radius * min(max(stroke.softness, 0.0), 1.0), 1.0)
    return np.asarray(np.clip((radius - distance) / edge + 0.5 * (1.0 / edge), 0, 1), np.float32)


def apply_touch(alpha: NDArray[np.float32], touch: Touch) -> NDArray[np.float32]:
    """Return the matte (h, w) 0..1 with the corrections of a touch of the same size."""
    return touched_up(alpha, touch)


def to_frame(
    touch: Touch, frame: Frame, size: tuple[int, int] | None = None, part: tuple[int, int, int, int] | None = None
) -> Touch:
    """Return a photo's touch as it lies in a frame of it.

    Args:
        touch: of the whole photo.
        frame: the part of the photo that is shown.
        size: width and height of the picture of the frame; the frame's own if None.
        part: columns and rows x0, y0, x1, y1 of that picture that are wanted; all if None.
    """
    size = size or size_of(frame)
    x0, y0, x1, y1 = part or (0, 0, *size)
    matrix = frame.matrix(size)
    matrix[:, 2] -= (x0, y0)
    warped = cv2.warpAffine(
        touch,
        matrix,
        (x1 - x0, y1 - y0),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=UNTOUCHED,
    )
    return np.asarray(warped, np.uint8)


def from_frame(touch: Touch, frame: Frame, photo: tuple[int, int]) -> Touch:
    """Return a frame's touch as it lies on the photo (width, height): the other way round."""
    matrix = frame.matrix((touch.shape[1], touch.shape[0]))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    warped = cv2.warpAffine(touch, matrix, photo, flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=UNTOUCHED)
    return np.asarray(warped, np.uint8)


def is_touched(touch: Touch) -> bool:
    """Whether it changes anything."""
    return bool((touch != UNTOUCHED).any())


def along(points: Sequence[tuple[float, float]], step_px: float) -> tuple[tuple[float, float], ...]:
    """Return a path without points that lie nearer to the one before than `step_px`; ends are kept."""
    kept = [points[0]]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= step_px:
            kept.append(point)
    if kept[-1] != points[-1]:
        kept.append(points[-1])
    return tuple(kept)
