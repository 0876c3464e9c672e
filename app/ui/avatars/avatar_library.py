"""AvatarLibrary: what the gallery does with avatars on disk; every call is slow and meant for a background thread."""

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from app.settings import Settings

if TYPE_CHECKING:
    from app.avatar import Avatar, Draft, Frame, Statement

_THUMBNAIL_PX = 192
_STILL_PX = 1080
_EASEL_PX = 900


def list_avatars() -> "list[Avatar]":
    """Return all avatars, bundled ones first."""
    from app.avatar import list_avatars

    return list_avatars()


def thumbnail(avatar: "Avatar") -> NDArray[np.uint8]:
    """Return a small square picture, (h, w, 3) uint8 RGB. Raises MediaError."""
    from app.avatar import load_thumbnail

    image = load_thumbnail(avatar, 2 * _THUMBNAIL_PX)
    height, width = image.shape[:2]
    side = min(height, width)
    left, top = (width - side) // 2, (height - side) // 5  # heads are in the upper part
    return np.ascontiguousarray(image[top : top + side, left : left + side])


def still(avatar_id: str) -> NDArray[np.uint8]:
    """Return the avatar's picture for the preview, (h, w, 3) uint8 RGB. Raises AvatarError, MediaError."""
    from app.avatar import find_avatar, load_picture

    return load_picture(find_avatar(avatar_id).picture, _STILL_PX)


def open_photo(path: Path) -> "Draft":
    """Begin an avatar with a photo of a file. Raises MediaError, AvatarError without a face, ModelError."""
    from app.avatar import open_photo
    from models.engines import create_face_engine

    return open_photo(path, create_face_engine())


def open_picture(picture: NDArray[np.uint8], title: str, source: str) -> "Draft":
    """Begin an avatar with a picture, (h, w, 3) uint8 RGB. Raises AvatarError without a face, ModelError."""
    from app.avatar import draft_of
    from models.engines import create_face_engine

    return draft_of(picture, create_face_engine(), title, source)


def head_of(draft: "Draft") -> NDArray[np.uint8]:
    """Return a small square picture of the head of a draft, (h, w, 3) uint8 RGB."""
    from app.avatar.writing import make_thumbnail

    return make_thumbnail(draft.picture(), draft.quality.face)


def open_avatar(avatar: "Avatar") -> "Draft":
    """Go on with an avatar where it was left. Raises MediaError, AvatarError, ModelError."""
    from app.avatar import draft_of_avatar
    from models.engines import create_face_engine

    return draft_of_avatar(avatar, create_face_engine())


def reframe(draft: "Draft", frame: "Frame") -> "Draft":
    """Show another part of the photo. Raises AvatarError: no face in it, ModelError."""
    from app.avatar import reframed
    from models.engines import create_face_engine

    return reframed(draft, frame, create_face_engine())


def matte_of(draft: "Draft") -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Return the picture of a draft, (h, w, 3) uint8 RGB of at most 900 pixels, and what is the person in it, 0..1.

    Raises AvatarError without a face, ModelError.
    """
    from app.avatar import check_picture
    from app.avatar.framing import cut
    from models.engines import create_face_engine
    from models.retouch import person_matte

    picture = cut(draft.photo, draft.frame)
    longest = max(picture.shape[:2])
    if longest > _EASEL_PX:
        step = _EASEL_PX / longest
        size = (max(round(picture.shape[1] * step), 1), max(round(picture.shape[0] * step), 1))
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    return picture, person_matte(picture, check_picture(picture, create_face_engine()).face)


def prepare(draft: "Draft", settings: Settings) -> None:
    """Take the portrait apart as a start or a switch would, so that it is ready when it is wanted. Raises ModelError.

    Nothing of it goes anywhere.
    """
    from app.portrayal import prepare_portrait

    prepare_portrait(draft.picture(), draft.framed_touch(), settings)


def keep(draft: "Draft", statement: "Statement") -> "Avatar":
    """Make an avatar of a draft. Raises AvatarError."""
    from app.avatar import keep_draft

    return keep_draft(draft, statement)


def update(avatar_id: str, draft: "Draft", statement: "Statement") -> "Avatar":
    """Put a draft in the place of an avatar. Raises AvatarError."""
    from app.avatar import update_avatar

    return update_avatar(avatar_id, draft, statement)


def take_back(avatar_id: str) -> "Avatar":
    """Bring back what an avatar was before it was last changed. Raises AvatarError."""
    from app.avatar import take_back

    return take_back(avatar_id)


def rename(avatar_id: str, name: str) -> "Avatar":
    """Give an avatar another name. Raises AvatarError."""
    from app.avatar import rename_avatar

    return rename_avatar(avatar_id, name)


def export(avatar: "Avatar", path: Path) -> Path:
    """Write an avatar with its consent to a file. Raises AvatarError."""
    from app.avatar import export_avatar

    return export_avatar(avatar, path)


def import_(path: Path) -> "Avatar":
    """Add an avatar's file to the user's avatars. Raises AvatarError, MediaError."""
    from app.avatar import import_avatar

    return import_avatar(path)


def remove(avatar_id: str) -> None:
    """Move an avatar to the trash. Raises AvatarError."""
    from app.avatar import remove_avatar

    remove_avatar(avatar_id)


def restore(avatar_id: str) -> "Avatar":
    """Take an avatar back out of the trash. Raises AvatarError."""
    from app.avatar import restore_avatar

    return restore_avatar(avatar_id)
