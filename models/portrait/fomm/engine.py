"""The first-order motion engine: a network moves the portrait like the face in the user's picture."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.abilities import Calibration
from models.engines import Driving, FaceEngine, Motion, Rendered
from models.errors import FaceNotFound
from models.face.landmarks import to_68
from models.face.one_euro import looseness
from models.face.segmentation import Segmenter
from models.face.tracker import FaceTracker
from models.portrait.fomm.best_frame import Search, normalized_landmarks, unlikeness
from models.portrait.fomm.checkpoint import load_checkpoint
from models.portrait.fomm.choose import choose
from models.portrait.fomm.crop import CropTracker, Square, cut, inside, wished
from models.portrait.fomm.find import find_checkpoint
from models.portrait.fomm.paste import Paster
from models.portrait.fomm.runner import Runner
from models.portrait.fomm.transfer import Step
from models.portrait.framed import check_portrait, frame_portrait
from models.portrait.landmark.matte import refine_matte, rough_matte
from models.portrait.landmark.types import Picture, ramp, to_bytes

HOLD_S, EASE_S, RETURN_S = 1.0, 0.6, 0.3
"""Without a face the last picture is held, then eased to the still portrait; a face that returns is eased in."""

_LONGEST_GAP_S = 0.5  # after it the filters start anew
_SURE = 0.6  # score of a face that may become the initial one


def create(device: str) -> "FommEngine":
    """Make the engine with the weights that are installed, on a device that passes the self-test.

    Raises:
        ModelError: there are no weights, they cannot be read, or no runtime of the device works.
    """
    return from_checkpoint(find_checkpoint(), device)


def from_checkpoint(path: Path, device: str) -> "FommEngine":
    """Make the engine with these weights; otherwise like `create`."""
    checkpoint = load_checkpoint(path)
    choice = choose(checkpoint.networks(), checkpoint.config, device)
    return FommEngine(choice.runner, choice.words())


class FommEngine:
    """The portrait engine "fomm". One object serves one session and one thread.

    Of `motion` it knows mode, strength and smoothing: its keypoints have no names, so all regions move as one.

    Attributes:
        size: output width and height in pixels.
        motion: how the user's motion is carried over; may be replaced at any time.
        runs_on: which runtime computes, and why not another one.
        refused: why the last frame offered as neutral could not be used; empty if it could.
    """

    def __init__(
        self, runner: Runner, runs_on: str = "", finder: FaceEngine | None = None, scale_lock: bool = True
    ) -> None:
        """Make an engine.

        Args:
            runner: computes.
            runs_on: what to tell the user about it.
            finder: finds the face of a portrait; None: the default tracker.
            scale_lock: leaning forward does not enlarge the portrait; see `crop.CropTracker`.

        Raises:
            ModelError: a network file is missing or cannot be run.
        """
        self.size: tuple[int, int] = (0, 0)
        self.motion = Motion()
        self.runs_on, self.refused = runs_on or runner.info.name, ""
        self._runner = runner
        self._finder: FaceEngine = FaceTracker() if finder is None else finder
        self._segmenter = Segmenter()
        self._touch: NDArray[np.uint8] | None = None
        self._crops = CropTracker(scale_lock)
        self._search = Search()
        self._calibrated = False
        self._neutral: tuple[NDArray[np.float32], tuple[int, int]] | None = None
        self._seen: tuple[NDArray[np.float32], tuple[int, int]] | None = None
        self._paster: Paster | None = None
        self._still: Rendered | None = None
        self._likeness: NDArray[np.float32] | None = None
        self._forget()

    def _forget(self) -> None:
        self._last: tuple[Picture, Step] | None = None
        self._shown: Rendered | None = None
        self._seen_s: float | None = None
        self._rest, self._rest_from = 0.0, 0.0
        self._return_s: float | None = None

    def set_portrait(self, portrait: NDArray[np.uint8], size: tuple[int, int] | None = None) -> None:
        """Use this picture, (h, w, 3) uint8 RGB, framed into `size` (width, height).

        Without a size the portrait keeps its own resolution and aspect (even numbers, at most 1920 x 1080).

        Raises:
            FaceNotFound: no usable face in the picture; the portrait shown so far stays.
            ValueError: not an RGB picture, a size below 16 pixels, or corrections of another size than the picture.
        """
        check_portrait(portrait, size, self._touch)
        framed = frame_portrait(portrait, size, self._touch, self._finder.find)
        canvas, landmarks = framed.canvas, framed.face.landmarks
        square = inside(*wished(landmarks), canvas.shape[1], canvas.shape[0])
        try:
            self._likeness = normalized_landmarks(to_68(landmarks))
            self._runner.set_source(cut(canvas, square, self._runner.side))
        except ValueError as error:
            raise FaceNotFound(str(error)) from error
        rough = rough_matte(self._segmenter.matte, canvas, landmarks)
        matte = refine_matte(canvas, rough, landmarks, framed.touch)
        alpha = to_bytes(matte * np.float32(255))
        self._paster = Paster(canvas, alpha, square, self._runner.side)
        self._head = _place_of(landmarks)
        self._still = Rendered(canvas, alpha, self._head)
        self.size = (canvas.shape[1], canvas.shape[0])
        self._forget()

    def retouch(self, touch: NDArray[np.uint8] | None) -> None:
        """Correct by hand who belongs to the person, from the next set_portrait on; see models.retouch.Retouchable."""
        self._touch = touch

    def set_neutral(self, driving: Driving | None) -> None:
        """Take this as the user's neutral face; None: choose the best of the next 2 s.

        A face that cannot be used leaves the old one in force; `refused` says why.
        """
        if driving is None:
            self._search.choose_again()
            return
        square = self._square(driving)
        if self._calibrate(cut(driving.image, square, self._runner.side), square):
            self._search.stop()

    def calibration(self) -> Calibration | None:
        """Return the neutral face, None while it is being chosen."""
        place, points = self._crops.kept(), self._runner.kept()
        if not self._search.settled or self._neutral is None or not place or not len(points):
            return None
        numbers = np.concatenate([np.asarray(place, np.float32), points.ravel()])
        return Calibration(*self._neutral, numbers.astype(np.float32))

    def restore(self, calibration: Calibration) -> bool:
        """Go on with a neutral face of former times; False if it is one of another engine or network."""
        numbers = calibration.numbers
        if len(numbers) < 11 or (len(numbers) - 4) % 7 or not self._runner.restore(numbers[4:].reshape(-1, 7)):
            return False
        self._crops.restore(*(float(number) for number in numbers[:4]))
        self._neutral, self._calibrated, self.refused = (calibration.landmarks, calibration.size), True, ""
        self._search.stop()
        return True

    def reframe(self, scale: float, x: float, y: float) -> None:
        """What lay at p in the driving picture lies at scale * p + (x, y) from now on: the portrait stays calm."""
        self._crops.reframe(scale, x, y)
        self._neutral, self._seen = (_reframed(one, scale, x, y) for one in (self._neutral, self._seen))

    def animate(self, driving: Driving) -> Rendered:
        """Render the portrait with the user's motion.

        Raises:
            RuntimeError: no portrait was set.
        """
        paster, still = self._made()
        if not np.isfinite(driving.face.landmarks).all():
            return self.rest(driving.time_s)
        gap_s = -1.0 if self._seen_s is None else driving.time_s - self._seen_s
        square = self._square(driving)
        crop = cut(driving.image, square, self._runner.side)
        self._choose_neutral(driving, crop, square)
        step = self._step(square, gap_s if 0 <= gap_s <= _LONGEST_GAP_S else -1.0)
        self._seen_s = driving.time_s
        if not self._calibrated and self.motion.mode == "relative":
            return still
        self._rest = self._easing_in(driving.time_s)
        self._last = (crop, step)
        self._shown = self._drawn(paster, still, crop, replace(step, rest=self._rest))
        return self._shown

    def _square(self, driving: Driving) -> Square:
        height, width = driving.image.shape[:2]
        self._seen = driving.face.landmarks, (width, height)
        return self._crops.follow(driving.face.landmarks, driving.time_s, width, height)

    def _step(self, square: Square, dt_s: float) -> Step:
        """Return the numbers for a frame; absolute motion is that of the crop itself."""
        strength, loose = self.motion.strength, looseness(self.motion.smoothing)
        if self.motion.mode == "absolute":
            return Step(dt_s=dt_s, strength=strength, absolute=1.0, loose=loose)
        place = self._crops.place(square)
        return Step(place.zoom, place.x, place.y, dt_s, strength, loose=loose)

    def _choose_neutral(self, driving: Driving, crop: Picture, square: Square) -> None:
        if self._search.settled or driving.face.score < _SURE or self._likeness is None:
            return
        try:
            unlike = unlikeness(normalized_landmarks(to_68(driving.face.landmarks)), self._likeness)
        except ValueError:
            return
        if self._search.better(unlike, driving.time_s) and self._calibrate(crop, square):
            self._search.took(unlike)

    def _calibrate(self, crop: Picture, square: Square) -> bool:
        self._crops.calibrate()
        place = self._crops.place(square)
        self._runner.look(crop, Step(place.zoom, place.x, place.y))
        self.refused = self._runner.calibrate()
        if not self.refused:
            self._calibrated, self._neutral = True, self._seen
        return not self.refused

    def _easing_in(self, time_s: float) -> float:
        """Return how much of the still portrait is left after a face returned."""
        if self._rest_from <= 0:
            return 0.0
        if self._return_s is None:
            self._return_s = time_s
        left = self._rest_from * (1 - ramp(0.0, RETURN_S, time_s - self._return_s))
        if left <= 0 or time_s < self._return_s:
            self._rest_from = 0.0
            return 0.0
        return left

    def _drawn(self, paster: Paster, still: Rendered, crop: Picture, step: Step) -> Rendered:
        """Render; the nearer to rest, the more of the photograph itself shows."""
        image, alpha = paster(self._runner.animate(crop, step))
        if step.rest > 0:
            image, alpha = (
                to_bytes(a + np.float32(step.rest) * (b.astype(np.float32) - a))
                for a, b in ((image, still.image), (alpha, still.alpha))
            )
        return Rendered(image, alpha, self._head)

    def rest(self, time_s: float) -> Rendered:
        """Render a frame for which there is no face: hold the last picture, ease to the still portrait after 1 s."""
        paster, still = self._made()
        if self._last is None or self._shown is None or self._seen_s is None:
            return still
        share = max(ramp(HOLD_S, HOLD_S + EASE_S, time_s - self._seen_s), self._rest)
        self._rest_from, self._return_s = share, None
        if share >= 1:
            return still
        if share <= self._rest:
            return self._shown
        crop, step = self._last
        return self._drawn(paster, still, crop, replace(step, dt_s=0.0, rest=share))

    def still(self) -> Rendered:
        """Return the unmoved portrait."""
        return self._made()[1]

    def _made(self) -> tuple[Paster, Rendered]:
        if self._paster is None or self._still is None:
            raise RuntimeError("no portrait was set")
        return self._paster, self._still


def _reframed(
    seen: tuple[NDArray[np.float32], tuple[int, int]] | None, scale: float, x: float, y: float
) -> tuple[NDArray[np.float32], tuple[int, int]] | None:
    """Return landmarks (478, 3) and the size of their picture after another crop of the same size."""
    if seen is None:
        return None
    landmarks, size = seen
    return np.asarray(scale * landmarks + np.array([x, y, 0]), np.float32), size


def _place_of(landmarks: NDArray[np.float32]) -> tuple[float, float, float]:
    """Return middle x, middle y and height in pixels of a face (478, 3)."""
    low, high = landmarks[:, :2].min(0), landmarks[:, :2].max(0)
    x, y = (low + high) / 2
    return float(x), float(y), float(high[1] - low[1])
