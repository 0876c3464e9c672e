"""The part of a photo that becomes an avatar: a rectangle that may be turned, chosen by the face or by hand."""

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from app.avatar.measures import face_extent, head_angles_deg
from models.engines import Face

SIDES = 3.6  # height in face sides: the landmark engine frames 2.6; some more keeps hair, shoulders and a wide output
ASPECT_RANGE = (0.66, 1.78)  # portrait format to 16:9
GAIN = 1.3  # do not crop when less than this factor would be gained
LEAST_PX = 64
STRAIGHTEN_DEG = 3.0  # a head that leans less is left as the photographer wanted it
MOST_DEG = 45.0
_ASTRAY = 0.03  # of its height: a turned frame that the photo pushes further aside is made smaller,
_LEAST_SIDES = 2.8  # down to so many face sides
_BELOW = 0.06  # of the height: the middle of the frame lies below the middle of the face


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on a photo.

    Attributes:
        x, y: its middle, pixels of the photo.
        width, height: its sides, pixels of the photo.
        angle_deg: how far it is turned clockwise on the photo; what it shows is turned back.
    """

    x: float
    y: float
    width: float
    height: float
    angle_deg: float = 0.0

    @property
    def corners(self) -> NDArray[np.float64]:
        """The corners (4, 2) on the photo, from the upper left one clockwise."""
        half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array([self.width, self.height]) / 2
        return np.asarray(half @ _turn(self.angle_deg).T + np.array([self.x, self.y]))

    def matrix(self, size: tuple[int, int]) -> NDArray[np.float64]:
        """Return the (2, 3) matrix from pixels of the photo to pixels of a picture (width, height) of the frame."""
        scale = np.array([size[0] / self.width, size[1] / self.height])
        linear = scale[:, None] * _turn(-self.angle_deg)
        shift = np.array(size) / 2 - 0.5 - linear @ np.array([self.x - 0.5, self.y - 0.5])  # pixels have middles
        return np.column_stack([linear, shift])


def whole(width: int, height: int) -> Frame:
    """Return the frame that leaves a photo as it is."""
    return Frame(width / 2, height / 2, width, height)


def auto_frame(photo: tuple[int, int], face: Face) -> Frame:
    """Choose head and shoulders of a photo (width, height), upright; a photo that is little larger stays whole.

    The aspect stays the photo's within 2:3 .. 16:9. The frame never leaves the photo.
    """
    width, height = photo
    x, y, side = face_extent(face)
    roll = head_angles_deg(face)[2]
    angle = roll if STRAIGHTEN_DEG < abs(roll) <= MOST_DEG else 0.0
    aspect = min(max(width / height, ASPECT_RANGE[0]), ASPECT_RANGE[1])
    tall = SIDES * side / min(1.0, aspect)
    wide = tall * aspect
    if height < GAIN * tall and width < GAIN * wide:
        if not angle:
            return whole(width, height)
        wide, tall = float(width), float(height)
    frame = Frame(x, y, min(wide, width), min(tall, height), angle)
    while True:
        size = fit(replace(frame, x=width / 2, y=height / 2), photo)
        down = _turn(angle) @ np.array([0.0, _BELOW * size.height])  # more room below: shoulders
        wanted = replace(size, x=x + float(down[0]), y=y + float(down[1]))
        found = fit(wanted, photo)
        astray = math.hypot(found.x - wanted.x, found.y - wanted.y)
        if not angle or astray < _ASTRAY * found.height or size.height < _LEAST_SIDES * side:
            return found
        frame = replace(size, width=0.95 * size.width, height=0.95 * size.height)


def fit(frame: Frame, photo: tuple[int, int]) -> Frame:
    """Return the frame moved, and made smaller where that does not do, so that it lies on the photo.

    Args:
        frame: what is wanted; its angle is kept up to 45 degrees either way, its aspect where possible.
        photo: width and height in pixels.
    """
    width, height = photo
    angle = min(max(frame.angle_deg, -MOST_DEG), MOST_DEG)
    c, s = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    wide, tall = max(frame.width, 1.0), max(frame.height, 1.0)
    box = np.array([wide * c + tall * s, wide * s + tall * c])  # what the turned frame takes up
    shrink = min(1.0, float((np.array(photo) / box).min()))
    wide, tall, box = wide * shrink, tall * shrink, box * shrink
    x = min(max(frame.x, box[0] / 2), width - box[0] / 2)
    y = min(max(frame.y, box[1] / 2), height - box[1] / 2)
    return Frame(float(x), float(y), float(wide), float(tall), angle)


def cut(photo: NDArray[np.uint8], frame: Frame, longest_px: int = 3840) -> NDArray[np.uint8]:
    """Return what the frame shows, (h, w, 3) uint8 RGB, in the photo's own resolution, longer side limited.

    A frame that is not turned is copied pixel by pixel.
    """
    height, width = photo.shape[:2]
    left, top = frame.x - frame.width / 2, frame.y - frame.height / 2
    if frame.angle_deg == 0 and max(frame.width, frame.height) <= longest_px:
        x, y = min(max(round(left), 0), width - 1), min(max(round(top), 0), height - 1)
        part = photo[y : min(y + max(round(frame.height), 1), height), x : min(x + max(round(frame.width), 1), width)]
        return np.ascontiguousarray(part)
    size = size_of(frame, longest_px)
    how = cv2.INTER_AREA if size[0] < frame.width / 1.5 else cv2.INTER_CUBIC
    turned = cv2.warpAffine(photo, frame.matrix(size), size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.uint8)


def size_of(frame: Frame, longest_px: int = 3840) -> tuple[int, int]:
    """Return width and height in pixels of what `cut` returns."""
    shrink = min(1.0, longest_px / max(frame.width, frame.height))
    return max(round(frame.width * shrink), 1), max(round(frame.height * shrink), 1)


def _turn(angle_deg: float) -> NDArray[np.float64]:
    """Return the (2, 2) matrix that turns clockwise where y points down."""
    c, s = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    return np.array([[c, -s], [s, c]])
