"""Clips from single pictures: a still portrait, moved by our own landmark engine like the face in a film.

There is no end of them, and every person of a folder of pictures can be had in them; but what is not in the picture
(teeth, the side of a head) the landmark engine made up, so that they can only help films, not replace them.
"""

import logging
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from models.engines import Driving, FaceEngine, PortraitEngine
from models.errors import FaceNotFound
from models.portrait.fomm.crop import cut, inside, wished
from models.training.clips import frames

log = logging.getLogger(__name__)

Picture = NDArray[np.uint8]

_LONGEST = 64  # frames of a clip
_EVERY = 3  # frames of the film between two of them: neighbours look alike
_SMALLEST_PX = 96  # of the square around the face: below it there is nothing to learn


def pictures(folder: Path) -> list[Path]:
    """Return the pictures of a folder in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".png", ".jpg", ".jpeg", ".webp"))


def read(path: Path) -> Picture:
    """Read a picture, (h, w, 3) uint8 RGB. Raises ValueError if it is none."""
    image = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError(f"{path} is no picture")
    return np.ascontiguousarray(image[:, :, ::-1], np.uint8)


def animate(
    still: Picture, film: Iterable[Picture], engine: PortraitEngine, tracker: FaceEngine, side: int, fps: float = 25.0
) -> Picture | None:
    """Move a portrait like the face in a film.

    Args:
        still: (h, w, 3) uint8 RGB.
        film: (h, w, 3) uint8 RGB pictures of somebody else.
        engine: moves it.
        tracker: finds the faces in both.
        side: of the clip in pixels.
        fps: of the film.

    Returns:
        (n, side, side, 3) uint8; None if no large enough face is in the portrait, or none in the film.
    """
    faces = tracker.find(still)
    try:
        engine.set_portrait(still)
    except FaceNotFound:
        return None
    height, width = still.shape[:2]
    square = inside(*wished(faces[0].landmarks), width, height) if faces else None
    if square is None or square.side < _SMALLEST_PX or engine.size != (width // 2 * 2, height // 2 * 2):
        return None
    tracker.reset()
    made: list[Picture] = []
    for index, image in enumerate(film):
        face = tracker.track(image, index / fps)
        if face is None or len(made) == _LONGEST:
            break
        rendered = engine.animate(Driving(image, face, index / fps))
        if index % _EVERY == 0:
            whole = (
                cv2.resize(rendered.image, (width, height)) if rendered.image.shape != still.shape else rendered.image
            )
            made.append(cut(np.asarray(whole, np.uint8), square, side))
    return np.stack(made) if len(made) > 1 else None


def prepare(
    stills: list[Path], drivers: list[Path], out: Path, side: int, engine: PortraitEngine, tracker: FaceEngine
) -> list[Path]:
    """Write one clip per picture, each moved by the next film in turn; returns the files, (n, side, side, 3) .npy.

    A file that cannot be read is named in the log and left out.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for index, path in enumerate(stills):
        try:
            still = read(path)
        except ValueError as error:
            log.info("%s; left out", error)
            continue
        clip = animate(still, frames(drivers[index % len(drivers)]), engine, tracker, side)
        if clip is not None:
            written.append(out / f"still-{index:05}.npy")
            np.save(written[-1], clip, allow_pickle=False)
    return written
