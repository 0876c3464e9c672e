"""Sight: which part of the camera's picture is looked at, how the portrait stands in the output, and the calm face."""

from collections.abc import Callable

import numpy as np

from app.flow import Stage
from app.live.calibration import Calibrator
from app.media import VideoFrame, now
from app.portrayal import frame_of, window_of
from app.session_status import CalibrationStatus
from app.settings import Settings
from app.stages.picture.compose import Compose
from app.stages.picture.crop import Crop
from app.stages.picture.face_track import FaceTrack
from app.stages.picture.framing import Framing
from app.stages.picture.mirror import Mirror
from app.stages.picture.portrait import Portrait
from app.stages.picture.veil import Veil
from models.engines import PortraitEngine


class Sight:
    """Stages around tracker and portrait, which may be made anew meanwhile, and what they are set to.

    Attributes:
        crop: belongs before the tracker.
        framing: belongs behind the portrait, before its background.
    """

    def __init__(self, settings: Settings, tracker: Callable[[], FaceTrack], portrait: Callable[[], Portrait]) -> None:
        """Look and show as the settings say; `tracker` and `portrait` return the present ones."""
        self._tracker, self._portrait = tracker, portrait
        self._camera = ""
        self.crop = Crop(lambda: tracker().face, lambda scale, x, y: portrait().reframe(scale, x, y))
        self.framing = Framing(lambda: portrait().head)
        self._calibrator = Calibrator(portrait)
        self.apply(settings)

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
        self.framing.fills = settings.background in ("keep", "blur")
        self._calibrator.apply(settings)

    def dress(self, veil: Veil, engine: PortraitEngine, compose: Compose, mirror: Mirror) -> None:
        """Let the still portrait of the veil be framed, backed and mirrored as the moving one is."""
        still, framing = engine.still(), Framing(lambda: still.head)
        framing.wanted, framing.fills = self.framing.wanted, self.framing.fills
        item = framing.process(VideoFrame(still.image, 0.0, -1, alpha=still.alpha))
        veil.still = mirror.process(compose.process(item)).image

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
