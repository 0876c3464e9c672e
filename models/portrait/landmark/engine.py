"""The landmark mesh engine: one picture moved by the user's tracked face."""

from collections.abc import Mapping
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.abilities import Calibration
from models.engines import Driving, FaceEngine, Motion, Rendered
from models.face.segmentation import Segmenter
from models.face.tracker import FaceTracker
from models.packing import Arrays
from models.portrait.framed import check_portrait, frame_portrait
from models.portrait.landmark.keeping import fingerprint, from_arrays, to_arrays
from models.portrait.landmark.matte import rough_matte
from models.portrait.landmark.motion import Pose, blend, still_pose, transfer
from models.portrait.landmark.neutral import Neutral
from models.portrait.landmark.parts import Parts, take_apart
from models.portrait.landmark.portrait import Portrait
from models.portrait.landmark.pose import fit_head, place
from models.portrait.landmark.ready import READY, key_of
from models.portrait.landmark.steady import Steady
from models.portrait.landmark.types import Picture, floats, ramp

HOLD_S, EASE_S, RETURN_S = 1.0, 0.6, 0.3
"""Without a face the last pose is held, then eased to the still portrait; a face that returns is eased in."""

_DOUBT = (0.09, 0.16)
"""Misfit of the head, in eye distances, from which on landmarks are distrusted (a hand over the face) and the last pose
is held; clear faces stay below 0.06."""


