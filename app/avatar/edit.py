"""Adds avatars, changes, renames and removes them; every change is whole or not at all, and can be taken back."""

import os
import shutil
from pathlib import Path

import tomlkit

from app.avatar.analyses import forget
from app.avatar.check import Quality
from app.avatar.draft import Draft, open_photo
from app.avatar.folder import TOML_NAME, Avatar, read_avatar, scan_avatars, user_avatars_dir
from app.avatar.writing import Statement, avatar_table, free_folder_name, put_in_place, stage
from app.errors import AvatarError
from app.names import NAME_LENGTH, clean_name, numbered
from app.paths import bundled_avatars_dir
from models.engines import FaceEngine

_TRASH, _BEFORE = ".trash", ".before"


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

    The picture is straightened and cropped to head and shoulders where the photo is much larger; its resolution is
    kept up to 3840 px.

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
    statement = Statement(name, licence, source, consent_statement, kind, who, author)
    _clean_name(name)
    statement.require()
    draft = open_photo(Path(picture), face_engine)
    return keep_draft(draft, statement), draft.quality


def keep_draft(draft: Draft, statement: Statement) -> Avatar:
    """Make an avatar of a draft; its name is numbered where it is taken.

    Raises:
        AvatarError: an unusable name, licence, source or consent left empty, or the disk is full.
    """
    name = _clean_name(statement.name)
    statement.require()
    name = numbered(name, [avatar.name for avatar in scan_avatars()[0]])
    staging = stage(draft, avatar_table(statement, draft, name))
    folder = user_avatars_dir() / free_folder_name(name)
    put_in_place(staging, folder)
    return read_avatar(folder, bundled=False)


def update_avatar(avatar_id: str, draft: Draft, statement: Statement) -> Avatar:
    """Put a draft in the place of an avatar of the user's; its id stays. `take_back` brings the older one back.

    Raises:
        AvatarError: no such avatar of the user's, or as keep_draft.
    """
    folder = _own_folder(avatar_id)
    name = _clean_name(statement.name)
    statement.require()
    staging = stage(draft, avatar_table(statement, draft, _free_name(name, avatar_id)))
    _set_aside(folder, _BEFORE)
    put_in_place(staging, folder)
    return read_avatar(folder, bundled=False)


def take_back(avatar_id: str) -> Avatar:
    """Bring back what an avatar was before it was last changed; called again, it undoes itself.

    Raises:
        AvatarError: it has not been changed.
    """
    folder = _own_folder(avatar_id)
    before = user_avatars_dir() / _BEFORE / folder.name
    if not before.is_dir():
        raise AvatarError(f"{avatar_id}: nothing has been changed", "change it first")
    swap = before.with_name(f"{folder.name}.swap")
    os.replace(before, swap)
    _set_aside(folder, _BEFORE)
    os.replace(swap, folder)
    return read_avatar(folder, bundled=False)


def rename_avatar(avatar_id: str, name: str) -> Avatar:
    """Give an avatar of the user's another name; its id stays, so settings that name it go on working.

    Raises:
        AvatarError: no such avatar, one of the program's, or an unusable name.
    """
    folder = _own_folder(avatar_id)
    name = _free_name(_clean_name(name), avatar_id)
    toml = folder / TOML_NAME
    document = tomlkit.parse(toml.read_text(encoding="utf-8"))
    document["name"] = name
    beside = toml.with_suffix(".tmp")
    try:
        beside.write_text(tomlkit.dumps(document), encoding="utf-8")
        os.replace(beside, toml)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise AvatarError(f"{toml}: cannot be written ({error.strerror})", "look at its permissions") from error
    return read_avatar(folder, bundled=False)


def remove_avatar(avatar_id: str) -> None:
    """Move an avatar of the user's to the trash; restore_avatar brings it back.

    Raises:
        AvatarError: no such avatar, or one that is bundled with the program.
    """
    _set_aside(_own_folder(avatar_id), _TRASH)


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


def _set_aside(folder: Path, where: str) -> None:
    """Move a folder into a hidden one beside; an older one of the same name there is given up.

    What was found out about its picture is deleted.
    """
    place = user_avatars_dir() / where
    place.mkdir(exist_ok=True)
    target = place / folder.name
    if target.exists():
        shutil.rmtree(target)
    os.replace(folder, target)
    forget(folder.name)


def _own_folder(avatar_id: str) -> Path:
    """Return the folder of an avatar that the user has added. Raises AvatarError."""
    folder = _user_folder(avatar_id)
    if not folder.is_dir():
        if (bundled_avatars_dir() / avatar_id).is_dir():
            raise AvatarError(
                f"avatar {avatar_id} belongs to the program", "only avatars you have added can be changed or removed"
            )
        raise AvatarError(f"{avatar_id}: no such avatar of yours", "`likeness avatars list` shows what there is")
    return folder


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


def _free_name(name: str, avatar_id: str) -> str:
    """Return the name, numbered if another avatar bears it."""
    return numbered(name, [avatar.name for avatar in scan_avatars()[0] if avatar.id != avatar_id])
