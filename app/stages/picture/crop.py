"""Crop: look at a part of the camera's picture only, chosen by hand or following the face, slowly and smoothly."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from app.media import Face, VideoFrame

SMALLEST = 0.1  # of the picture's width
FACE_SHARE = 0.46  # of the crop's height that the face takes while it is followed
NARROWEST = 0.25  # share of the picture that following goes down to: beyond it there is only noise
DRIFT, GROWTH = 0.10, 0.15  # of the crop: so far the face may move, or change its size, before the crop follows
HAND_S, FOLLOW_S = 0.2, 0.7  # time constants
SETTLE_S = 2.0  # after a change of mind the picture may move; the portrait stays
_CLOSE = 1e-3
_ARRIVED = 0.2  # of the band


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a picture: its share of the width and of the height, and its middle in shares of both."""

    share: float = 1.0
    x: float = 0.5
    y: float = 0.5

    def inside(self) -> "Window":
        """Return the nearest window that does not reach beyond the picture."""
        share = min(max(self.share, SMALLEST), 1.0)
        half = share / 2
        return Window(share, min(max(self.x, half), 1 - half), min(max(self.y, half), 1 - half))


class Crop:
    """Cuts a window out and enlarges it to the picture's size; place it before the tracker.

    What is set may be changed at any time, from any thread.

    Attributes:
        wanted: the window chosen by hand.
        following: the window follows the face instead.
    """

    latency_s = 0.0

    def __init__(
        self,
        face: Callable[[], Face | None],
        moved: Callable[[float, float, float], None] = lambda scale, x, y: None,
    ) -> None:
        """Show the whole picture.

        Args:
            face: returns the face found in the last picture that left here.
            moved: told when the window was moved by hand: what lay at p now lies at scale * p + (x, y).
        """
        self.wanted = Window()
        self.following = False
        self._face, self._moved = face, moved
        self.reset()

    def reset(self) -> None:
        """Go to the chosen window at once."""
        self._window = Window() if self.following else self.wanted.inside()
        self._time_s = -math.inf
        self._size = (0, 0)
        self._asked = (self.following, self.wanted)
        self._settled_s = math.inf
        self._moving = False

    def process(self, item: VideoFrame) -> VideoFrame:
        """Return the window, as large as the picture was."""
        height, width = item.image.shape[:2]
        self._size = (width, height)
        before, self._window = self._window, self._next(item.time_s)
        self._time_s = item.time_s
        if before != self._window and (not self.following or item.time_s < self._settled_s):
            scale = before.share / self._window.share
            corners = ((w.x - w.share / 2, w.y - w.share / 2) for w in (before, self._window))
            (x0, y0), (x1, y1) = corners
            self._moved(scale, (x0 - x1) * width / self._window.share, (y0 - y1) * height / self._window.share)
        if self._window.share > 1 - _CLOSE:
            return item
        share = self._window.share
        left, top = (self._window.x - share / 2) * width, (self._window.y - share / 2) * height
        # pixel centres; the map goes from the enlarged picture to the camera's
        matrix = np.array([[share, 0, left + share / 2 - 0.5], [0, share, top + share / 2 - 0.5]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        image = cv2.warpAffine(item.image, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return replace(item, image=np.asarray(image, np.uint8))

    def _next(self, time_s: float) -> Window:
        dt_s = min(max(time_s - self._time_s, 0.0), 0.2)
        asked = (self.following, self.wanted)
        if asked != self._asked:
            self._asked, self._settled_s = asked, time_s + SETTLE_S
        elif self._settled_s == math.inf:
            self._settled_s = time_s + SETTLE_S
        target = self._around_face() if self.following else self.wanted.inside()
        step = 1 - math.exp(-dt_s / (FOLLOW_S if self.following else HAND_S))
        now = self._window
        if max(abs(target.share - now.share), abs(target.x - now.x), abs(target.y - now.y)) < _CLOSE:
            return target if not self.following else now
        share = now.share * (target.share / now.share) ** step
        return Window(share, now.x + step * (target.x - now.x), now.y + step * (target.y - now.y)).inside()

    def _around_face(self) -> Window:
        face, now = self._face(), self._window
        if face is None or not np.isfinite(face.landmarks).all():
            return now
        low, high = face.landmarks[:, :2].min(0), face.landmarks[:, :2].max(0)
        size = np.array(self._size, np.float64)
        middle = (low + high) / 2 / size - 0.5  # shares of the crop, from its middle
        height = float(high[1] - low[1]) / size[1]
        growth = math.log(max(height, 1e-3) / FACE_SHARE)
        target = Window(
            max(now.share * math.exp(growth), NARROWEST),
            now.x + now.share * float(middle[0]),
            now.y + now.share * float(middle[1]),
        ).inside()
        off = max(
            abs(math.log(target.share / now.share)) / GROWTH,
            abs(target.x - now.x) / (DRIFT * now.share),
            abs(target.y - now.y) / (DRIFT * now.share),
        )
        # once on its way it goes all of it: at the edge of the band every tremble would move the picture
        self._moving = off > (_ARRIVED if self._moving else 1.0)
        return target if self._moving else now
