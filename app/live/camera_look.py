"""CameraLook: the camera's picture with the face found in it, and nothing else; for a look before a performance."""

import threading
from dataclasses import dataclass
from typing import Literal

from app.errors import AppError
from app.handoff import Handoff
from app.lane import Lane
from app.live.camera_judge import CameraFindings, CameraJudge
from app.live.driver import open_driver
from app.media import VideoFrame
from app.portrayal import make_tracker, words
from app.settings import Settings
from app.stages.picture.face_track import FaceTrack
from models.errors import ModelError

__all__ = ["CameraLook", "LookStatus"]

_STOP_S = 5.0
_LOAD_S = 20.0  # for networks, on a busy machine


@dataclass(frozen=True, slots=True)
class LookStatus:
    """How the look goes.

    Attributes:
        state: "opening" until the first picture, "looking", "failed".
        findings: of the last pictures; unknown until the networks are loaded.
        error, advice: why it has failed, and the remedy.
    """

    state: Literal["opening", "looking", "failed"] = "opening"
    findings: CameraFindings = CameraFindings()
    error: str = ""
    advice: str = ""


class CameraLook:
    """Opens what `settings.camera` names, shows it at once, and follows the face as soon as the networks are loaded.

    Looked at once: `start`, then `stop`.

    Attributes:
        picture: the newest picture, with its face; pulled by the window.
    """

    def __init__(self, settings: Settings) -> None:
        self.picture: Handoff[VideoFrame] = Handoff()
        self._settings = settings
        self._judge = CameraJudge(mirrored=settings.mirror_input)
        self._tracker = _LateTracker(settings)
        self._lane: Lane[VideoFrame] | None = None
        self._seen = False

    def start(self) -> None:
        """Open the camera. Raises DeviceError, MediaError, StreamError."""
        driver = open_driver(
            self._settings, lambda _: None
        )  # its words are for a performance; the findings say it here
        self._lane = Lane("look", driver.video, [self._tracker], on_item=self._see)
        self._tracker.load()
        self._lane.start()

    def stop(self) -> None:
        """Release the camera; may be called twice. Blocks until it is free."""
        if self._lane is not None:
            self._lane.stop(_STOP_S)
            self._lane = None
            self._tracker.wait(_LOAD_S)

    def status(self) -> LookStatus:
        """Return a snapshot; cheap, from any thread."""
        lane, findings = self._lane, self._judge.findings()
        error = self._tracker.error
        if lane is not None and (errors := lane.status().errors):
            error = errors[0][1]
        if error is not None:
            return LookStatus("failed", findings, *words(error))
        return LookStatus("looking" if self._seen else "opening", findings)

    def _see(self, frame: VideoFrame) -> None:
        if frame.index < 0:
            return
        if self._tracker.ready:
            self._judge.see(frame)
        self._seen = True
        self.picture.put(frame)


class _LateTracker:
    """A stage that passes pictures on as they are until its networks are loaded, on a thread of their own."""

    latency_s = 0.0

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._track: FaceTrack | None = None
        self._thread = threading.Thread(target=self._load, name="look-networks", daemon=True)
        self.error: Exception | None = None

    @property
    def ready(self) -> bool:
        return self._track is not None

    def load(self) -> None:
        self._thread.start()

    def wait(self, limit_s: float) -> None:
        self._thread.join(limit_s)

    def _load(self) -> None:
        try:
            self._track = FaceTrack(make_tracker(self._settings))
        except (AppError, ModelError, OSError) as error:
            self.error = error

    def process(self, item: VideoFrame) -> VideoFrame:
        track = self._track
        return track.process(item) if track is not None else item

    def reset(self) -> None:
        if self._track is not None:
            self._track.reset()
