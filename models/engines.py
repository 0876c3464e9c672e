"""What a face engine and a portrait engine promise, and the registries that make them.

This is the only module through which the application reaches the networks.
"""

import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.posture import Posture

DEVICES = ("auto", "cpu", "cuda", "mps")
WITH_REGIONS = frozenset({"landmark"})  # engines that move head, eyes, mouth and brows apart; others as one
WITH_SIZE = frozenset({"landmark"})  # engines whose head grows as the user comes nearer, unless told; others never
_WITH_TORCH = frozenset({"fomm", "face-alignment"})  # engines that compute with torch


@dataclass(frozen=True, slots=True)
class Face:
    """One face in one picture.

    Attributes:
        landmarks: (478, 3) float32, pixels of the picture; x right, y down, z away from the camera.
        score: 0..1, the landmark network's own face probability.
        roi: centre x, centre y, side in pixels, angle in radians of the region that was looked at.
        others: how many further faces were seen when this one was chosen.
    """

    landmarks: NDArray[np.float32]
    score: float
    roi: tuple[float, float, float, float]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Driving:
    """What a portrait engine is driven by: the user's picture and the face found in it."""

    image: NDArray[np.uint8]  # (height, width, 3) RGB, the whole camera frame
    face: Face
    time_s: float


@dataclass(frozen=True, slots=True)
class Rendered:
    """A portrait picture.

    Attributes:
        image: (h, w, 3) uint8 RGB.
        alpha: (h, w) uint8 matte, 255: portrait.
        head: middle x, middle y and height in pixels of the portrait's face in it; None where that is not known.
    """

    image: NDArray[np.uint8]
    alpha: NDArray[np.uint8]
    head: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Motion:
    """How the user's motion is carried over; may change between two frames.

    Attributes:
        mode: "relative" adds the change since the neutral frame, "absolute" copies pose and expression.
        strength: 0 (still) .. 2 (doubled), all motion.
        head, eyes, mouth, brows: the same for one region, multiplied with strength; for engines in WITH_REGIONS.
        smoothing: of trembling: 0 none, 1 ordinary, 2 strong.
        keep_size: coming nearer to the camera does not enlarge the head; for engines in WITH_SIZE.
    """

    mode: Literal["relative", "absolute"] = "relative"
    strength: float = 1.0
    head: float = 1.0
    eyes: float = 1.0
    mouth: float = 1.0
    brows: float = 1.0
    smoothing: float = 1.0
    keep_size: bool = False


class FaceEngine(Protocol):
    """Finds faces in pictures. One object serves one stream of pictures and one thread."""

    def track(self, image: NDArray[np.uint8], time_s: float) -> Face | None:
        """Follow one face through a film; landmarks are filtered over time. None: no face."""
        ...

    def find(self, image: NDArray[np.uint8]) -> list[Face]:
        """Return all faces of a still picture, the largest first, unfiltered; keeps tracking state."""
        ...

    def reset(self) -> None:
        """Forget the followed face."""
        ...


class PortraitEngine(Protocol):
    """Moves a portrait. One object serves one session and one thread."""

    size: tuple[int, int]  # output width and height in pixels
    motion: Motion  # may be replaced at any time

    def set_portrait(self, portrait: NDArray[np.uint8], size: tuple[int, int] | None = None) -> None:
        """Use this picture, (h, w, 3) uint8 RGB, framed into `size` (width, height).

        Without a size the portrait keeps its own resolution and aspect (even numbers, at most 1920 x 1080).
        May take some tenths of a second. Raises FaceNotFound.
        """
        ...

    def set_neutral(self, driving: Driving | None) -> None:
        """Take this as the user's neutral face; None: choose the best of the next 2 s."""
        ...

    def animate(self, driving: Driving) -> Rendered:
        """Render the portrait with the user's motion."""
        ...

    def rest(self, time_s: float) -> Rendered:
        """Render a frame for which there is no face: hold the last pose, ease to the still portrait after 1 s."""
        ...

    def still(self) -> Rendered:
        """Return the unmoved portrait; the picture to show whenever anything is wrong."""
        ...


