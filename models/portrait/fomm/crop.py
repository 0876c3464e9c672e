"""The square around a face that the network sees: of the portrait once, of the camera steadied from frame to frame.

The square is bound to whole pixels and known exactly, so the keypoints found in it can be placed in the camera picture:
however it follows the face, the portrait does not move with it.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from models.face.landmarks import RIGID

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]

_SIDE = 1.75
"""Sides of the square in largest extents of the face's landmarks: hair, chin and some neck, as in the clips that the
published networks were trained on (a face box enlarged by a tenth on each side over a whole clip)."""
_ABOVE = 0.03  # of the side: the middle of the square lies above the middle of the landmarks, for the hair
_DRIFT, _GROWTH = 0.07, 0.10  # shares of the side that the face may move or grow before the square follows
_FOLLOW_S = 0.25  # time constant of following
_SCALE_S = 0.15  # time constant of the face's size for the scale lock
_RETURN_S = 1.0  # after a longer gap the square starts anew


@dataclass(frozen=True, slots=True)
class Square:
    """A square inside a picture, in whole pixels."""

    left: int
    top: int
    side: int

    @property
    def centre(self) -> tuple[float, float]:
        """Return the middle in pixels, (x, y), corner to corner."""
        return self.left + self.side / 2, self.top + self.side / 2


def wished(landmarks: Floats) -> tuple[float, float, float]:
    """Return middle x, middle y and side in pixels of the square for landmarks (478, 2 or 3)."""
    low, high = landmarks[:, :2].min(0), landmarks[:, :2].max(0)
    side = _SIDE * float((high - low).max())
    return float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2 - _ABOVE * side, side


def inside(x: float, y: float, side: float, width: int, height: int) -> Square:
    """Return the nearest square of whole pixels inside a picture of this size; too large a one is made smaller."""
    whole = max(min(round(side), width, height), 2)
    left = min(max(round(x - whole / 2), 0), width - whole)
    top = min(max(round(y - whole / 2), 0), height - whole)
    return Square(left, top, whole)


def cut(image: Picture, square: Square, side: int) -> Picture:
    """Return a square inside the picture as (side, side, 3); averaged over areas where it gets smaller."""
    part = image[square.top : square.top + square.side, square.left : square.left + square.side]
    if part.shape[:2] != (square.side, square.side):
        raise ValueError(f"{square} is not inside a picture of {image.shape[1]} x {image.shape[0]}")
    how = cv2.INTER_AREA if square.side > side else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(part, (side, side), interpolation=how), np.uint8)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a crop lies among the coordinates of the first one: see `transfer.Step`."""

    zoom: float
    x: float
    y: float


class CropTracker:
    """Follows the user's face with a square that stands still as long as the face stays well inside it.

    Attributes:
        scale_lock: True: leaning towards the camera does not enlarge the portrait, and a trembling estimate of the
            distance does not make its head pump.
    """

    def __init__(self, scale_lock: bool = True) -> None:
        self.scale_lock = scale_lock
        self._square: tuple[float, float, float] | None = None  # middle x, middle y, side
        self._first: tuple[float, float, float] | None = None  # the same of the square whose coordinates count
        self._time_s = 0.0
        self._size = self._size_at_rest = 1.0
        self._face = (0.0, 0.0)

    def reset(self) -> None:
        """Start anew with the next face; its crop becomes the first one."""
        self._square = self._first = None

    def follow(self, landmarks: Floats, time_s: float, width: int, height: int) -> Square:
        """Return the square for this frame.

        Args:
            landmarks: (478, 3) pixels.
            time_s: when they were seen.
            width: of the camera picture in pixels.
            height: likewise.
        """
        x, y, side = wished(landmarks)
        dt_s = time_s - self._time_s
        size = _spread(landmarks)
        self._time_s, self._face = time_s, (x, y)
        if self._square is None or not 0 <= dt_s <= _RETURN_S:
            self._square, self._size = (x, y, side), size
        else:
            share = 1 - math.exp(-dt_s / _FOLLOW_S)
            old_x, old_y, old_side = self._square
            new_side = old_side * math.exp(share * _beyond(math.log(side / old_side), _GROWTH))
            band = _DRIFT * old_side
            self._square = (
                old_x + share * _beyond(x - old_x, band),
                old_y + share * _beyond(y - old_y, band),
                new_side,
            )
            self._size *= (size / self._size) ** (1 - math.exp(-dt_s / _SCALE_S))
        square = inside(*self._square, width, height)
        if self._first is None:
            self._first, self._size_at_rest = (*square.centre, square.side), self._size
        return square

    def calibrate(self) -> None:
        """Take the face's present size as the one at rest."""
        self._size_at_rest = self._size

    def reframe(self, scale: float, x: float, y: float) -> None:
        """The picture is cropped otherwise: what lay at p lies at scale * p + (x, y), corner to corner, from now on."""
        if self._first is not None:
            self._first = _reframed(self._first, scale, x, y)
        if self._square is not None:
            self._square = _reframed(self._square, scale, x, y)
        self._size, self._size_at_rest = scale * self._size, scale * self._size_at_rest

    def kept(self) -> list[float]:
        """Return the first square and the face's size at rest as numbers for `restore`; none before the first face."""
        if self._first is None:
            return []
        x, y, side = self._first
        return [x - side / 2, y - side / 2, side, self._size_at_rest]

    def restore(self, left: float, top: float, side: float, size: float) -> None:
        """Let coordinates and the size at rest be those of former times."""
        self._first, self._size_at_rest = (left + side / 2, top + side / 2, side), size

    def place(self, square: Square) -> Placement:
        """Say where the square that `follow` returned last lies among the first one's coordinates."""
        assert self._first is not None
        first_x, first_y, side = self._first
        half = side / 2
        ratio = self._size_at_rest / self._size if self.scale_lock else 1.0
        shift = [
            (face - first + ratio * (middle - face)) / half
            for face, first, middle in zip(self._face, (first_x, first_y), square.centre, strict=True)
        ]
        return Placement(ratio * square.side / side, *shift)


def _reframed(place: tuple[float, float, float], scale: float, x: float, y: float) -> tuple[float, float, float]:
    return scale * place[0] + x, scale * place[1] + y, scale * place[2]


def _beyond(change: float, band: float) -> float:
    """Return how far a change leaves its band."""
    return math.copysign(max(abs(change) - band, 0.0), change)


def _spread(landmarks: Floats) -> float:
    """Return the size of a face in pixels, whichever way it looks and whatever it says."""
    points = landmarks[RIGID]
    return float(np.sqrt(((points - points.mean(0)) ** 2).sum(1).mean()))
