"""What a face engine and a portrait engine promise, and the registries that make them.

This is the only module through which the application reaches the networks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray


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
    """A portrait picture: image (h, w, 3) uint8 RGB and matte alpha (h, w) uint8 (255: portrait)."""

    image: NDArray[np.uint8]
    alpha: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Motion:
    """How the user's motion is carried over; may change between two frames.

    Attributes:
        mode: "relative" adds the change since the neutral frame, "absolute" copies pose and expression.
        strength: 0 (still) .. 2 (doubled), all motion.
        head, eyes, mouth, brows: the same for one region, multiplied with strength.
    """

    mode: Literal["relative", "absolute"] = "relative"
    strength: float = 1.0
    head: float = 1.0
    eyes: float = 1.0
    mouth: float = 1.0
    brows: float = 1.0


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


def _mesh_tracker(device: str) -> FaceEngine:
    from models.face.tracker import FaceTracker

    return FaceTracker()


def _landmark(device: str) -> PortraitEngine:
    from models.portrait.landmark.engine import LandmarkEngine

    return LandmarkEngine()


def _fomm(device: str) -> PortraitEngine:
    from models.portrait.fomm.engine import create

    return create(device)


FACE_ENGINES: dict[str, Callable[[str], FaceEngine]] = {"mesh": _mesh_tracker}
PORTRAIT_ENGINES: dict[str, Callable[[str], PortraitEngine]] = {"landmark": _landmark, "fomm": _fomm}


def create_face_engine(name: str = "mesh", device: str = "cpu") -> FaceEngine:
    """Make a face engine. Raises KeyError for an unknown name, ModelError if its files are missing."""
    return FACE_ENGINES[name](device)


def create_portrait_engine(name: str = "landmark", device: str = "cpu") -> PortraitEngine:
    """Make a portrait engine. Raises KeyError for an unknown name, ModelError if its files are missing."""
    return PORTRAIT_ENGINES[name](device)


def neutral_score(face: Face) -> float:
    """How far a face is from rest (frontal, mouth closed, eyes open); the smallest makes the best neutral frame."""
    from models.portrait.landmark.neutral import unrest
    from models.portrait.landmark.pose import fit_head

    head = fit_head(face.landmarks)
    return float("inf") if head is None else unrest(head)
