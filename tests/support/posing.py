"""Posing: pictures of a bundled avatar instead of a camera or an engine, for windows that somebody will look at."""

import time

import cv2
import numpy as np

from app.avatar import list_avatars
from app.media import VideoFrame
from app.picture import load_picture


class Posing:
    """Gives a picture thirty times a second of the clock, as the hand-overs of a session do.

    Attributes:
        on: pictures come.
        last: number of the last one.
    """

    def __init__(self, name: str, size: tuple[int, int]) -> None:
        """Show the avatar with this name, width and height in pixels; what is beside it is grey."""
        path = next(avatar.picture for avatar in list_avatars() if avatar.name == name)
        width, height = size
        face = cv2.resize(load_picture(path), (height, height), interpolation=cv2.INTER_AREA)
        self._picture = np.full((height, width, 3), 70, np.uint8)
        left = (width - height) // 2
        self._picture[:, left : left + height] = face
        self.on, self.last = False, -1

    def poll(self) -> VideoFrame | None:
        """Return the picture, None if none is new."""
        index = int(time.perf_counter() * 30)
        if not self.on or index == self.last:
            return None
        self.last = index
        return VideoFrame(self._picture, time.perf_counter(), index)
