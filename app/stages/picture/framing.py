"""Framing: how large the portrait stands in the output, and where; by hand, or with the head kept in the middle."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from app.media import VideoFrame

Picture = NDArray[np.uint8]
Place = tuple[float, float, float]  # middle x, middle y, height in pixels

FOLLOW_ZOOM = 1.25  # at least, while the head is followed: else there is no room to move the window in
HEAD_AT = 0.52  # of the output's height
BAND = 0.05  # of the output: so far the head may leave the middle before the window follows
FOLLOW_S = 0.45  # time constant
EASE_S = 0.08  # of changes by hand, so that keys and sliders do not jerk
_SHRINKS = 0.75  # a zoom below this
_SOFT_EDGE = 0.02  # of the output's width, where the portrait ends inside of it


@dataclass(frozen=True, slots=True)
class Frame:
    """What is wanted: zoom (1 fills the output), offsets in shares of the output, and whether the head is followed."""

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    follow: bool = False

    @property
    def is_plain(self) -> bool:
        """Nothing is to be done."""
        return self == Frame()


class Framing:
    """Scales and moves portrait and matte together. The portrait never ends above the output's lower edge.

    Where it does not reach the other edges, a blurred copy of the picture stands behind it.

    Attributes:
        wanted: may be changed at any time, from any thread.
        fills: False: nothing is put where the picture does not reach, since another background comes by the matte.
    """

    latency_s = 0.0

    def __init__(self, head: Callable[[], Place | None] = lambda: None) -> None:
        """Fill the output.

        Args:
            head: returns where the face is in the picture that comes now.
        """
        self.wanted = Frame()
        self.fills = True
        self._head = head
        self._cover: tuple[bytes, _Cover | None] = (b"", None)
        self.reset()

    def reset(self) -> None:
        """Begin at the wanted place."""
        self._now: NDArray[np.float64] | None = None  # zoom, x and y of the source's point, x and y in the output
        self._at: NDArray[np.float64] | None = None  # where the head is kept, smoothed
        self._time_s = -math.inf

    def process(self, item: VideoFrame) -> VideoFrame:
        """Return the framed portrait; unchanged while it just fills the output."""
        height, width = item.image.shape[:2]
        dt_s = min(max(item.time_s - self._time_s, 0.0), 0.2)
        self._time_s = item.time_s
        wanted = self._target(self.wanted, width, height, dt_s)
        if self._now is None:
            self._now = wanted
        self._now = self._now + (1 - math.exp(-dt_s / EASE_S)) * (wanted - self._now)
        zoom, x, y, to_x, to_y = self._now
        if abs(zoom - 1) < 1e-3 and abs(to_x - x) < 0.25 and abs(to_y - y) < 0.25:
            return item
        # of pixel centres: the middle of a pixel lies half a pixel from its corner
        matrix = np.array(
            [[zoom, 0, to_x - zoom * x + 0.5 * zoom - 0.5], [0, zoom, to_y - zoom * y + 0.5 * zoom - 0.5]]
        )
        return self._moved(item, matrix)

    def _target(self, wanted: Frame, width: int, height: int, dt_s: float) -> NDArray[np.float64]:
        zoom = max(wanted.zoom, FOLLOW_ZOOM) if wanted.follow else wanted.zoom
        to_x, to_y = (0.5 + wanted.x) * width, (0.5 + wanted.y) * height
        if not wanted.follow:
            self._at = None
            x, y = width / 2, height / 2
        else:
            x, y = self._followed(width, height, zoom, dt_s)
            to_y += (HEAD_AT - 0.5) * height
            # the window stays inside the picture
            x = min(max(x, to_x / zoom), width - (width - to_x) / zoom)
            y = max(y, to_y / zoom)
        to_y = max(to_y, height - zoom * (height - y))  # no floating shoulders
        return np.array([zoom, x, y, to_x, to_y])

    def _followed(self, width: int, height: int, zoom: float, dt_s: float) -> tuple[float, float]:
        head = self._head()
        if head is None:
            head = (width / 2, height / 2, 0.0)
        if self._at is None:
            self._at = np.array(head[:2])
        off = np.array(head[:2]) - self._at
        band = BAND * min(width, height) / zoom
        length = float(np.hypot(*off))
        if length > band:
            self._at = self._at + (1 - math.exp(-dt_s / FOLLOW_S)) * off * (1 - band / length)
        return float(self._at[0]), float(self._at[1])

    def _moved(self, item: VideoFrame, matrix: NDArray[np.float64]) -> VideoFrame:
        height, width = item.image.shape[:2]
        cover = self._covered(matrix, width, height)
        image, alpha, inner = item.image, item.alpha, matrix
        if matrix[0, 0] < _SHRINKS:
            image, alpha, inner = _halved(image, alpha, matrix)
        if cover is None:
            moved = _warped(image, inner, (0, 0), (width, height))
            alpha = None if alpha is None else _warped(alpha, inner, (0, 0), (width, height))
            return replace(item, image=moved, alpha=alpha)
        size = (cover.share.shape[1], cover.share.shape[0])
        here = np.s_[cover.top : cover.top + size[1], cover.left : cover.left + size[0]]
        behind = _backdrop(item.image) if self.fills else np.zeros_like(item.image)
        part = _warped(image, inner, (cover.left, cover.top), size)
        behind[here] = cv2.blendLinear(part, behind[here].copy(), cover.share, cover.rest) if self.fills else part
        if alpha is not None:
            shown = _warped(alpha, inner, (cover.left, cover.top), size)
            alpha = np.zeros((height, width), np.uint8)
            alpha[here] = cv2.multiply(shown, cover.share, dtype=cv2.CV_8U)
        return replace(item, image=behind, alpha=alpha)

    def _covered(self, matrix: NDArray[np.float64], width: int, height: int) -> "_Cover | None":
        """Return what the picture covers, kept while nothing moves; None: all of the output."""
        key = matrix.tobytes() + bytes(f"{width} {height}", "ascii")
        if key != self._cover[0]:
            self._cover = (key, _cover(matrix, width, height))
        return self._cover[1]


@dataclass(frozen=True, slots=True)
class _Cover:
    """The part of the output that the picture reaches: corner in pixels, share of it 0..1 (h, w), and the rest."""

    left: int
    top: int
    share: NDArray[np.float32]
    rest: NDArray[np.float32]


def _cover(matrix: NDArray[np.float64], width: int, height: int) -> _Cover | None:
    """Return what the picture covers, soft at its edges; None: all of the output."""
    zoom = matrix[0, 0]
    left, top = matrix[0, 2] + 0.5 - zoom / 2, matrix[1, 2] + 0.5 - zoom / 2
    right, bottom = left + zoom * width, top + zoom * height
    if left < 0.5 and top < 0.5 and right > width - 0.5 and bottom > height - 0.5:
        return None
    soft = max(_SOFT_EDGE * width, 1.0)
    across, down = _ramps(width, left, right, soft), _ramps(height, top, bottom, soft)
    columns, rows = np.flatnonzero(across), np.flatnonzero(down)
    share = np.ascontiguousarray(np.outer(down[rows], across[columns]), np.float32)
    return _Cover(int(columns[0]), int(rows[0]), share, 1 - share)


def _halved(
    image: Picture, alpha: Picture | None, matrix: NDArray[np.float64]
) -> tuple[Picture, Picture | None, NDArray[np.float64]]:
    """Return both at half their size, averaged over areas, or fine structure would glitter, and the map from them."""
    height, width = image.shape[:2]
    half = (width // 2, height // 2)
    ratio = np.array([width / half[0], height / half[1]])
    inner = matrix.copy()
    inner[:, 2] += matrix[:, :2] @ (0.5 * ratio - 0.5)
    inner[:, :2] = matrix[:, :2] * ratio
    small = np.asarray(cv2.resize(image, half, interpolation=cv2.INTER_AREA), np.uint8)
    if alpha is not None:
        alpha = np.asarray(cv2.resize(alpha, half, interpolation=cv2.INTER_AREA), np.uint8)
    return small, alpha, inner


def _warped(picture: Picture, matrix: NDArray[np.float64], corner: tuple[int, int], size: tuple[int, int]) -> Picture:
    """Return the part of the output with this corner and size (width, height)."""
    local = matrix.copy()
    local[:, 2] -= corner
    return np.asarray(cv2.warpAffine(picture, local, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _ramps(count: int, low: float, high: float, soft: float) -> NDArray[np.float32]:
    place = np.arange(count) + 0.5
    rise = np.ones(count) if low < 0.5 else np.clip((place - low) / soft, 0, 1)
    fall = np.ones(count) if high > count - 0.5 else np.clip((high - place) / soft, 0, 1)
    t = np.minimum(rise, fall)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def _backdrop(image: Picture) -> Picture:
    """Return the picture far out of focus, its edges pulled outwards: nothing in it can be recognised."""
    height, width = image.shape[:2]
    small = cv2.resize(image, (max(width // 32, 2), max(height // 32, 2)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), max(small.shape[1] / 9, 1.0), borderType=cv2.BORDER_REPLICATE)
    middle = cv2.resize(soft, (max(width // 4, 2), max(height // 4, 2)), interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.resize(middle, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
