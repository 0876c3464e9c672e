"""Follows one face through a film: detect once, then look for landmarks where the face was in the picture before."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.engines import Face
from models.face.detector import Detection, FaceDetector, Roi, overlap
from models.face.mesh import FaceMesh, roi_of
from models.face.one_euro import OneEuro
from models.face.squares import Square, second_looks
from models.runtime import load_net
from models.weights import find

_MIN_SCORE = 0.5
_CLEAR_SCORE = 0.7  # of the detector, for a second look
_SAME_FACE_S = 1.0  # a face that comes back within this time near its old place is the same one
_RECOUNT_S = 1.0  # how often the detector looks for further faces while one is followed
_STILL_PASSES = 3  # the first square comes from the detector, the next from the landmarks, as while tracking


class FaceTracker:
    """The face engine "mesh". One object serves one stream of pictures and one thread.

    Raises:
        ModelError: a network file is missing or altered.
    """

    def __init__(self) -> None:
        cv2.setNumThreads(1)  # more threads slow these small pictures down
        self._detector = FaceDetector(load_net(find("face-detection")))
        self._mesh = FaceMesh(load_net(find("face-landmarks")))
        self._filter = OneEuro()
        self.reset()

    @property
    def smoothing(self) -> float:
        """How strongly trembling is smoothed: 0 none, 1 ordinary, 2 strong."""
        return self._filter.smoothing

    @smoothing.setter
    def smoothing(self, smoothing: float) -> None:
        self._filter.smoothing = smoothing

    def reset(self) -> None:
        """Forget the followed face."""
        self._filter.reset()
        self._roi: Roi | None = None
        self._last_roi: Roi | None = None
        self._seen_s = 0.0
        self._counted_s = 0.0
        self._others = 0
        self._turn = -1

    def track(self, image: NDArray[np.uint8], time_s: float) -> Face | None:
        """Follow one face: at first the largest, then the same one. None: no face.

        Args:
            image: (h, w, 3) uint8 RGB; (h, w) grey is taken, too.
            time_s: when the picture was taken; landmarks are filtered with the true time steps.

        Raises:
            ValueError: the array is no such picture.
        """
        image = as_rgb(image)
        found = self._look(image, self._roi) if self._roi is not None else None
        if found is None:
            self._filter.reset()
            self._roi = None
            found = self._search(image, time_s)
        if found is None:
            return None
        landmarks, score, roi = found
        self._roi = self._last_roi = roi_of(landmarks)
        self._seen_s = time_s
        self._count_others(image, time_s)
        return Face(self._filter(landmarks, time_s, roi[2]), score, roi, self._others)

    def find(self, image: NDArray[np.uint8]) -> list[Face]:
        """Return all faces of a still picture, the largest first, unfiltered; keeps tracking state.

        If a look at the whole picture finds none, faces that fill it and small ones are looked for.

        Raises:
            ValueError: the array is no (h, w, 3) uint8 RGB or (h, w) grey picture.
        """
        image = as_rgb(image)
        faces = self._still_faces(image, self._detector.detect(image))
        for group in second_looks(*image.shape[:2]):
            if faces:
                break
            faces = self._still_faces(image, [face for square in group for face in self._glance(image, square)])
        return [Face(face.landmarks, face.score, face.roi, len(faces) - 1) for face in faces]

    def _glance(self, image: NDArray[np.uint8], square: Square) -> list[Detection]:
        """Look into a square of the picture; only clear faces count, for there are many squares to be wrong in."""
        return [face for face in self._detector.detect(image, square) if face.score >= _CLEAR_SCORE]

    def _look(self, image: NDArray[np.uint8], roi: Roi) -> tuple[NDArray[np.float32], float, Roi] | None:
        if not roi[2] > 1:
            return None
        landmarks, score = self._mesh.find(image, roi)
        return (landmarks, score, roi) if score >= _MIN_SCORE and np.isfinite(landmarks).all() else None

    def _search(self, image: NDArray[np.uint8], time_s: float) -> tuple[NDArray[np.float32], float, Roi] | None:
        faces = self._detector.detect(image)
        if not faces:
            # one further square each frame: a face too small or too large for the first look is found within a second
            squares = [square for group in second_looks(*image.shape[:2]) for square in group]
            self._turn = (self._turn + 1) % max(len(squares), 1)
            faces = self._glance(image, squares[self._turn]) if squares else []
        self._counted_s = time_s
        recently = self._last_roi is not None and 0 <= time_s - self._seen_s < _SAME_FACE_S
        if self._last_roi is not None and recently:
            x, y, side, _ = self._last_roi
            # stable sort: those near the old place first, each group by size
            faces.sort(key=lambda face: np.hypot(face.roi()[0] - x, face.roi()[1] - y) > 0.5 * side)
        for face in faces:
            found = self._look(image, face.roi())
            if found is not None:
                self._others = len(faces) - 1
                return found
        return None

    def _count_others(self, image: NDArray[np.uint8], time_s: float) -> None:
        if 0 <= time_s - self._counted_s < _RECOUNT_S or self._roi is None:
            return
        self._counted_s = time_s
        x, y, side, _ = self._roi
        self._others = sum(
            bool(np.hypot(face.roi()[0] - x, face.roi()[1] - y) > 0.25 * side) for face in self._detector.detect(image)
        )

    def _still_faces(self, image: NDArray[np.uint8], detections: list[Detection]) -> list[Face]:
        faces: list[Face] = []
        for detection in detections:
            found = self._look(image, detection.roi())
            for _ in range(_STILL_PASSES - 1):
                found = self._look(image, roi_of(found[0])) if found else None
            if found and not any(_same(found[0], face.landmarks) for face in faces):
                faces.append(Face(*found))
        return sorted(faces, key=lambda face: roi_of(face.landmarks)[2], reverse=True)


def as_rgb(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a (h, w, 3) picture, from grey (h, w) if need be. Raises ValueError for anything else."""
    if image.dtype != np.uint8 or image.ndim not in (2, 3) or image.size == 0 or image.shape[2:] not in ((), (3,)):
        raise ValueError(f"expected a (h, w, 3) uint8 RGB picture, got {image.shape} {image.dtype}")
    return np.repeat(image[:, :, None], 3, axis=2) if image.ndim == 2 else image


def _same(a: NDArray[np.float32], b: NDArray[np.float32]) -> bool:
    boxes = [np.concatenate([p[:, :2].min(axis=0), p[:, :2].max(axis=0)]).astype(np.float64) for p in (a, b)]
    return bool(overlap(boxes[0], boxes[1][None])[0] > 0.3)