@runtime_checkable
class Placed(Protocol):
    """What an engine says of itself whose network may run in several places; the others run anywhere.

    Attributes:
        runs_on: which runtime computes on what, how fast, and why not another one; one line.
        refused: why the last frame offered as neutral could not be used; empty if it could.
    """

    runs_on: str
    refused: str


@runtime_checkable
class Scalable(Protocol):
    """A portrait engine that is cheaper when it draws smaller; the others cost the same at any size."""

    def smaller(self, share: float) -> PortraitEngine:
        """Return an engine that draws the same portrait in this share (0..1) of its width and height.

        Both have the same calibration, whichever it is given to. Only one of them may be at work at a time. Takes some
        tenths of a second. Raises FaceNotFound when the face would be too small.
        """
        ...


def _mesh_tracker(device: str) -> FaceEngine:
    from models.face.tracker import FaceTracker

    return FaceTracker()


def _face_alignment(device: str) -> FaceEngine:
    preload("face-alignment", device)
    from models.face.face_alignment_source import create

    return create(device)


def _landmark(device: str) -> PortraitEngine:
    from models.portrait.landmark.engine import LandmarkEngine

    return LandmarkEngine()


def _fomm(device: str) -> PortraitEngine:
    preload("fomm", device)
    from models.portrait.fomm.engine import create

    return create(device)


FACE_ENGINES: dict[str, Callable[[str], FaceEngine]] = {"mesh": _mesh_tracker, "face-alignment": _face_alignment}
PORTRAIT_ENGINES: dict[str, Callable[[str], PortraitEngine]] = {"landmark": _landmark, "fomm": _fomm}


def create_face_engine(name: str = "mesh", device: str = "cpu") -> FaceEngine:
    """Make a face engine. Raises KeyError for an unknown name, ModelError if its files are missing."""
    return FACE_ENGINES[name](device)


def create_portrait_engine(name: str = "landmark", device: str = "cpu") -> PortraitEngine:
    """Make a portrait engine. Raises KeyError for an unknown name, ModelError if its files are missing."""
    return PORTRAIT_ENGINES[name](device)


def preload(name: str, device: str = "auto") -> None:
    """Load what an engine needs before a window is opened; call it before Qt is imported.

    On Windows torch cannot be loaded into a program that has loaded Qt (pytorch #166628). Engines without torch need
    nothing, and nothing is loaded for them.

    Args:
        name: a portrait or face engine.
        device: where it will compute; the same libraries serve all of them.

    Raises:
        ModelError: the engine needs torch, which cannot be loaded.
    """
    if name not in _WITH_TORCH:
        return
    # before torch is imported: its threads otherwise spin while they wait, which slows everything beside them
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "0")
    try:
        importlib.import_module("torch")
    except (ImportError, OSError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        advice = "start the program anew" if needs_restart(name) else "run again: python3 installer/bootstrap.py run"
        raise ModelError(
            f"torch, which the engine {name!r} computes with, cannot be loaded ({reason})", advice
        ) from error


def needs_restart(name: str) -> bool:
    """Return whether an engine can only be loaded by a program that has not opened a window yet: torch on Windows."""
    return sys.platform == "win32" and name in _WITH_TORCH and "torch" not in sys.modules and "PySide6" in sys.modules


def lacking(name: str) -> ModelError | None:
    """Return why a portrait engine cannot be made now, None if all its files are there; loads no network."""
    if name != "fomm":
        return None
    from models.portrait.fomm.find import find_checkpoint

    try:
        path = find_checkpoint()
    except ModelError as error:
        return error
    return None if path.is_file() else ModelError(f"the file of weights {path} is missing", "choose another one")


def posture_of(landmarks: NDArray[np.float32]) -> Posture | None:
    """Return how a face (478, 3), in pixels, is held; None for landmarks that are none."""
    from models.portrait.landmark.posture import posture

    return posture(landmarks)


def neutral_score(face: Face) -> float:
    """How far a face is from rest (frontal, mouth closed, eyes open); the smallest makes the best neutral frame."""
    from models.portrait.landmark.neutral import unrest
    from models.portrait.landmark.pose import fit_head

    head = fit_head(face.landmarks)
    return float("inf") if head is None else unrest(head)
