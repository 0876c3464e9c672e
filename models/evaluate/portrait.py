"""Same-person reenactment: a film drives its own neutral frame, and the result is held against the film.

The portrait engine must reproduce what the camera saw, so pose, expression and background can be measured. Every number
is also taken for the portrait left unmoved: what an engine that does nothing would get.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

import cv2
import numpy as np
from numpy.typing import NDArray

from models.engines import (
    Driving,
    FaceEngine,
    PortraitEngine,
    create_face_engine,
    create_portrait_engine,
    neutral_score,
)
from models.errors import FaceNotFound
from models.evaluate.metrics import face_mask, keypoint_distance_px, l1, rotation_deg, ssim
from models.face.mesh import FaceMesh, roi_of
from models.runtime import load_net
from models.weights import find

SIDE_PX = 256  # all metrics are taken at this size, so that films and engines compare
BINS_DEG = ((0.0, 5.0), (5.0, 10.0), (10.0, 20.0), (20.0, 180.0))
Picture = NDArray[np.uint8]
Film = Callable[[], Iterable[tuple[float, Picture]]]
"""Gives the film from its beginning: times in seconds and (h, w, 3) uint8 RGB pictures."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """What one frame scores.

    Attributes:
        l1: mean absolute difference from the film, 0..1.
        l1_face: the same inside the outline of the face.
        ssim: structural similarity.
        akd_px: mean distance of the landmarks found in the result from those found in the film, pixels at 256.
    """

    l1: float
    l1_face: float
    ssim: float
    akd_px: float


@dataclass(frozen=True, slots=True)
class FrameScore:
    """One scored frame: how far the head is turned from neutral, the result and the unmoved portrait."""

    rotation_deg: float
    moved: Metrics
    unmoved: Metrics


@dataclass(frozen=True, slots=True)
class ClipScore:
    """What one film scores.

    Attributes:
        frames: the scored frames.
        identity_grey: mean absolute difference of portrait and result at the neutral pose, grey levels.
        lost: frames of the film without a face.
        sheet: rows of pictures (driver, result) for the eye.
    """

    frames: list[FrameScore]
    identity_grey: float
    lost: int
    sheet: list[tuple[Picture, Picture]]
    portrait: Picture


class PortraitEvaluation:
    """Scores films with one engine.

    Args:
        engine: name of a portrait engine.
        every: score each n-th frame; all frames drive.

    Raises:
        KeyError: there is no such engine.
        ModelError: a network file is missing or cannot be run.
    """

    def __init__(self, engine: str = "landmark", every: int = 5) -> None:
        self._engine: PortraitEngine = create_portrait_engine(engine)
        self._tracker: FaceEngine = create_face_engine()
        self._mesh = FaceMesh(load_net(find("face-landmarks")))
        self._every = every

    def score(self, film: Film) -> ClipScore:
        """Score one film; it is read twice, never held in memory.

        Raises:
            FaceNotFound: no face in any frame, or none in the chosen neutral frame.
        """
        neutral_index, neutral = self._find_neutral(film)
        self._engine.set_portrait(neutral.image)
        self._engine.set_neutral(neutral)
        identity = self._render(neutral)
        result = ClipScore([], 255 * l1(identity, neutral.image), 0, [], neutral.image)
        base = self._landmarks(neutral.image, neutral)
        self._tracker.reset()
        lost = 0
        for index, (time_s, image) in enumerate(film()):
            picture = _small(image)
            face = self._tracker.track(picture, time_s)
            if face is None:
                lost += 1
                continue
            driving = Driving(picture, face, time_s)
            rendered = self._render(driving)
            if index % self._every == 0 and index != neutral_index:
                result.frames.append(self._score_frame(driving, rendered, neutral.image, base))
                result.sheet.append((picture, rendered))
        return ClipScore(result.frames, result.identity_grey, lost, _spread_out(result.sheet, 8), neutral.image)

    def _find_neutral(self, film: Film) -> tuple[int, Driving]:
        """Return the frame that is nearest to rest, of the whole film."""
        self._tracker.reset()
        best: tuple[float, int, Driving] | None = None
        for index, (time_s, image) in enumerate(film()):
            picture = _small(image)
            face = self._tracker.track(picture, time_s)
            unrest = neutral_score(face) if face is not None else float("inf")
            if face is not None and (best is None or unrest < best[0]):
                best = (unrest, index, Driving(picture.copy(), face, time_s))
        if best is None:
            raise FaceNotFound("no face was found in the film")
        return best[1], best[2]

    def _render(self, driving: Driving) -> Picture:
        """Return the engine's picture in the size of the driver's."""
        height, width = driving.image.shape[:2]
        image = self._engine.animate(driving).image
        if image.shape[:2] == (height, width):
            return image
        return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)

    def _landmarks(self, image: Picture, driving: Driving) -> NDArray[np.float32]:
        """Look for the driver's face in a picture, unfiltered; twice, for it may have moved a little."""
        first, _ = self._mesh.find(image, roi_of(driving.face.landmarks))
        return self._mesh.find(image, roi_of(first))[0]

    def _score_frame(
        self, driving: Driving, rendered: Picture, portrait: Picture, base: NDArray[np.float32]
    ) -> FrameScore:
        height, width = driving.image.shape[:2]
        truth = self._landmarks(driving.image, driving)
        mask = face_mask(truth, height, width)

        def compare(picture: Picture, found: NDArray[np.float32]) -> Metrics:
            distance_px = keypoint_distance_px(truth, found)
            return Metrics(
                l1(driving.image, picture), l1(driving.image, picture, mask), ssim(driving.image, picture), distance_px
            )

        moved = compare(rendered, self._landmarks(rendered, driving))
        return FrameScore(rotation_deg(base, truth), moved, compare(portrait, base))


def summarise(frames: list[FrameScore]) -> dict[str, dict[str, float]]:
    """Return the means for each range of rotation from neutral and for all frames.

    Returns:
        For "0-5", "5-10", "10-20", "over 20" (degrees) and "all": `n`, and each metric of `Metrics`, with the unmoved
        portrait's as `unmoved_NAME`. Ranges without a frame are left out.
    """
    table = {}
    for low, high in BINS_DEG:
        name = f"{low:.0f}-{high:.0f}" if high < 180 else f"over {low:.0f}"
        table[name] = [frame for frame in frames if low <= frame.rotation_deg < high]
    return {name: _means(chosen) for name, chosen in (table | {"all": frames}).items() if chosen}


def _means(frames: list[FrameScore]) -> dict[str, float]:
    names = [field.name for field in fields(Metrics)]
    means = {name: float(np.mean([getattr(frame.moved, name) for frame in frames])) for name in names}
    unmoved = {f"unmoved_{name}": float(np.mean([getattr(frame.unmoved, name) for frame in frames])) for name in names}
    return {"n": len(frames)} | means | unmoved


def _small(image: Picture) -> Picture:
    """Return the picture with its longer side at 256 pixels and even sides."""
    height, width = image.shape[:2]
    scale = SIDE_PX / max(height, width)
    size = (max(2 * round(width * scale / 2), 16), max(2 * round(height * scale / 2), 16))
    if size == (width, height):
        return image
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, size, interpolation=method), np.uint8)


def _spread_out(sheet: list[tuple[Picture, Picture]], count: int) -> list[tuple[Picture, Picture]]:
    """Return `count` entries spread evenly over the film."""
    if not sheet:
        return []
    indices = np.unique(np.linspace(0, len(sheet) - 1, min(count, len(sheet))).astype(int))
    return [sheet[int(index)] for index in indices]
