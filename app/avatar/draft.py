"""A draft: a photo on its way to becoming an avatar, or an avatar that is being worked on again."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.avatar.check import Quality, check_picture
from app.avatar.folder import Avatar
from app.avatar.framing import Frame, auto_frame, cut, whole
from app.avatar.measures import face_extent
from app.avatar.touch import Touch, from_frame, is_touched, to_frame
from app.errors import AvatarError
from app.picture import load_picture
from models.engines import Face, FaceEngine

MIN_FACE_PX = 48


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """What an avatar is made of.

    Attributes:
        photo: (h, w, 3) uint8 RGB, the whole photo.
        face: the largest face of the photo.
        frame: the part of it that is shown.
        quality: of what the frame shows; its face is in pixels of that.
        touch: corrections of the cut-out, as large as the photo; None for none.
        title: what it may be called.
        source: where it comes from, in words.
    """

    photo: NDArray[np.uint8]
    face: Face
    frame: Frame
    quality: Quality
    touch: Touch | None
    title: str
    source: str

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the photo."""
        return self.photo.shape[1], self.photo.shape[0]

    def picture(self) -> NDArray[np.uint8]:
        """Return what the frame shows, (h, w, 3) uint8 RGB."""
        return cut(self.photo, self.frame)

    def framed_touch(self) -> Touch | None:
        """Return the corrections as they lie in the picture; None for none."""
        if self.touch is None or not is_touched(self.touch):
            return None
        framed = to_frame(self.touch, self.frame)
        return framed if is_touched(framed) else None


def open_photo(path: Path, faces: FaceEngine) -> Draft:
    """Begin with a photo of a file.

    Raises:
        MediaError: it cannot be read.
        AvatarError: no face in it, or one that is too small.
    """
    return draft_of(load_picture(path), faces, title=title_of(path), source=path.name)


def draft_of(photo: NDArray[np.uint8], faces: FaceEngine, title: str, source: str) -> Draft:
    """Begin with a photo, (h, w, 3) uint8 RGB. Raises AvatarError: no face in it, or one that is too small."""
    face = check_picture(photo, faces).face
    side = face_extent(face)[2]
    if side < MIN_FACE_PX:
        raise AvatarError(f"{source}: the face is only {round(side)} pixels high", "use a larger picture of it")
    frame = auto_frame((photo.shape[1], photo.shape[0]), face)
    return Draft(photo, face, frame, check_picture(cut(photo, frame), faces), None, title, source)


def draft_of_avatar(avatar: Avatar, faces: FaceEngine) -> Draft:
    """Go on with an avatar where it was left: with its whole photo if that was kept.

    Raises:
        MediaError: its picture cannot be read.
        AvatarError: no face is found in it.
    """
    kept = avatar.original is not None and avatar.frame is not None
    photo = load_picture(avatar.original if kept and avatar.original is not None else avatar.picture)
    size = photo.shape[1], photo.shape[0]
    frame = avatar.frame if kept and avatar.frame is not None else whole(*size)
    touch = None
    if avatar.touch is not None:
        touch = from_frame(load_touch(avatar.touch), frame, size)
    face = check_picture(photo, faces).face
    return Draft(photo, face, frame, check_picture(cut(photo, frame), faces), touch, avatar.name, avatar.source)


def reframed(draft: Draft, frame: Frame, faces: FaceEngine) -> Draft:
    """Return the draft with another frame, judged anew. Raises AvatarError: the frame shows no face."""
    return replace(draft, frame=frame, quality=check_picture(cut(draft.photo, frame), faces))


def load_touch(path: Path) -> Touch:
    """Read corrections of a cut-out from a picture file. Raises MediaError."""
    return np.ascontiguousarray(load_picture(path)[..., 1])


def title_of(path: Path) -> str:
    """Return a name made of a file's."""
    words = " ".join(path.stem.replace("_", " ").replace("-", " ").split())[:40]
    return words[:1].upper() + words[1:]
