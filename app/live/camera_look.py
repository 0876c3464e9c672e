"""CameraLook: the camera's picture with the face found in it, and nothing else; for a look before a performance."""

from dataclasses import dataclass
from typing import Literal

from app.handoff import Handoff
from app.lane import Lane
from app.live.camera_judge import CameraFindings, CameraJudge
from app.live.driver import open_driver
from app.media import VideoFrame
from app.portrayal import make_tracker, words
from app.settings import Settings
from app.stages.picture.face_track import FaceTrack

__all__ = ["CameraLook", "LookStatus"]

_STOP_S = 5.0


@dataclass(frozen=True, slots=True)
class LookStatus:
    """How the look goes.

    Attributes:
        state: "opening" until the first picture, "looking", "failed".
        findings: of the last pictures.
        error, advice: why it has failed, and the remedy.
    """

    state: Literal["opening", "looking", "failed"] = "opening"
    findings: CameraFindings = CameraFindings()
    error: str = ""
    advice: str = ""


class CameraLook:
    """Opens what `settings.camera` names, and follows the face. Looked at once: `start`, then `stop`.

    Attributes:
        picture: the newest picture with its face; pulled by the window.
    """

    def __init__(self, settings: Settings) -> None:
        self.picture: Handoff[VideoFrame] = Handoff()
        self._settings = settings
        self._judge = CameraJudge()
        self._lane: Lane[VideoFrame] | None = None

    def start(self) -> None:
        """Open the camera. Raises DeviceError, MediaError, StreamError, SettingsError, ModelError."""
        tracker = FaceTrack(make_tracker(self._settings))
        driver = open_driver(
            self._settings, lambda _: None
        )  # its words are for a performance; the findings say it here
        self._lane = Lane("look", driver.video, [tracker], on_item=self._see)
        self._lane.start()

    def stop(self) -> None:
        """Release the camera; may be called twice. Blocks until it is free."""
        if self._lane is not None:
            self._lane.stop(_STOP_S)
            self._lane = None

    def status(self) -> LookStatus:
        """Return a snapshot; cheap, from any thread."""
        lane, findings = self._lane, self._judge.findings()
        errors = lane.status().errors if lane is not None else ()
        if errors:
            message, advice = words(errors[0][1])
            return LookStatus("failed", findings, message, advice)
        return LookStatus("looking" if findings.width else "opening", findings)

    def _see(self, frame: VideoFrame) -> None:
        self._judge.see(frame)
        self.picture.put(frame)
