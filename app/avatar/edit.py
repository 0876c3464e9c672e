"""Adds an avatar from a photo and removes it again; every change is whole or not at all."""

import datetime
import os
import shutil
import tempfile
from pathlib import Path

import cv2
import numpy as np
import tomlkit
from numpy.typing import NDArray
from PIL import Image

from app.avatar.check import Quality, check_picture, face_extent
from app.avatar.folder import THUMBNAIL_NAME, TOML_NAME, Avatar, read_avatar, scan_avatars, user_avatars_dir
from app.errors import AvatarError
from app.names import NAME_LENGTH, clean_name, numbered, slug
from app.paths import bundled_avatars_dir
from app.picture import load_picture
from models.engines import Face, FaceEngine

_TRASH = ".trash"
_THUMBNAIL_PX = 256
# the landmark engine frames 2.6 face sides; some more keeps hair, shoulders and room for a wide output
_CROP_SIDES = 3.6
_CROP_GAIN = 1.3  # do not crop when less than this factor would be gained
_MIN_FACE_PX = 48
_ASPECT_RANGE = (0.66, 1.78)  # portrait format to 16:9


def add_avatar(
    picture: Path | str,
    name: str,
    licence: str,
    source: str,
    consent_statement: str,
    face_engine: FaceEngine,
    *,
    author: str = "",
    who: str = "",
    kind: str = "subject-consent",
) -> tuple[Avatar, Quality]:
    """Make an avatar of the user's from any photo, painting or drawing with a face.

    The picture is cropped to head and shoulders where the photo is much larger, its resolution is kept up to 3840 px.

    Args:
        picture: the picture file; it is copied, never changed.
        name: display name; " 2", " 3" ... is appended where it is taken.
        licence: under which the picture may be used, e.g. "own photo".
        source: where it comes from.
        consent_statement: that the person shown agreed, or why nobody has to.
        face_engine: finds the face.
        author: who made the picture.
        who: the person shown; the name if empty.
        kind: of consent, see Consent.

    Returns:
        The new avatar and the judgement of its picture.

    Raises:
        MediaError: the picture cannot be read.
        AvatarError: no or too small a face, an unusable name, or licence, source or consent left empty.
    """
    name = _clean_name(name)
    _require_texts(name, {"licence": licence, "source": source, "consent statement": consent_statement})
    image = _head_and_shoulders(picture, face_engine)
    quality = check_picture(image, face_engine)
    name = _free_name(name)
    table = {
        "name": name,
        "licence": licence.strip(),
        "source": source.strip(),
        "author": author.strip(),
        "consent": {
            "who": who.strip() or name,
            "statement": consent_statement.strip(),
            "date": datetime.datetime.now(tz=datetime.UTC).date(),
            "kind": kind,
        },
    }
    folder = _write_folder(name, tomlkit.dumps(table), image, quality.face)
    return read_avatar(folder, bundled=False), quality


def _require_texts(name: str, texts: dict[str, str]) -> None:
    for what, text in texts.items():
        if not text.strip():
            raise AvatarError(f"avatar {name}: the {what} is empty", f"state the {what} of the picture")


def _head_and_shoulders(picture: Path | str, face_engine: FaceEngine) -> NDArray[np.uint8]:
    image = load_picture(picture)
    face = check_picture(image, face_engine).face
    side = face_extent(face)[2]
    if side < _MIN_FACE_PX:
        raise AvatarError(
            f"{Path(picture).name}: the face is only {round(side)} pixels high", "use a larger picture of it"
        )
    return crop_to_head(image, face)


def crop_to_head(image: NDArray[np.uint8], face: Face) -> NDArray[np.uint8]:
    """Cut head and shoulders out of a photo that is much larger; others are returned whole.

    The cut keeps the photo's aspect within 2:3 .. 16:9 and never leaves the photo.
    """
    x, y, side = face_extent(face)
    height, width = image.shape[:2]
    aspect = min(max(width / height, _ASPECT_RANGE[0]), _ASPECT_RANGE[1])
    crop_height = _CROP_SIDES * side / min(1.0, aspect)
    crop_width = crop_height * aspect
    if height < _CROP_GAIN * crop_height and width < _CROP_GAIN * crop_width:
        return image
    crop_width, crop_height = min(width, round(crop_width)), min(height, round(crop_height))
    left = min(max(0, round(x - crop_width / 2)), width - crop_width)
    top = min(
        max(0, round(y + 0.06 * crop_height - crop_height / 2)), height - crop_height
    )  # more room below: shoulders
    return np.ascontiguousarray(image[top : top + crop_height, left : left + crop_width])


