"""A second source of landmarks: the 68 points of the package face-alignment (Bulat and Tzimiropoulos, ICCV 2017).

It looks at every picture anew, for faces first and then for their points: a matter for a graphics card, or for films.
Our own tracker is the default.

Its networks are no part of the package. It fetches them at first use from the addresses of its authors; where that is
not possible the engine says so. Those networks could not be had when this was written: the way from 68 points to the
landmarks that engines take is tested, the networks themselves are not.

Engines take the 478 landmarks of our mesh. The mean head is laid over the 68 points by an affine camera, and what is
left over is spread from these points over the others; at the 68 places the landmarks are the points themselves.
"""

import importlib
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from models.engines import Face
from models.errors import ModelError
from models.face.landmarks import TO_68
from models.face.mesh import roi_of
from models.portrait.landmark.topology import CANONICAL

Floats = NDArray[np.float32]
_SPREAD = 0.25  # of the eye distance: how far a point takes its neighbours along
_NEAR = 0.5  # of a face's size, how far it may move between two pictures and still be the same one
_FILES = "2DFAN4-11f355bf06.pth.tar and s3fd-619a316812.pth"


class Aligner(Protocol):
    """What is used of `face_alignment.FaceAlignment`."""

    def get_landmarks_from_image(
        self, image_or_path: NDArray[np.uint8], *, return_bboxes: bool, return_landmark_score: bool
    ) -> tuple[list[Floats] | None, list[Floats] | None, object]:
        """Return for each face (68, 2) pixels and (68,) scores, or None for no face."""
        ...


def create(device: str) -> "FaceAlignmentSource":
    """Make the engine on "cpu", "cuda" or "mps"; "auto" takes the first GPU that torch offers.

    Raises:
        ModelError: its networks are not here and cannot be fetched, or the device does not work.
    """
    torch = importlib.import_module("torch")
    from face_alignment import FaceAlignment, LandmarksType

    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        # compiling needs a C++ compiler and half a minute
        aligner = FaceAlignment(LandmarksType.TWO_D, device=device, flip_input=False, compile=False)
    except (OSError, RuntimeError, AssertionError) as error:  # URLError is an OSError
        raise _not_had(error, f"{torch.hub.get_dir()}/checkpoints") from error
    return FaceAlignmentSource(aligner)


def _not_had(error: Exception, folder: str) -> ModelError:
    reason = (str(getattr(error, "reason", error)).strip().splitlines() or [type(error).__name__])[0]
    return ModelError(
        f"the networks of face-alignment cannot be used: they are fetched at first use ({reason})",
        f"connect to the network once, put {_FILES} into {folder}, or use the face engine mesh",
    )


class FaceAlignmentSource:
    """The face engine "face-alignment". One object serves one stream of pictures and one thread."""

    def __init__(self, aligner: Aligner) -> None:
        self._aligner = aligner
        self._last: tuple[float, float, float] | None = None

    def reset(self) -> None:
        """Forget the followed face."""
        self._last = None

    def track(self, image: NDArray[np.uint8], time_s: float) -> Face | None:
        """Follow one face: at first the largest, then the one nearest to it. None: no face.

        Args:
            image: (h, w, 3) uint8 RGB.
            time_s: not used, landmarks are not filtered.
        """
        faces = self.find(image)
        if not faces:
            return None
        face = faces[0]
        if self._last is not None:
            x, y, side = self._last
            near = [other for other in faces if np.hypot(other.roi[0] - x, other.roi[1] - y) < _NEAR * side]
            face = near[0] if near else face
        self._last = face.roi[:3]
        return face

    def find(self, image: NDArray[np.uint8]) -> list[Face]:
        """Return all faces of a picture (h, w, 3) uint8 RGB, the largest first."""
        found: Any = self._aligner.get_landmarks_from_image(image, return_bboxes=True, return_landmark_score=True)
        points, scores = found[0] or [], found[1] or []
        faces = []
        for each, score in zip(points, scores, strict=True):
            landmarks = to_478(np.asarray(each, np.float32)[:, :2])
            if landmarks is not None:
                # a heat map's peak is 0..1, and lower on the outline than within
                sure = float(np.clip(np.median(np.asarray(score)), 0.0, 1.0))
                faces.append(Face(landmarks, sure, roi_of(landmarks), len(points) - 1))
        return sorted(faces, key=lambda face: -face.roi[2])


def to_478(points: Floats) -> Floats | None:
    """Return landmarks (478, 3) in pixels that pass through 68 points (68, 2); None if those are no face.

    Depth is that of the mean head at the fitted scale and pose, away from the camera, as our tracker gives it.
    """
    if not np.isfinite(points).all():
        return None
    head = CANONICAL.astype(np.float64)
    known = np.column_stack([head[TO_68], np.ones(len(TO_68))])
    camera, _, rank, _ = np.linalg.lstsq(known, points.astype(np.float64), rcond=None)
    along, down = camera[:3, 0], camera[:3, 1]
    scale = float(np.hypot(np.linalg.norm(along), np.linalg.norm(down)) / np.sqrt(2))
    away = np.cross(along, down)
    if rank < 4 or scale < 1e-3 or np.linalg.norm(away) < 0.1 * scale**2:
        return None
    flat = np.column_stack([head, np.ones(len(head))]) @ camera
    flat += _spread(head) @ (points - flat[TO_68])
    flat[TO_68] = points
    depth = head @ (away * scale / np.linalg.norm(away))
    return np.column_stack([flat, depth]).astype(np.float32)


def _spread(head: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much each of the 478 landmarks follows each of the 68, (478, 68), rows of sum 1."""
    distance = np.linalg.norm(head[:, None] - head[None, TO_68], axis=2)
    weights = np.exp(-((distance / _SPREAD) ** 2) / 2) + 1e-9
    rows: NDArray[np.float64] = weights / weights.sum(1, keepdims=True)
    return rows
