"""The animated square, put back into the portrait at the portrait's own resolution.

The network draws 256 pixels. What the portrait shows beyond them, its fine detail, is moved by the same motion field
and added where the network says that the source shows; so skin and hair stay as sharp as in the photograph.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.portrait.fomm.crop import Square, cut
from models.portrait.fomm.runner import Frame

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]

_FEATHER = 0.09  # of the side


class Paster:
    """Puts frames into one portrait.

    Attributes:
        detail: share of the portrait's fine detail that is carried along, 0..1.
    """

    def __init__(self, portrait: Picture, alpha: Picture, square: Square, side: int) -> None:
        """Prepare a portrait.

        Args:
            portrait: (h, w, 3) uint8 RGB, kept and never written.
            alpha: (h, w) uint8, its matte.
            square: the part that is animated.
            side: of the frames, in pixels.
        """
        self.detail = 1.0
        self._portrait, self._alpha, self._square = portrait, alpha, square
        self._here = np.s_[square.top : square.top + square.side, square.left : square.left + square.side]
        self._weight = _feathered(square, portrait.shape[1], portrait.shape[0])
        inner = portrait[self._here].astype(np.int16)
        self._fine: NDArray[np.int16] | None = None
        if square.side > side:
            coarse = _resized(cut(portrait, square, side), square.side)
            self._fine = inner - coarse.astype(np.int16)
        lines = np.arange(square.side, dtype=np.float32)
        self._x, self._y = np.meshgrid(lines, lines)

    def __call__(self, frame: Frame) -> tuple[Picture, Picture]:
        """Return the whole portrait (h, w, 3) and its matte (h, w) with this frame in it."""
        side = self._square.side
        image, alpha = self._portrait.copy(), self._alpha.copy()
        drawn = _resized(frame.image, side)
        maps = self._maps(frame.deformation)
        if self._fine is not None and self.detail > 0:
            drawn = self._with_detail(drawn, frame.occlusion, maps)
        rest = 1 - self._weight
        image[self._here] = cv2.blendLinear(drawn, image[self._here].copy(), self._weight, rest)
        if int(self._alpha.min()) < 255:
            moved = cv2.remap(alpha[self._here].copy(), *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            alpha[self._here] = cv2.blendLinear(moved, alpha[self._here].copy(), self._weight, rest)
        return image, alpha

    def _maps(self, deformation: Floats) -> tuple[Floats, Floats]:
        """Return where each pixel of the square comes from, x and y in its pixels."""
        height, width = deformation.shape[:2]
        still = np.meshgrid(*(np.linspace(-1, 1, count, dtype=np.float32) for count in (width, height)))
        offset = (deformation - np.stack(still, -1)) * np.float32(self._square.side / 2)
        large = cv2.resize(offset, (self._square.side, self._square.side), interpolation=cv2.INTER_LINEAR)
        return large[..., 0] + self._x, large[..., 1] + self._y

    def _with_detail(self, drawn: Picture, occlusion: Floats, maps: tuple[Floats, Floats]) -> Picture:
        assert self._fine is not None
        moved = cv2.remap(self._fine, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        shown = cv2.resize(occlusion, drawn.shape[1::-1], interpolation=cv2.INTER_LINEAR)[..., None]
        # a frame that is rendered at rest gets back exactly what the enlarging took
        return np.asarray(np.clip(np.rint(drawn + self.detail * shown * moved), 0, 255), np.uint8)


def _resized(image: Picture, side: int) -> Picture:
    how = cv2.INTER_AREA if image.shape[0] > side else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (side, side), interpolation=how), np.uint8)


def _feathered(square: Square, width: int, height: int) -> Floats:
    """Return the weight of the frame, (side, side) 0..1: 0 at the square's edge, but not at the portrait's own."""
    band = max(_FEATHER * square.side, 1.0)
    place = np.arange(square.side, dtype=np.float32) + 0.5

    def ramp(start_free: bool, end_free: bool) -> Floats:
        low = np.ones_like(place) if start_free else np.clip(place / band, 0, 1)
        high = np.ones_like(place) if end_free else np.clip((square.side - place) / band, 0, 1)
        t = np.minimum(low, high)
        return np.asarray(t * t * (3 - 2 * t), np.float32)

    across = ramp(square.left <= 0, square.left + square.side >= width)
    down = ramp(square.top <= 0, square.top + square.side >= height)
    return np.ascontiguousarray(np.outer(down, across), np.float32)