class LandmarkEngine:
    """The portrait engine "landmark". One object serves one session and one thread.

    Attributes:
        size: output width and height in pixels.
        motion: how the user's motion is carried over; may be replaced at any time.
    """

    def __init__(self, finder: FaceEngine | None = None) -> None:
        """Make an engine.

        Args:
            finder: finds the face of a portrait; None: the default tracker.

        Raises:
            ModelError: a network file is missing or cannot be run.
        """
        self.size: tuple[int, int] = (0, 0)
        self.motion = Motion()
        self._finder: FaceEngine = FaceTracker() if finder is None else finder
        self._segmenter = Segmenter()
        self._portrait: Portrait | None = None
        self._touch: NDArray[np.uint8] | None = None
        self._neutral = Neutral()
        self._steady = Steady(1.0)
        self._driver_size = (0, 0)
        self._last: Pose | None = None
        self._seen_s: float | None = None
        self._return_from: Pose | None = None
        self._return_s: float | None = None

    def set_portrait(self, portrait: NDArray[np.uint8], size: tuple[int, int] | None = None) -> None:
        """Use this picture, (h, w, 3) uint8 RGB, framed into `size` (width, height).

        Without a size the portrait keeps its own resolution and aspect (even numbers, at most 1920 x 1080).

        Raises:
            FaceNotFound: no usable face in the picture; the portrait shown so far stays.
            ValueError: not an RGB picture, a size below 16 pixels, or corrections of another size than the picture.
        """
        check_portrait(portrait, size, self._touch)
        key = key_of(portrait, size, self._touch)
        parts = READY.get(key)
        if parts is None:
            parts = self._take_apart(portrait, size)
            READY.put(key, parts)
        self._use(Portrait(parts))

    @property
    def analysis_version(self) -> str:
        """Everything besides picture, corrections and size that an analysis depends on; see models.analysis."""
        return f"{fingerprint()} {self._segmenter.runtime}"

    def analysis(self) -> Arrays:
        """Return what the portrait was taken apart into. Raises RuntimeError: no portrait was set."""
        return to_arrays(self._made().parts)

    def use_analysis(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Go on with what `analysis` has returned; what is damaged raises ValueError, the portrait so far stays."""
        self._use(Portrait(from_arrays(arrays)))

    def retouch(self, touch: NDArray[np.uint8] | None) -> None:
        """Correct by hand who belongs to the person, from the next set_portrait on; see models.retouch.Retouchable."""
        self._touch = touch

    def _take_apart(self, portrait: Picture, size: tuple[int, int] | None) -> Parts:
        framed = frame_portrait(portrait, size, self._touch, self._finder.find)
        rough = rough_matte(self._segmenter.matte, framed.canvas, framed.face.landmarks)
        return take_apart(framed.canvas, rough, framed.face.landmarks, framed.touch)

    def smaller(self, share: float) -> "LandmarkEngine":
        """Return an engine that draws the same portrait in this share of the size, with the same calibration.

        Only one of the two may be at work at a time.

        Raises:
            FaceNotFound: the face would be too small.
            RuntimeError: no portrait was set.
        """
        other = copy(self)  # networks and the neutral face are shared
        other._use(self._made().smaller(share))
        return other

    def _use(self, made: Portrait) -> None:
        self._portrait = made
        self.size = (made.canvas.shape[1], made.canvas.shape[0])
        self._steady = Steady(made.stage.height)
        self._last, self._seen_s, self._return_from = None, None, None

    def set_neutral(self, driving: Driving | None) -> None:
        """Take this as the user's neutral face; None: choose the best of the next 2 s."""
        head = fit_head(driving.face.landmarks) if driving is not None else None
        if head is None:
            self._neutral.choose_again()
        else:
            self._neutral.fix(head)
            self._steady.reset()

    def calibration(self) -> Calibration | None:
        """Return the neutral face, None while it is being chosen."""
        head = self._neutral.head
        if head is None or not self._neutral.settled:
            return None
        return Calibration(place(head), self._driver_size, floats([]))

    def restore(self, calibration: Calibration) -> bool:
        """Go on with a neutral face of former times; False if it is none."""
        head = fit_head(calibration.landmarks)
        if head is None:
            return False
        self._neutral.fix(head)
        return True

    def reframe(self, scale: float, x: float, y: float) -> None:
        """What lay at p in the driving picture lies at scale * p + (x, y) from now on: the portrait stays calm."""
        self._neutral.reframe(scale, floats([x, y, 0]))

    def animate(self, driving: Driving) -> Rendered:
        """Render the portrait with the user's motion.

        Raises:
            RuntimeError: no portrait was set.
        """
        portrait = self._made()
        head = fit_head(driving.face.landmarks)
        if head is None:
            return self.rest(driving.time_s)
        self._driver_size = (driving.image.shape[1], driving.image.shape[0])
        neutral = self._neutral.update(head, driving.time_s)
        pose = self._steady(transfer(portrait.stage, head, neutral, self.motion), self.motion.smoothing)
        doubt = ramp(*_DOUBT, head.residual)
        if doubt > 0 and self._last is not None:
            pose = blend(pose, self._last, doubt)
        self._last, self._seen_s = self._eased_in(pose, driving.time_s), driving.time_s
        return portrait.draw(self._last)

    def _eased_in(self, pose: Pose, time_s: float) -> Pose:
        if self._return_from is None:
            return pose
        if self._return_s is None:
            self._return_s = time_s
        share = ramp(0.0, RETURN_S, time_s - self._return_s)
        if share >= 1 or time_s < self._return_s:
            self._return_from = None
            return pose
        return blend(self._return_from, pose, share)

    def rest(self, time_s: float) -> Rendered:
        """Render a frame for which there is no face: hold the last pose, ease to the still portrait after 1 s."""
        portrait = self._made()
        if self._last is None or self._seen_s is None:
            return portrait.still()
        share = ramp(HOLD_S, HOLD_S + EASE_S, time_s - self._seen_s)
        pose = blend(self._last, still_pose(portrait.head), share)
        self._return_from, self._return_s = pose, None
        if share >= 1:
            return portrait.still()
        return portrait.draw(pose)

    def still(self) -> Rendered:
        """Return the unmoved portrait."""
        return self._made().still()

    def _made(self) -> Portrait:
        if self._portrait is None:
            raise RuntimeError("no portrait was set")
        return self._portrait
