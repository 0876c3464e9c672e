"""How well an engine moves a portrait, measured on films of faces.

Same person: a film drives its own calm frame, and the result is held against the film itself: pictures, pose,
expression and identity can be measured. Across persons: a film drives the calm frame of another one; identity is held
against the portrait, motion against the driver. Every number is also taken for the portrait left unmoved: what an
engine that does nothing would get.

Not the published protocol, which takes a film's first frame as portrait and copies positions (absolute motion): the
calm frame and relative motion are what this program does with its users.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
from models.evaluate.faces import (
    expression_distance_pct,
    identity_look,
    identity_shape_pct,
    jitter_px,
    pose_distance_deg,
)
from models.evaluate.metrics import (
    akd_68_px,
    face_mask,
    keypoint_distance_px,
    l1,
    ms_ssim,
    psnr_db,
    rotation_deg,
    ssim,
)
from models.evaluate.scores import ClipScore, CrossMetrics, FrameScore, Metrics, summarise
from models.face.landmarks import to_68
from models.face.mesh import FaceMesh, roi_of
from models.portrait.landmark.pose import Head, fit_head
from models.runtime import load_net
from models.weights import find

__all__ = ["ClipScore", "FrameScore", "Metrics", "PortraitEvaluation", "summarise"]

SIDE_PX = 256  # all metrics are taken at this size, so that films and engines compare
_NO_FACE = np.full((68, 2), np.nan, np.float32)
_SHOWN = 8  # frames on the sheet of a film
Picture = NDArray[np.uint8]
Landmarks = NDArray[np.float32]
Film = Callable[[], Iterable[tuple[float, Picture]]]
"""Gives the film from its beginning: times in seconds and (h, w, 3) uint8 RGB pictures."""


@dataclass(frozen=True, slots=True)
class Calm:
    """The frame of a film that is nearest to rest.

    Attributes:
        index: which frame it is.
        driving: picture and face.
    """

    index: int
    driving: Driving


@dataclass(frozen=True, slots=True)
class _Look:
    """A picture with the face found in it; no face: NaN where it is needed."""

    picture: Picture
    landmarks: Landmarks
    head: Head | None


class PortraitEvaluation:
    """Scores films with one engine.

    Args:
        engine: name of a portrait engine.
        every: score each n-th frame; all frames drive, and all count for jitter.
        device: where the engine computes.

    Attributes:
        runs_on: what the engine says of where it computes; empty if it says nothing.

    Raises:
        KeyError: there is no such engine.
        ModelError: a network file is missing or cannot be run.
    """

    def __init__(self, engine: str = "landmark", every: int = 5, device: str = "cpu") -> None:
        self._engine: PortraitEngine = create_portrait_engine(engine, device)
        self._tracker: FaceEngine = create_face_engine()
        self._mesh = FaceMesh(load_net(find("face-landmarks")))
        self._every = every
        self.runs_on: str = getattr(self._engine, "runs_on", "")

    def score(self, film: Film) -> ClipScore:
        """Score a film that drives its own calm frame; it is read twice, never held in memory.

        Raises:
            FaceNotFound: no face in any frame, or none in the chosen neutral frame.
        """
        calm = self.find_calm(film)
        portrait = calm.driving.image
        base = self._look_like(portrait, calm.driving)

        def score(driving: Driving, rendered: Picture, missed: bool) -> FrameScore:
            truth = self._look_like(driving.image, driving)
            found = self._look_like(rendered, driving)
            moved = _same(truth, found, base, missed)
            return FrameScore(
                rotation_deg(base.landmarks, truth.landmarks), moved, _same(truth, base, base, missed=False)
            )

        return self._drive(film, calm, portrait, score)

    def score_cross(self, film: Film, source: Calm, calm: Calm | None = None) -> ClipScore:
        """Score a film that drives the calm frame of another one.

        Args:
            film: drives; read twice, or once if `calm` is given.
            source: the other film's calm frame.
            calm: the driving film's own.

        Raises:
            FaceNotFound: no face in any frame, or none in the portrait.
        """
        calm = calm or self.find_calm(film)
        portrait = source.driving.image
        base = self._look_like(portrait, source.driving)
        rest = self._look_like(calm.driving.image, calm.driving)

        def score(driving: Driving, rendered: Picture, missed: bool) -> FrameScore:
            driver = self._look_like(driving.image, driving)
            faces = [] if missed else self._tracker.find(rendered)
            found = _looked(rendered, faces[0].landmarks) if faces else base
            return FrameScore(
                rotation_deg(rest.landmarks, driver.landmarks),
                CrossMetrics(
                    float(missed), *_identity(base, found, missed), *_motion(driver, rest, found, base, missed)
                ),
                CrossMetrics(0.0, *_identity(base, base), *_motion(driver, rest, base, base)),
            )

        return self._drive(film, calm, portrait, score)

    def _drive(
        self, film: Film, calm: Calm, portrait: Picture, score: Callable[[Driving, Picture, bool], FrameScore]
    ) -> ClipScore:
        """Let a film drive a portrait, and score it."""
        self._engine.set_portrait(portrait)
        self._engine.set_neutral(calm.driving)
        shape = portrait.shape[:2]
        at_rest = self._render(calm.driving, shape)
        result = ClipScore([], 255 * l1(at_rest, portrait), 0, [], portrait)
        self._tracker.reset()
        tracks: tuple[list[Landmarks], list[Landmarks]] = ([], [])
        for index, (time_s, image) in enumerate(film()):
            picture = _small(image)
            face = self._tracker.track(picture, time_s)
            if face is None:
                result.lost += 1
                for track in tracks:
                    track.append(_NO_FACE)
                continue
            driving = Driving(picture, face, time_s)
            rendered = self._render(driving, shape)
            for track, shown in zip(tracks, (rendered, picture), strict=True):
                track.append(self._points(shown))
            if index % self._every == 0 and (index != calm.index or portrait is not calm.driving.image):
                result.frames.append(score(driving, rendered, bool(np.isnan(tracks[0][-1]).any())))
                result.sheet.append((picture, rendered))
        result.jitter_px, result.driver_jitter_px = (jitter_px(np.array(track)) for track in tracks)
        result.sheet = _spread_out(result.sheet, _SHOWN)
        return result

    def find_calm(self, film: Film) -> Calm:
        """Return the frame that is nearest to rest, of the whole film. Raises FaceNotFound."""
        self._tracker.reset()
        best: tuple[float, Calm] | None = None
        for index, (time_s, image) in enumerate(film()):
            picture = _small(image)
            face = self._tracker.track(picture, time_s)
            unrest = neutral_score(face) if face is not None else float("inf")
            if face is not None and (best is None or unrest < best[0]):
                best = (unrest, Calm(index, Driving(picture.copy(), face, time_s)))
        if best is None:
            raise FaceNotFound("no face was found in the film")
        return best[1]

    def _render(self, driving: Driving, shape: tuple[int, ...]) -> Picture:
        """Return the engine's picture in the size (height, width) of the portrait."""
        image = self._engine.animate(driving).image
        if image.shape[:2] == shape:
            return image
        return np.asarray(cv2.resize(image, shape[::-1], interpolation=cv2.INTER_AREA), np.uint8)

    def _points(self, picture: Picture) -> Landmarks:
        """Look for a face as if the picture were the only one: (68, 2) pixels, NaN if there is none."""
        faces = self._tracker.find(picture)
        return to_68(faces[0].landmarks)[:, :2] if faces else _NO_FACE

    def _look_like(self, image: Picture, driving: Driving) -> _Look:
        """Look for the driver's face in a picture, unfiltered; twice, for it may have moved a little."""
        first, _ = self._mesh.find(image, roi_of(driving.face.landmarks))
        return _looked(image, self._mesh.find(image, roi_of(first))[0])


