"""CameraJudge: is there enough light, and does the face stand well in the picture? For a look before a start."""

from dataclasses import dataclass

from app.media import VideoFrame, now
from app.meter import Meter
from app.stages.picture.coach import Advice, Coach

__all__ = ["CameraFindings", "CameraJudge"]

_LIGHT = frozenset({Advice.LIGHT, Advice.GLARE, Advice.BACKLIGHT})
_PLACE = frozenset({Advice.NEARER, Advice.FARTHER, Advice.LEFT, Advice.RIGHT, Advice.UP, Advice.DOWN})
_PLACE |= {Advice.COME, Advice.ALONE}
_ABSENT = 8  # pictures without a face before that is said: a tracker blinks now and then


@dataclass(frozen=True, slots=True)
class CameraFindings:
    """What can be said of the camera's pictures.

    Attributes:
        known: a face was found, or has been missed for a while.
        light, place: the coach's most important advice about them, "" when all is well.
        rate_hz: pictures a second, 0.0 before the second one.
        width, height: of a picture in pixels, 0 before the first one.
    """

    known: bool = False
    light: str = ""
    place: str = ""
    rate_hz: float = 0.0
    width: int = 0
    height: int = 0

    @property
    def good(self) -> bool:
        """Whether nothing could be better."""
        return self.known and not self.light and not self.place


class CameraJudge:
    """Takes pictures with the face found in them, lets the coach look, and counts. One thread writes.

    Args:
        mirrored: the pictures show the user as a mirror does.
    """

    def __init__(self, *, mirrored: bool = False) -> None:
        self._meter = Meter()
        self._coach = Coach()
        self._coach.mirrored = mirrored
        self._absent = 0
        self._seen = False
        self._size = (0, 0)

    def see(self, frame: VideoFrame) -> None:
        """Look at the next picture; takes some tenths of a millisecond."""
        if frame.index < 0:  # a stand-in while no picture comes
            return
        self._meter.mark(now())
        self._size = (frame.image.shape[1], frame.image.shape[0])
        if frame.face is None:
            self._absent += 1
        else:
            self._absent, self._seen = 0, True
            self._coach.process(frame)

    def findings(self) -> CameraFindings:
        """Say how it is; cheap, from any thread."""
        rate_hz = self._meter.rate_hz(now())
        if self._absent >= _ABSENT:
            return CameraFindings(True, "", Advice.COME, rate_hz, *self._size)
        if not self._seen:
            return CameraFindings(False, "", "", rate_hz, *self._size)
        advice = self._coach.guidance.advice
        light = next((one.value for one in advice if one in _LIGHT), "")
        place = next((one.value for one in advice if one in _PLACE), "")
        return CameraFindings(True, light, place, rate_hz, *self._size)
