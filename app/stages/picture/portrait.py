"""Portrait: replace the camera picture by the portrait that moves like the user."""

import logging
import threading
from dataclasses import replace

from app.media import VideoFrame
from models.engines import Driving, Motion, PortraitEngine

log = logging.getLogger(__name__)


class Portrait:
    """Renders the portrait for each frame; what leaves never contains a pixel of the camera.

    Without a face, and when rendering fails, the last pose or the still portrait is shown.

    Attributes:
        failures: frames that could not be rendered and show the still portrait.
        error: why the last one could not be rendered, None if it could.
    """

    latency_s = 0.0

    def __init__(self, engine: PortraitEngine) -> None:
        self._engine = engine
        self._next: PortraitEngine | None = None
        self._calibrate = False
        self._lock = threading.Lock()
        self.failures = 0
        self.error: Exception | None = None

    @property
    def engine(self) -> PortraitEngine:
        """What has drawn the last picture."""
        return self._engine

    @property
    def size(self) -> tuple[int, int]:
        """Output width and height in pixels."""
        return self._engine.size

    def swap(self, engine: PortraitEngine) -> None:
        """Use another engine (with its portrait already set) from the next frame on."""
        with self._lock:
            self._next = engine

    def set_motion(self, motion: Motion) -> None:
        """Change how motion is carried over."""
        with self._lock:
            self._engine.motion = motion
            if self._next is not None:
                self._next.motion = motion

    def calibrate(self, driving: Driving | None = None) -> None:
        """Take a new neutral face: the given one, or the best of the next 2 s."""
        if driving is not None:
            self._engine.set_neutral(driving)
        else:
            self._calibrate = True

    def process(self, item: VideoFrame) -> VideoFrame:
        """Return the portrait, moved like the face of the frame."""
        with self._lock:
            if self._next is not None:
                self._engine, self._next = self._next, None
        if self._calibrate:
            self._calibrate = False
            self._engine.set_neutral(None)
        try:
            if item.face is None:
                rendered = self._engine.rest(item.time_s)
            else:
                rendered = self._engine.animate(Driving(item.image, item.face, item.time_s))
            self.error = None
        except Exception as error:  # noqa: BLE001 - bad input, a lost GPU, a bug: whatever it is, the show goes on
            self.failures += 1
            self.error = error
            level = logging.ERROR if self.failures == 1 else logging.DEBUG  # thirty lines a second help nobody
            log.log(level, "frame %d could not be rendered; the still portrait is shown", item.index, exc_info=True)
            rendered = self._engine.still()
        return replace(item, image=rendered.image, alpha=rendered.alpha)

    def reset(self) -> None:
        """A new source: choose a new neutral face."""
        self._calibrate = True
