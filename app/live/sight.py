"""Sight: which part of the camera's picture is looked at, how the portrait stands in the output, and the calm face."""

from collections.abc import Callable

import numpy as np

from app.flow import Stage
from app.live.calibration import Calibrator
from app.media import VideoFrame, now
from app.portrayal import frame_of, window_of
from app.session_status import CalibrationStatus
from app.settings import Settings
from app.stages.picture.crop import Crop
from app.stages.picture.face_track import FaceTrack
from app.stages.picture.framing import Framing
from app.stages.picture.portrait import Portrait


class Sight:
    """Stages around tracker and portrait, which may be made anew meanwhile, and what they are set to.

    Attributes:
        crop: belongs before the tracker.
        framing: belongs behind the portrait, before its background.
    """

    def __init__(self, tracker: Callable[[], FaceTrack], portrait: Callable[[], Portrait]) -> None:
        """Look at everything, and show it as it is; `tracker` and `portrait` return the present ones."""
        self._tracker, self._portrait = tracker, portrait
        self._camera = ""
        self.crop = Crop(lambda: tracker().face, lambda scale, x, y: portrait().reframe(scale, x, y))
        self.framing = Framing(lambda: portrait().head)
        self._calibrator = Calibrator(portrait)

    def tracked(self) -> list[Stage[VideoFrame]]:
        """Return the stages up to the found face."""
        return [self.crop, self._tracker(), self._calibrator.coach]

    def meet(self, camera: str, settings: Settings) -> None:
        """Pictures come from another camera ("": from a film) from now on: its calm face is another one."""
        self._camera = camera
        self._calibrator.forget()
        self.recall(settings)

    def recall(self, settings: Settings) -> None:
        """Take up what is remembered for these settings, unless it is what is in force."""
        self._calibrator.use(self._camera, settings)

    def apply(self, settings: Settings) -> None:
        """Take over what costs nothing; callable from any thread."""
        self._tracker().set_smoothing(settings.smoothing)
        self.crop.wanted, self.crop.following = window_of(settings), settings.follow_face
        self.framing.wanted = frame_of(settings)
        self._calibrator.apply(settings)

    def look(self, time_s: float) -> None:
        """See how it stands with the calm face; on the processing thread."""
        self._calibrator.look(time_s)

    def status(self) -> CalibrationStatus:
        """Return a snapshot."""
        return self._calibrator.status()

    def close(self, timeout_s: float) -> list[str]:
        """Wait for what is being written. Returns the names of threads still alive."""
        return self._calibrator.stop(timeout_s)


def no_picture() -> VideoFrame:
    """Stands in while the camera delivers nothing: without a face in it the portrait comes to rest."""
    return VideoFrame(np.zeros((480, 640, 3), np.uint8), now(), -1)
