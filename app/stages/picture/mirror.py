"""Mirror: swap left and right of the picture while switched on."""

from dataclasses import replace

import cv2
import numpy as np

from app.media import VideoFrame


class Mirror:
    """Flips frames left-right. `on` may be changed at any time, from any thread."""

    latency_s = 0.0

    def __init__(self, on: bool = False) -> None:
        self.on = on

    def process(self, item: VideoFrame) -> VideoFrame:
        """Return the frame flipped if switched on, without its landmarks: place it before tracking or at the end."""
        if not self.on:
            return item
        image = np.asarray(cv2.flip(item.image, 1), np.uint8)
        alpha = None if item.alpha is None else np.asarray(cv2.flip(item.alpha, 1), np.uint8)
        return replace(item, image=image, alpha=alpha, face=None)

    def reset(self) -> None:
        """Nothing is kept between frames."""
