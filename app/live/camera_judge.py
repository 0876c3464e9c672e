"""CameraJudge: is there enough light on the face, and does it stand well in the picture? For a look before a start."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from app.media import Face, VideoFrame, now
from app.meter import Meter
from app.sources.camera_light import LightMeter

__all__ = ["CameraFindings", "CameraJudge", "Light", "Place"]

Light = Literal["unknown", "dark", "behind", "one side", "glaring", "good"]
Place = Literal["unknown", "no face", "far", "near", "aside", "good"]

DARK = 45.0  # mean grey of a face, of 255: dark skin in good light is above it
DIM_BEFORE_BRIGHT = 85.0  # a face darker than this ...
BRIGHT_BEHIND = 165.0  # ... before something brighter than this has its light behind it
LOPSIDED = 2.2  # one half of the face so many times as bright as the other
BURNT, BURNT_SHARE = 250, 0.25  # grey of a pixel that shows nothing any more, and how much of a face may be so
FAR, NEAR = 0.20, 0.64  # height of the face in heights of the picture
ASIDE = 0.22  # of the width, from the middle
_KEEP = 0.85  # weight of what was seen before: half of it is a quarter of a second old
_ABSENT = 8  # pictures without a face before that is said: a tracker blinks now and then


@dataclass(frozen=True, slots=True)
class CameraFindings:
    """What can be said of the camera's pictures.

    Attributes:
        light: on the face; "behind": a window or lamp behind it is brighter than the face.
        place: of the face; "aside": not in the middle.
        rate_hz: pictures a second, 0.0 before the second one.
        width, height: of a picture in pixels, 0 before the first one.
    """

    light: Light = "unknown"
    place: Place = "unknown"
    rate_hz: float = 0.0
    width: int = 0
    height: int = 0

    @property
    def good(self) -> bool:
        """Whether nothing could be better."""
        return (self.light, self.place) == ("good", "good")


class CameraJudge:
    """Takes pictures with the face found in them, and keeps a running mean of what matters. One thread writes."""

    def __init__(self) -> None:
        self._meter = Meter()
        self._room = LightMeter()
        self._measures: NDArray[np.float64] | None = None  # face, behind, brighter half / darker, burnt, height, aside
        self._absent = 0
        self._size = (0, 0)

    def see(self, frame: VideoFrame) -> None:
        """Look at the next picture; takes some tenths of a millisecond."""
        if frame.index < 0:  # a stand-in while no picture comes
            return
        self._meter.mark(now())
        self._size = (frame.image.shape[1], frame.image.shape[0])
        self._room.see(frame.image)
        if frame.face is None:
            self._absent += 1
            return
        self._absent = 0
        fresh = _measure(frame.image, frame.face)
        before = self._measures
        self._measures = fresh if before is None else _KEEP * before + (1 - _KEEP) * fresh

    def findings(self) -> CameraFindings:
        """Say how it is; cheap, from any thread."""
        measures = self._measures
        place: Place = "no face" if self._absent >= _ABSENT else "unknown"
        light = self._light(None if place == "no face" else measures)
        if measures is not None and place != "no face":
            place = _place(float(measures[4]), float(measures[5]))
        return CameraFindings(light, place, self._meter.rate_hz(now()), *self._size)

    def _light(self, measures: NDArray[np.float64] | None) -> Light:
        if measures is None:
            return "dark" if self._room.words else "unknown"
        face, behind, lopsided, burnt = (float(value) for value in measures[:4])
        if face < DIM_BEFORE_BRIGHT and behind > BRIGHT_BEHIND:
            return "behind"
        if face < DARK or self._room.words:
            return "dark"
        if burnt > BURNT_SHARE:
            return "glaring"
        return "one side" if lopsided > LOPSIDED else "good"


def _place(height: float, aside: float) -> Place:
    """Return where a face of this height and distance from the middle stands, in shares of the picture."""
    if height < FAR:
        return "far"
    if height > NEAR:
        return "near"
    return "aside" if aside > ASIDE else "good"


def _measure(image: NDArray[np.uint8], face: Face) -> NDArray[np.float64]:
    """Return the six measures of one picture, (6,): greys of 255, ratios and shares."""
    height, width = image.shape[:2]
    low, high = face.landmarks[:, :2].min(axis=0), face.landmarks[:, :2].max(axis=0)
    grey = np.asarray(cv2.cvtColor(image[::4, ::4], cv2.COLOR_RGB2GRAY), np.uint8)
    (left, top), (right, bottom) = (
        np.clip(point / 4, 0, (grey.shape[1] - 2, grey.shape[0] - 2)) for point in (low, high)
    )
    inner = 0.15 * (right - left)  # without the hair and what is seen past the cheeks
    skin = grey[int(top) : int(bottom) + 2, int(left + inner) : max(int(right - inner), int(left + inner)) + 2]
    halves = [float(half.mean()) + 1.0 for half in np.array_split(skin, 2, axis=1) if half.size]
    outside = float(grey.sum(dtype=np.float64) - skin.sum(dtype=np.float64)) / max(grey.size - skin.size, 1)
    middle = float(low[0] + high[0]) / 2
    return np.array(
        [
            skin.mean(),
            outside,
            max(halves) / min(halves),
            (skin >= BURNT).mean(),
            float(high[1] - low[1]) / height,
            abs(middle / width - 0.5),
        ],
        np.float64,
    )
