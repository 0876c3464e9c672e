"""Portrait: replace the camera picture by the portrait that moves like the user."""

import logging
import threading
from dataclasses import replace

from app.media import VideoFrame
from models.abilities import Calibrated, Calibration, Reframed
from models.engines import Driving, Motion, PortraitEngine

log = logging.getLogger(__name__)


class Portrait:
    """Renders the portrait for each frame; what leaves never contains a pixel of the camera.

    Without a face, and when rendering fails, the last pose or the still portrait is shown.

    Attributes:
        remembered: a neutral face of former times, taken up with the next frame and after each change of the source.
        reframes: how often the driving picture was cropped otherwise.
        head: middle x, middle y and height in pixels of the face in the portrait that left last, None if not known.
        failures: frames that could not be rendered and show the still portrait.
        error: why the last one could not be rendered, None if it could.
    """

    latency_s = 0.0

    def __init__(self, engine: PortraitEngine) -> None:
        self._engine = engine
        self._next: PortraitEngine | None = None
        self._calibrate = self._restore = False
        self._lock = threading.Lock()
        self.remembered: Calibration | None = None
        self.reframes = 0
        self.head: tuple[float, float, float] | None = None
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
            self._calibrate, self.remembered = True, None

    def remember(self, calibration: Calibration | None) -> None:
        """Go on with this neutral face where it fits what comes; None: leave it as it is."""
        self.remembered, self._restore = calibration, calibration is not None

    def calibration(self) -> Calibration | None:
        """Return the neutral face in force; None while it is being chosen, and where the engine does not tell."""
        engine = self._engine
        return engine.calibration() if isinstance(engine, Calibrated) else None

    def reframe(self, scale: float, x: float, y: float) -> None:
        """The driving picture is cropped otherwise: what lay at p lies at scale * p + (x, y)."""
        self.reframes += 1
        if isinstance(self._engine, Reframed):
            self._engine.reframe(scale, x, y)

    def process(self, item: VideoFrame) -> VideoFrame:
        """Return the portrait, moved like the face of the frame."""
        with self._lock:
            if self._next is not None:
                before, self._engine, self._next = self.calibration(), self._next, None
                if before is not None and not self._restore and not self._calibrate:
                    self._take_up(before, item)  # another portrait, the same user
        if self._calibrate:
            self._calibrate = False
            self._engine.set_neutral(None)
        if self._restore and item.index >= 0:
            self._restore = False
            if self.remembered is not None and not self._take_up(self.remembered, item):
                self.remembered = None
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
        self.head = rendered.head
        return replace(item, image=rendered.image, alpha=rendered.alpha)

    def reset(self) -> None:
        """A new source: take up what is remembered of it, or choose a new neutral face."""
        self._calibrate, self._restore = True, self.remembered is not None

    def _take_up(self, calibration: Calibration, item: VideoFrame) -> bool:
        """Go on with a neutral face, if it was seen in pictures of this size and the engine can use it."""
        engine = self._engine
        fits = calibration.size == (item.image.shape[1], item.image.shape[0])
        return fits and isinstance(engine, Calibrated) and engine.restore(calibration)
