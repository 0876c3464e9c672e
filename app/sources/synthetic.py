"""Sources that need no device: a portrait in known motion, and a test card that carries its own number."""

import time
from abc import ABC, abstractmethod
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.errors import EndOfSource, MediaError
from app.media import VideoFrame, now
from app.paths import bundled_avatars_dir

__all__ = ["Pattern", "SyntheticFace", "read_code"]

CODE_BITS = 16
_PORTRAIT = "grace-hopper"  # public domain, see its avatar.toml


class _Clocked(ABC):
    """Gives frame numbers at a constant rate, or as fast as they are taken."""

    def __init__(self, size: tuple[int, int], fps: float, live: bool, frames: int | None) -> None:
        self.size = size
        self.fps = fps
        self._live = live
        self._frames = frames
        self._next = 0
        self._zero_s = 0.0

    def open(self) -> None:
        """Begin with frame 0."""
        self._next = 0
        self._zero_s = now()

    def close(self) -> None:  # noqa: B027 - the promise of a source, with nothing to do here
        """Nothing to release."""

    def read(self) -> VideoFrame:
        """Return the next frame; live, wait until it is due and leave out those that are late."""
        index = self._next
        if self._live:
            index = max(index, int((now() - self._zero_s) * self.fps))
        if self._frames is not None and index >= self._frames:
            raise EndOfSource
        self._next = index + 1
        time_s = index / self.fps
        if self._live:
            time.sleep(max(0.0, self._zero_s + time_s - now()))
            return VideoFrame(self.draw(index), self._zero_s + time_s, index)
        return VideoFrame(self.draw(index), time_s, index)

    @abstractmethod
    def draw(self, index: int) -> NDArray[np.uint8]:
        """Return the picture of this number, (height, width, 3) uint8 RGB."""


class SyntheticFace(_Clocked):
    """A portrait that nods, turns and leans: a Source[VideoFrame] with a face, for machines without a camera.

    The motion is a smooth homography, the same for the same frame number; it is no expression, so eyes and mouth
    stay as they are in the picture.

    Args:
        portrait: (h, w, 3) uint8 RGB; None: a bundled one.
        size: width and height in pixels.
        fps: frames per second.
        live: frames come when they are due, on the session clock; else at once, with times from 0.
        frames: how many there are; None: no end.
    """

    def __init__(
        self,
        portrait: NDArray[np.uint8] | None = None,
        *,
        size: tuple[int, int] = (640, 480),
        fps: float = 30.0,
        live: bool = True,
        frames: int | None = None,
    ) -> None:
        super().__init__(size, fps, live, frames)
        self._portrait = _bundled_portrait() if portrait is None else portrait

    def matrix(self, index: int) -> NDArray[np.float64]:
        """Return the 3 x 3 homography from portrait pixels to frame pixels."""
        width, height = self.size
        h, w = self._portrait.shape[:2]
        scale = height / h
        phase = 2 * np.pi * index / self.fps
        turn = np.radians(5) * np.sin(0.23 * phase)
        grow = scale * (1 + 0.05 * np.sin(0.17 * phase))
        cos, sin = grow * np.cos(turn), grow * np.sin(turn)
        to_centre = np.array([[1, 0, -w / 2], [0, 1, -h / 2], [0, 0, 1.0]])
        lean = np.array([[1, 0, 0], [0, 1, 0], [0.10 / w * np.sin(0.31 * phase), 0.08 / h * np.sin(0.41 * phase), 1.0]])
        place = np.array(
            [
                [cos, -sin, width / 2 + 0.05 * width * np.sin(0.29 * phase)],
                [sin, cos, height / 2 + 0.03 * height * np.sin(0.37 * phase)],
                [0, 0, 1.0],
            ]
        )
        matrix: NDArray[np.float64] = place @ lean @ to_centre
        return matrix

    def draw(self, index: int) -> NDArray[np.uint8]:
        """Return the portrait in the position of this frame."""
        moved = cv2.warpPerspective(
            self._portrait, self.matrix(index), self.size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
        )
        return np.asarray(moved, np.uint8)


class Pattern(_Clocked):
    """A test card: a moving bar over a colour ramp, and the frame's number as black and white squares on top.

    Args:
        size: width and height in pixels.
        fps: frames per second.
        live: frames come when they are due, on the session clock; else at once, with times from 0.
        frames: how many there are; None: no end.
    """

    def __init__(
        self, *, size: tuple[int, int] = (640, 480), fps: float = 30.0, live: bool = True, frames: int | None = None
    ) -> None:
        super().__init__(size, fps, live, frames)
        width, height = size
        across, down = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
        self._ramp = np.stack([across, down, 255 - across], -1).astype(np.uint8)

    def draw(self, index: int) -> NDArray[np.uint8]:
        """Return the card with the lowest 16 bits of this number."""
        width, height = self.size
        image = self._ramp.copy()
        bar = index * 4 % width
        image[:, bar : bar + max(2, width // 40)] = 255
        side = width // CODE_BITS
        image[:side] = 0
        for bit in range(CODE_BITS):
            if index >> bit & 1:
                image[:side, bit * side : (bit + 1) * side] = 255
        return image


def read_code(image: NDArray[np.uint8]) -> int:
    """Return the number in the squares of a Pattern frame, (h, w, 3) uint8, also after lossy coding."""
    side = image.shape[1] // CODE_BITS
    inner = slice(side // 4, side - side // 4)
    squares = [image[inner, bit * side : (bit + 1) * side][:, inner].mean() for bit in range(CODE_BITS)]
    return sum(int(level > 127) << bit for bit, level in enumerate(squares))


def _bundled_portrait() -> NDArray[np.uint8]:
    folder: Path = bundled_avatars_dir() / _PORTRAIT
    pictures = sorted(folder.glob("portrait.*"))
    if not pictures:
        raise MediaError(f"the bundled portrait {folder} is missing", "install the program again")
    with Image.open(pictures[0]) as picture:
        return np.asarray(picture.convert("RGB"), np.uint8)
