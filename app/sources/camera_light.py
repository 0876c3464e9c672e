"""Is there enough light? Brightness and noise of what a camera delivers, and a hint in words."""

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["LightMeter", "noise_level"]

DARK = 55.0  # mean brightness of 255; a lit face before a plain wall is above 90
BRIGHT_AGAIN = 65.0
NOISY = 6.0  # standard deviation of 255; a webcam by daylight has 1 to 2
QUIET_AGAIN = 4.5
SIDE = 320  # pixels of the square in the middle that is looked at
EVERY = 15  # pictures between two looks
MEMORY = 0.8  # weight of earlier looks
LOOKS = 4  # before anything is said
_KERNEL = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)


def noise_level(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> float:
    """Return the standard deviation of the noise in two successive pictures, (h, w) uint8 grey, in levels of 255.

    Immerkaer's operator (Fast Noise Variance Estimation, Computer Vision and Image Understanding 64(2), 1996) on the
    difference of the two: the difference takes away what stands still, the operator most of what moves, and the
    median instead of the mean the edges that are left.
    """
    difference = second.astype(np.float32) - first.astype(np.float32)
    response = np.abs(cv2.filter2D(difference, cv2.CV_32F, _KERNEL))[1:-1, 1:-1]
    # the operator has gain 6; the median of |x| of a normal x is 0.6745 sigma; a difference has twice the variance
    return float(np.median(response)) / (0.6745 * 6 * 2**0.5)


class LightMeter:
    """Looks at a picture now and then and says when it is too dark or too noisy; costs under 1 ms a look.

    Attributes:
        brightness: mean of 255.
        noise: standard deviation in levels of 255.
    """

    def __init__(self) -> None:
        self._count = 0
        self._looks = 0
        self._before: NDArray[np.uint8] | None = None
        self._dim = False
        self.brightness = 0.0
        self.noise = 0.0

    @property
    def words(self) -> str:
        """A hint, empty while there is light enough."""
        if not self._dim:
            return ""
        what = "dark and noisy" if self.brightness < DARK and self.noise > NOISY else ""
        what = what or ("dark" if self.brightness < BRIGHT_AGAIN else "noisy, as in low light")
        return f"the picture is {what}: more light on your face makes the portrait steadier"

    def see(self, image: NDArray[np.uint8]) -> bool:
        """Take the next picture, (h, w, 3) uint8; True: it has just become too dark or too noisy."""
        phase = self._count % EVERY
        self._count += 1
        if phase == 0:
            self._before = _middle(image)
        elif phase == 1 and self._before is not None:
            return self._look(self._before, _middle(image))
        return False

    def _look(self, before: NDArray[np.uint8], after: NDArray[np.uint8]) -> bool:
        if before.shape != after.shape:
            return False
        brightness, noise = float(after.mean()), noise_level(before, after)
        keep = MEMORY if self._looks else 0.0
        self.brightness = keep * self.brightness + (1 - keep) * brightness
        self.noise = keep * self.noise + (1 - keep) * noise
        self._looks += 1
        if self._looks < LOOKS:
            return False
        was = self._dim
        if was:
            self._dim = self.brightness < BRIGHT_AGAIN or self.noise > QUIET_AGAIN
        else:
            self._dim = self.brightness < DARK or self.noise > NOISY
        return self._dim and not was


def _middle(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The square in the middle in its own resolution, since scaling would average the noise away."""
    height, width = image.shape[:2]
    top, left = max(0, (height - SIDE) // 2), max(0, (width - SIDE) // 2)
    return np.asarray(cv2.cvtColor(image[top : top + SIDE, left : left + SIDE], cv2.COLOR_RGB2GRAY), np.uint8)
