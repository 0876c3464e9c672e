"""Scaled: a portrait engine that can draw smaller and enlarge the result, so that what leaves keeps its size."""

import logging
import threading

import cv2
import numpy as np
from numpy.typing import NDArray

from models.abilities import Calibrated, Calibration, Reframed
from models.engines import Driving, Motion, PortraitEngine, Rendered, Scalable
from models.errors import FaceNotFound

log = logging.getLogger(__name__)

SHARE = 0.5
LEAST_PX = 360  # a picture that is lower than this is cheap, and would look poor at half its size


class Scaled:
    """A PortraitEngine around another one.

    `animate`, `rest` and `still` belong to one thread; `use_small` and `close` may be called from another one.

    Attributes:
        full: the engine that draws in full size.
        size: width and height in pixels of what leaves.
    """

    def __init__(self, full: PortraitEngine) -> None:
        """Wrap an engine whose portrait is set."""
        self.full, self.size = full, full.size
        self._small: PortraitEngine | None = None
        self._active = full
        self._wanted = False
        self._maker: threading.Thread | None = None

    @property
    def can_be_small(self) -> bool:
        """Drawing smaller is possible and saves something."""
        return isinstance(self.full, Scalable) and min(self.full.size) >= LEAST_PX

    @property
    def is_small(self) -> bool:
        """What was drawn last was drawn small."""
        return self._active is not self.full

    def use_small(self, on: bool) -> None:
        """Draw small from one of the next pictures on, or in full size; the first time it is prepared beside."""
        self._wanted = on
        if on and self._maker is None and self.can_be_small:
            self._maker = threading.Thread(target=self._make, name="smaller-portrait", daemon=True)
            self._maker.start()

    def close(self, timeout_s: float) -> list[str]:
        """Wait for a preparation under way. Returns the name of its thread if it is still alive."""
        maker = self._maker
        if maker is None:
            return []
        maker.join(timeout_s)
        return [maker.name] if maker.is_alive() else []

    def _make(self) -> None:
        """Prepare, with the priority of all others: a calm thread would starve just when this is needed."""
        try:
            assert isinstance(self.full, Scalable)
            self._small = self.full.smaller(SHARE)
        except (FaceNotFound, ValueError, cv2.error) as error:  # then it stays as large as it is
            log.info("the portrait cannot be drawn smaller: %s", error)

    # -- as an engine ------------------------------------------------------------------------------------------------

    @property
    def motion(self) -> Motion:
        """How motion is carried over."""
        return self.full.motion

    @motion.setter
    def motion(self, motion: Motion) -> None:
        self.full.motion = motion
        if self._small is not None:
            self._small.motion = motion

    def set_portrait(self, portrait: NDArray[np.uint8], size: tuple[int, int] | None = None) -> None:
        """Use this picture, in full size. Raises FaceNotFound."""
        self.full.set_portrait(portrait, size)
        self._active, self._small, self._maker, self.size = self.full, None, None, self.full.size

    def set_neutral(self, driving: Driving | None) -> None:
        """Take this as the user's neutral face; None: choose the best of the next 2 s."""
        self._active.set_neutral(driving)

    def calibration(self) -> Calibration | None:
        """Return the neutral face, None while it is being chosen, and where the engine does not tell."""
        return self._active.calibration() if isinstance(self._active, Calibrated) else None

    def restore(self, calibration: Calibration) -> bool:
        """Go on with a neutral face of former times. Returns False where it does not fit."""
        return isinstance(self._active, Calibrated) and self._active.restore(calibration)

    def reframe(self, scale: float, x: float, y: float) -> None:
        """What lay at p in the driving picture lies at scale * p + (x, y) from now on."""
        if isinstance(self._active, Reframed):
            self._active.reframe(scale, x, y)

    def animate(self, driving: Driving) -> Rendered:
        """Render the portrait with the user's motion."""
        # only here: without a face the one engine would not know the pose that the other one holds
        wanted = self._small if self._wanted and self._small is not None else self.full
        if wanted is not self._active:
            wanted.motion, self._active = self.full.motion, wanted
        return self._enlarged(self._active.animate(driving))

    def rest(self, time_s: float) -> Rendered:
        """Render a frame for which there is no face."""
        return self._enlarged(self._active.rest(time_s))

    def still(self) -> Rendered:
        """Return the unmoved portrait."""
        return self.full.still()

    def _enlarged(self, rendered: Rendered) -> Rendered:
        if not self.is_small:
            return rendered
        image, alpha = (cv2.resize(part, self.size) for part in (rendered.image, rendered.alpha))
        head = rendered.head
        if head is not None:
            x, y = self.size[0] / rendered.image.shape[1], self.size[1] / rendered.image.shape[0]
            head = (x * head[0], y * head[1], y * head[2])
        return Rendered(np.asarray(image, np.uint8), np.asarray(alpha, np.uint8), head)
