"""Pictures laid on each other at the size of the screen: one see-through over another, points on it, mirrored.

Done with NumPy and OpenCV, outside the interpreter's lock: Qt would hold it meanwhile.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
Points = NDArray[np.float32]
_POINT_RGB = (86, 214, 185)  # the accent of words on pictures


@dataclass(frozen=True, eq=False, slots=True)
class Veil:
    """A picture that lies see-through over another one.

    Attributes:
        image: (h, w, 3) uint8 RGB; it covers the other picture, what is too wide or too high is cut off.
        opacity: 0 (invisible) .. 1 (hides the other one).
    """

    image: Rgb
    opacity: float


class Composer:
    """Makes what is to be shown; each picture overwrites the one before, since new memory costs more than the work."""

    def __init__(self) -> None:
        self._kept: dict[str, Rgb] = {}

    def compose(
        self,
        image: Rgb,
        size: tuple[int, int],
        *,
        mirrored: bool,
        points: Points | None = None,
        veil: Veil | None = None,
    ) -> Rgb:
        """Return what is to be shown, (height, width, 3) uint8 RGB, good until the next call.

        Args:
            image: (h, w, 3) uint8 RGB; never written to.
            size: width and height in pixels of the screen.
            mirrored: as in a mirror, with everything on it.
            points: (n, >= 2) x and y in pixels, marked by dots; of the veil where there is one, else of the image.
            veil: lies over it.
        """
        scaled = self._resize("below", image, size)
        if veil is not None:
            left, top, width, height = _cover(veil.image.shape[1], veil.image.shape[0], size)
            above = self._resize("above", veil.image[top : top + height, left : left + width], size)
            room = self._room("mixed", size)
            scaled = np.asarray(cv2.addWeighted(scaled, 1 - veil.opacity, above, veil.opacity, 0, room), np.uint8)
            if points is not None:
                _mark(scaled, (points[:, :2] - (left, top)) * (size[0] / width, size[1] / height))
        elif points is not None:
            if scaled is image:
                scaled = image.copy()
            _mark(scaled, points[:, :2] * (size[0] / image.shape[1], size[1] / image.shape[0]))
        return np.asarray(cv2.flip(scaled, 1, self._room("mirrored", size)), np.uint8) if mirrored else scaled

    def _room(self, name: str, size: tuple[int, int]) -> Rgb:
        kept = self._kept.get(name)
        if kept is None or kept.shape[:2] != (size[1], size[0]):
            kept = self._kept[name] = np.empty((size[1], size[0], 3), np.uint8)
        return kept

    def _resize(self, name: str, image: Rgb, size: tuple[int, int]) -> Rgb:
        """Halve it as often as it goes, which is quick and smooth, then go the rest."""
        while image.shape[1] >= 2 * size[0] and image.shape[0] >= 2 * size[1]:
            half = (image.shape[1] // 2, image.shape[0] // 2)
            even = image[: 2 * half[1], : 2 * half[0]]
            room = self._room(f"{name} {half[0]}", half)
            image = np.asarray(cv2.resize(even, half, room, interpolation=cv2.INTER_AREA), np.uint8)
        if (image.shape[1], image.shape[0]) == size:
            return image
        return np.asarray(cv2.resize(image, size, self._room(name, size), interpolation=cv2.INTER_LINEAR), np.uint8)


def _cover(width: int, height: int, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return left, top, width and height in pixels of the middle part that has the aspect of `size`."""
    aspect = size[0] / size[1]
    part_w, part_h = min(width, max(1, round(height * aspect))), min(height, max(1, round(width / aspect)))
    return (width - part_w) // 2, (height - part_h) // 2, part_w, part_h


def _mark(image: Rgb, points: NDArray[np.floating]) -> None:
    """Draw a dot of two by two pixels at each of (n, 2) points, x and y; those outside are left out."""
    height, width = image.shape[:2]
    x, y = np.round(points).astype(np.int64).T
    inside = (x >= 0) & (y >= 0) & (x < width - 1) & (y < height - 1)
    for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
        image[y[inside] + dy, x[inside] + dx] = _POINT_RGB
