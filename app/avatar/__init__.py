"""Avatars for the rest of the program: list, find, load, check, add and remove."""

import contextlib
import difflib
import logging
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.avatar.check import Quality, check_picture
from app.avatar.draft import Draft, draft_of, draft_of_avatar, load_touch, open_photo, reframed
from app.avatar.edit import (
    add_avatar,
    keep_draft,
    remove_avatar,
    rename_avatar,
    restore_avatar,
    take_back,
    update_avatar,
)
from app.avatar.folder import THUMBNAIL_NAME, TOML_NAME, Avatar, Consent, read_avatar, scan_avatars, user_avatars_dir
from app.avatar.framing import Frame
from app.avatar.pack import export_avatar, import_avatar
from app.avatar.writing import Statement
from app.errors import AvatarError
from app.paths import bundled_avatars_dir
from app.picture import load_picture

__all__ = [
    "Avatar",
    "Consent",
    "Draft",
    "Frame",
    "Quality",
    "Statement",
    "add_avatar",
    "check_picture",
    "draft_of",
    "draft_of_avatar",
    "export_avatar",
    "find_avatar",
    "import_avatar",
    "keep_draft",
    "list_avatars",
    "load_picture",
    "load_thumbnail",
    "load_touch",
    "open_photo",
    "read_avatar",
    "reframed",
    "remove_avatar",
    "rename_avatar",
    "restore_avatar",
    "scan_avatars",
    "take_back",
    "update_avatar",
    "user_avatars_dir",
]

_log = logging.getLogger(__name__)


def list_avatars() -> list[Avatar]:
    """Return all usable avatars, bundled ones first, each group by name. Broken folders are logged and left out."""
    avatars, broken = scan_avatars()
    for error in broken:
        _log.warning("avatar left out: %s", error)
    return avatars


def find_avatar(name_or_picture: str) -> Avatar:
    """Return the avatar with this id or display name, or one made up for the picture at this path.

    Raises:
        AvatarError: neither an avatar nor a file. Whether the file is a picture is found when it is loaded.
    """
    exact = _with_id(name_or_picture)
    if exact is not None:
        return exact
    avatars, _ = scan_avatars()
    wanted = name_or_picture.strip().casefold()
    for avatar in avatars:
        if avatar.id.casefold() == wanted:
            return avatar
    for avatar in avatars:
        if avatar.name.casefold() == wanted:
            return avatar
    path = Path(name_or_picture).expanduser()
    try:
        if (path / TOML_NAME).is_file():
            return read_avatar(path, bundled=False)
        if path.is_file():
            return _ad_hoc(name_or_picture, path)
    except (OSError, ValueError) as error:  # a name too long or with a zero byte in it
        raise AvatarError(f"{name_or_picture[:80]!r}: {error}", "name an avatar or a picture file") from error
    raise AvatarError(f"{name_or_picture}: no such avatar or picture", _suggestion(wanted, avatars))


def load_thumbnail(avatar: Avatar, side_px: int = 256) -> NDArray[np.uint8]:
    """Return a small picture of the avatar for a gallery, (h, w, 3) uint8 RGB, longer side at most side_px.

    Raises:
        MediaError: the picture cannot be read.
    """
    thumbnail = avatar.folder / THUMBNAIL_NAME
    own_folder = avatar.consent is not None
    return load_picture(thumbnail if own_folder and thumbnail.is_file() else avatar.picture, side_px)


def _with_id(avatar_id: str) -> Avatar | None:
    """Return the avatar with exactly this id without reading all others; None if there is none that can be used."""
    if avatar_id.startswith((".", "_")):
        return None
    for root, bundled in ((user_avatars_dir(), False), (bundled_avatars_dir(), True)):  # the user's hides the other
        with contextlib.suppress(AvatarError, OSError, ValueError):
            if avatar_id in os.listdir(root):  # in just these letters, also where the disk takes others for the same
                return read_avatar(root / avatar_id, bundled=bundled)
    return None


def _ad_hoc(given: str, path: Path) -> Avatar:
    return Avatar(
        id=given,
        name=path.stem,
        folder=path.parent,
        picture=path,
        licence="not stated",
        source=str(path),
        author="",
        consent=None,
        bundled=False,
    )


def _suggestion(wanted: str, avatars: list[Avatar]) -> str:
    names = {text.casefold(): text for avatar in avatars for text in (avatar.id, avatar.name)}
    near = difflib.get_close_matches(wanted, list(names), n=1)
    if near:
        return f"did you mean '{names[near[0]]}'?"
    return "`likeness avatars list` shows what there is"