def _looked(picture: Picture, landmarks: Landmarks) -> _Look:
    return _Look(picture, landmarks, fit_head(landmarks))


def _same(truth: _Look, found: _Look, base: _Look, missed: bool) -> Metrics:
    """Hold a result against the film's own frame."""
    a, b = truth.picture, found.picture
    mask = face_mask(truth.landmarks, *a.shape[:2])
    points = (truth.landmarks, found.landmarks)
    distances_px = (np.nan, np.nan) if missed else (keypoint_distance_px(*points), akd_68_px(*points))
    look, shape_pct = _identity(truth, found, missed)
    pose_deg, expression_pct = _motion(truth, base, found, base, missed)
    return Metrics(
        missed=float(missed),
        identity_look=look,
        identity_shape_pct=shape_pct,
        pose_deg=pose_deg,
        expression_pct=expression_pct,
        l1=l1(a, b),
        l1_face=l1(a, b, mask),
        ssim=ssim(a, b),
        akd_px=distances_px[0],
        psnr_db=psnr_db(a, b),
        ms_ssim=ms_ssim(a, b),
        akd68_px=distances_px[1],
    )


def _identity(wanted: _Look, found: _Look, missed: bool = False) -> tuple[float, float]:
    if missed or wanted.head is None or found.head is None:
        return np.nan, np.nan
    look = identity_look(wanted.picture, wanted.landmarks, found.picture, found.landmarks)
    return look, identity_shape_pct(wanted.head, found.head)


def _motion(driver: _Look, driver_rest: _Look, found: _Look, rest: _Look, missed: bool = False) -> tuple[float, float]:
    heads = [look.head for look in (driver, driver_rest, found, rest)]
    if missed or any(head is None for head in heads):
        return np.nan, np.nan
    a, a_rest, b, b_rest = (head for head in heads if head is not None)
    return pose_distance_deg(a, a_rest, b, b_rest), expression_distance_pct(a, a_rest, b, b_rest)


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
