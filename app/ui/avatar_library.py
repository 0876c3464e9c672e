"""AvatarLibrary: what the gallery does with avatars on disk; every call is slow and meant for a background thread."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from app.avatar import Avatar, Quality

_THUMBNAIL_PX = 192
_STILL_PX = 1080


@dataclass(frozen=True, slots=True)
class Details:
    """What the user states about a new avatar; see app.avatar.add_avatar."""

    name: str
    licence: str
    source: str
    consent: str
    kind: str


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


def check(picture: Path) -> "tuple[NDArray[np.uint8], Quality]":
    """Load a photo, (h, w, 3) uint8 RGB, and judge it. Raises MediaError, AvatarError without a face, ModelError."""
    from app.avatar import check_picture, load_picture
    from models.engines import create_face_engine

    image = load_picture(picture, _STILL_PX)
    return image, check_picture(image, create_face_engine())


def add(picture: Path, details: Details) -> "Avatar":
    """Keep a photo as an avatar. Raises MediaError, AvatarError, ModelError."""
    from app.avatar import add_avatar
    from models.engines import create_face_engine

    avatar, _ = add_avatar(
        picture,
        details.name,
        details.licence,
        details.source,
        details.consent,
        create_face_engine(),
        kind=details.kind,
    )
    return avatar


def remove(avatar_id: str) -> None:
    """Move an avatar to the trash. Raises AvatarError."""
    from app.avatar import remove_avatar

    remove_avatar(avatar_id)


def restore(avatar_id: str) -> "Avatar":
    """Take an avatar back out of the trash. Raises AvatarError."""
    from app.avatar import restore_avatar

    return restore_avatar(avatar_id)
