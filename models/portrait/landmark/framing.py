"""Cut a photograph to the output's size and aspect so that the head sits well."""

from dataclasses import dataclass

import cv2
import numpy as np

from models.portrait.landmark.fill import push_pull
from models.portrait.landmark.types import Floats, Picture, floats, to_bytes

LARGEST = (1920, 1080)
_WISHED, _TIGHTEST = 2.6, 2.0  # height of the cut in face extents
_BELOW = 0.06  # of the cut's height: the middle of the cut lies below the middle of the face


@dataclass(frozen=True, slots=True)
class Cut:
    """A rectangle of the photograph, in its pixels; it may reach beyond the photograph."""

    x: float
    y: float
    width: float
    height: float


def own_size(width: int, height: int) -> tuple[int, int]:
    """Output size for a photograph that is not to be cut: its own, even numbers, at most 1920 x 1080."""
    shrink = min(1.0, LARGEST[0] / width, LARGEST[1] / height)
    return max(int(width * shrink) // 2 * 2, 2), max(int(height * shrink) // 2 * 2, 2)


def choose_cut(photo: tuple[int, int], landmarks: Floats, size: tuple[int, int]) -> Cut:
    """Choose what to show of a photograph (width, height) in an output of `size`.

    The cut keeps the head whole. It stays inside the photograph wherever that is possible; a photograph too narrow for
    the output is shown at full width with room at its sides.
    """
    wide, tall = photo
    low, high = landmarks[:, :2].min(0), landmarks[:, :2].max(0)
    extent = float((high - low).max())
    aspect = size[0] / size[1]
    height = wide / aspect  # as much as the photograph has, at most the wished height
    if height < _TIGHTEST * extent:  # too narrow for the head: there will be room at the sides in any case
        height = _WISHED * extent
    height = min(height, _WISHED * extent, tall)
    width = height * aspect
    middle_x, middle_y = float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2 + _BELOW * height
    x = min(max(middle_x - width / 2, min(0, wide - width)), max(0, wide - width))
    return Cut(x, min(max(middle_y - height / 2, 0), tall - height), width, height)


def cut_out(photo: Picture, cut: Cut, size: tuple[int, int]) -> tuple[Picture, Floats]:
    """Return the framed picture of `size` and the (2, 3) matrix from the photograph's pixels to its own."""
    scale = np.array([size[0] / cut.width, size[1] / cut.height])
    # Pixel centres: the corner of the cut goes to the corner of the picture.
    shift = (0.5 - np.array([cut.x, cut.y])) * scale - 0.5
    matrix = np.array([[scale[0], 0, shift[0]], [0, scale[1], shift[1]]])
    tall, wide = photo.shape[:2]
    x0, y0 = max(int(np.floor(cut.x)), 0), max(int(np.floor(cut.y)), 0)
    x1, y1 = min(int(np.ceil(cut.x + cut.width)), wide), min(int(np.ceil(cut.y + cut.height)), tall)
    part = np.ascontiguousarray(photo[y0:y1, x0:x1])
    shrink = max(1.0, 1 / scale.max())
    if shrink > 1.5:  # area averaging first, or fine structure turns into moire
        small = (max(round(part.shape[1] / shrink), 1), max(round(part.shape[0] / shrink), 1))
        ratio = np.array([part.shape[1] / small[0], part.shape[0] / small[1]])
        part = np.asarray(cv2.resize(part, small, interpolation=cv2.INTER_AREA), np.uint8)
    else:
        ratio = np.ones(2)
    local = matrix.copy()
    local[:, 2] += matrix[:, :2] @ np.array([x0, y0]) + matrix[:, :2] @ (0.5 * ratio - 0.5)
    local[:, :2] = local[:, :2] * ratio
    framed = cv2.warpAffine(part, local, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    picture = np.asarray(framed, np.uint8)
    if cut.x < -0.5 or cut.x + cut.width > wide + 0.5:
        picture = _with_sides(picture, -cut.x * scale[0], (wide - cut.x) * scale[0])
    return picture, matrix.astype(np.float32)


def _with_sides(picture: Picture, left: float, right: float) -> Picture:
    """Continue a narrow photograph into the room beside it, ever softer, from its outermost columns."""
    width = picture.shape[1]
    a, b = max(int(np.ceil(left)), 0), min(int(right), width)
    columns = np.arange(width, dtype=np.float32)
    strip = max(round(0.008 * width), 2)
    known = ((columns >= a) & (columns < b)) & ((columns < a + strip) | (columns >= b - strip))
    image = floats(picture)
    beyond = push_pull(image, np.broadcast_to(known.astype(np.float32), picture.shape[:2]))
    inside = np.clip(np.minimum(columns - left, right - 1 - columns) / strip, 0, 1)[None, :, None]
    return to_bytes(beyond + inside * (image - beyond))