def make_thumbnail(image: NDArray[np.uint8], face: Face) -> NDArray[np.uint8]:
    """Return a square picture of the head, (256, 256, 3) uint8 RGB."""
    x, y, side = face_extent(face)
    height, width = image.shape[:2]
    crop = min(round(1.9 * side), height, width)
    left = min(max(0, round(x - crop / 2)), width - crop)
    top = min(max(0, round(y - 0.04 * crop - crop / 2)), height - crop)
    cut = np.ascontiguousarray(image[top : top + crop, left : left + crop])
    shrink = crop > _THUMBNAIL_PX
    size = (_THUMBNAIL_PX, _THUMBNAIL_PX)
    thumbnail = cv2.resize(cut, size, interpolation=cv2.INTER_AREA if shrink else cv2.INTER_CUBIC)
    return np.asarray(thumbnail, dtype=np.uint8)


def remove_avatar(avatar_id: str) -> None:
    """Move an avatar of the user's to the trash; restore_avatar brings it back.

    Raises:
        AvatarError: no such avatar, or one that is bundled with the program.
    """
    folder = _user_folder(avatar_id)
    if not folder.is_dir():
        if (bundled_avatars_dir() / avatar_id).is_dir():
            raise AvatarError(
                f"avatar {avatar_id} belongs to the program", "only avatars you have added can be removed"
            )
        raise AvatarError(f"{avatar_id}: no such avatar of yours", "`likeness avatars list` shows what there is")
    trash = user_avatars_dir() / _TRASH
    trash.mkdir(exist_ok=True)
    target = trash / folder.name
    if target.exists():  # the older one of the same name is given up
        shutil.rmtree(target)
    os.replace(folder, target)


def restore_avatar(avatar_id: str) -> Avatar:
    """Take an avatar back out of the trash.

    Raises:
        AvatarError: it is not in the trash, or a new avatar has its id.
    """
    target = _user_folder(avatar_id)
    folder = user_avatars_dir() / _TRASH / target.name
    if not folder.is_dir():
        raise AvatarError(f"{avatar_id}: not among the removed avatars", "add it again from its picture")
    if target.exists():
        raise AvatarError(f"{avatar_id}: there is a new avatar of this id", "remove that one first")
    os.replace(folder, target)
    return read_avatar(target, bundled=False)


def _user_folder(avatar_id: str) -> Path:
    """Return where an avatar with this id would lie; ids that leave the folder are refused."""
    if not avatar_id or avatar_id.startswith(".") or Path(avatar_id).name != avatar_id:
        raise AvatarError(f"{avatar_id!r} is no avatar id", "`likeness avatars list` shows what there is")
    return user_avatars_dir() / avatar_id


def _clean_name(name: str) -> str:
    clean = clean_name(name)
    if not clean or len(clean) > NAME_LENGTH:
        raise AvatarError(f"an avatar's name has 1 to {NAME_LENGTH} characters, not {len(clean)}", "choose another")
    return clean


def _free_name(name: str) -> str:
    """Return the name, numbered if another avatar bears it."""
    return numbered(name, [avatar.name for avatar in scan_avatars()[0]])


def free_folder_name(name: str) -> str:
    """Return an id made of the name that no avatar has."""
    taken = {avatar.id for avatar in scan_avatars()[0]} | {path.name for path in user_avatars_dir().iterdir()}
    return numbered(slug(name, "avatar"), taken, "-")


def _write_folder(name: str, toml: str, image: NDArray[np.uint8], face: Face) -> Path:
    """Write all files beside their final place, then move the folder there; returns it.

    Raises:
        AvatarError: the disk is full or the folder cannot be written.
    """
    root = user_avatars_dir()
    folder_name = free_folder_name(name)
    staging = Path(tempfile.mkdtemp(prefix=".new-", dir=root))
    try:
        Image.fromarray(image).save(staging / "portrait.png", compress_level=6)
        Image.fromarray(make_thumbnail(image, face)).save(staging / THUMBNAIL_NAME, quality=90)
        (staging / TOML_NAME).write_text(toml, encoding="utf-8")
        staging.chmod(0o755)
        os.replace(staging, root / folder_name)
    except OSError as error:
        raise AvatarError(f"avatar {name}: cannot be written to {root} ({error})", "free some space there") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return root / folder_name
