"""FaceTrack: find and follow the user's face."""

from dataclasses import replace

from app.media import Face, VideoFrame
from app.stages.picture.carry import Carry
from app.stages.picture.stir import Stir
from models.abilities import Smoothed
from models.engines import FaceEngine


class FaceTrack:
    """Attaches the followed face to each frame, or None.

    Attributes:
        frames: how many frames were looked at.
        lost: how many of them had no face.
        face: what the last frame had.
        every: the face is looked for in every so many frames only, and in those that show a sudden move, and carried
            on between them; 1 is all of them. Any thread may change it.
    """

    latency_s = 0.0

    def __init__(self, engine: FaceEngine) -> None:
        self._engine = engine
        self.frames = 0
        self.lost = 0
        self.face: Face | None = None
        self.every = 1
        self._carry, self._stir = Carry(), Stir()
        self._carried = 0  # frames since the engine was asked

    def set_smoothing(self, smoothing: float) -> None:
        """Smooth landmarks: 0 not at all, 1 ordinarily, 2 strongly; any thread may say so."""
        if isinstance(self._engine, Smoothed):
            self._engine.smoothing = smoothing

    def process(self, item: VideoFrame) -> VideoFrame:
        """Return the frame with `face` set."""
        if item.index < 0:  # stands in for a picture; the engine need not look at it
            self.face = None
            return item
        face = self._without_looking(item)
        if face is not None:
            self.face = face
            return replace(item, face=face)
        self._carried = 0
        face = self.face = self._engine.track(item.image, item.time_s)
        self._carry.found(face, item.time_s)
        self.frames += 1
        self.lost += face is None
        return replace(item, face=face)

    def _without_looking(self, item: VideoFrame) -> Face | None:
        """Return the face as it has been carried on; None: it must be looked for."""
        self._carried += 1
        if self.every == 1 or self.face is None:
            self._stir.reset()
            return None
        sudden = self._stir.sudden(item.image, self.face.roi)
        return None if sudden or self._carried >= self.every else self._carry.on(item.time_s)

    def reset(self) -> None:
        """Forget the followed face."""
        self._engine.reset()
        self._carry.reset()
        self._stir.reset()
