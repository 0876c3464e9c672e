"""Cut a photograph to the output's size and aspect so that the head sits well."""

from dataclasses import dataclass

import cv2
import numpy as np

from models.portrait.landmark.fill import gaussian
from models.portrait.landmark.types import Floats, Picture, to_bytes

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
    # As much as the photograph has, at most the wished height, at least one that shows the whole head.
    height = min(_WISHED * extent, max(min(tall, wide / aspect), min(_TIGHTEST * extent, tall)))
    height = min(height, tall)
    width = height * aspect
    middle_x, middle_y = float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2 + _BELOW * height
    x = (wide - width) / 2 if width > wide else min(max(middle_x - width / 2, 0), wide - width)
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
    """Fill the room beside a narrow photograph with the photograph itself, enlarged and blurred."""
    height, width = picture.shape[:2]
    a, b = max(int(np.ceil(left)), 0), min(int(right), width)
    own = picture[:, a:b]
    grow = width / own.shape[1]
    cover = cv2.resize(own, (width, max(round(height * grow), height)), interpolation=cv2.INTER_LINEAR)
    top = (cover.shape[0] - height) // 3
    blurred = gaussian(cover[top : top + height].astype(np.float32), 0.05 * height) * np.float32(0.8)
    columns = np.arange(width, dtype=np.float32)
    feather = max(0.02 * width, 1.0)
    inside = np.clip(np.minimum((columns - left) / feather, (right - 1 - columns) / feather), 0, 1)[None, :, None]
    mixed = blurred + inside * (picture - blurred)
    return to_bytes(mixed)
