"""One avatar as one file (*.avatar, a zip) to carry to another machine, with its licence and consent."""

import os
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path

from app.avatar.draft import load_touch
from app.avatar.folder import (
    PICTURE_NAMES,
    THUMBNAIL_NAME,
    TOML_NAME,
    TOUCH_NAME,
    Avatar,
    read_avatar,
    user_avatars_dir,
)
from app.avatar.writing import free_folder_name
from app.errors import AvatarError
from app.picture import load_picture

SUFFIX = ".avatar"
_ADVICE = f"use a file that `likeness avatars export` has made (NAME{SUFFIX})"
_MAX_BYTES = 100_000_000  # unpacked; a 3840 px PNG is below 50 MB
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # zipfile unpacks the others whole before it counts
_KNOWN = frozenset((TOML_NAME, THUMBNAIL_NAME, TOUCH_NAME, *PICTURE_NAMES))
# the whole photo stays at home: it may show more than what was meant to be given away
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def export_avatar(avatar: Avatar, path: Path | str) -> Path:
    """Write an avatar with all that is known about it to one file, whole or not at all; returns its path.

    Raises:
        AvatarError: it is a mere picture without consent record, or the file cannot be written.
    """
    path = Path(path)
    if avatar.consent is None:
        raise AvatarError(f"{avatar.name}: a mere picture cannot be exported", "add it as an avatar first")
    if path.is_dir():
        path = path / f"{avatar.id}{SUFFIX}"
    beside = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as pack:
            for name in (TOML_NAME, avatar.picture.name, THUMBNAIL_NAME, TOUCH_NAME):
                if (avatar.folder / name).is_file():
                    pack.write(avatar.folder / name, name)
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise AvatarError(f"{path}: cannot be written ({error.strerror})", "choose another folder") from error
    return path


def import_avatar(path: Path | str) -> Avatar:
    """Add the avatar in a file made by export_avatar to the user's, under a free id.

    Only the files of an avatar are taken out of it, by name; the picture and the record are checked first.

    Raises:
        AvatarError: no such file, no avatar in it, damaged, too large, or without licence or consent.
        MediaError: its picture cannot be read.
    """
    path = Path(path)
    root = user_avatars_dir()
    staging = Path(tempfile.mkdtemp(prefix=".new-", dir=root))
    try:
        _unpack(path, staging)
        avatar = read_avatar(staging, bundled=False)
        load_picture(avatar.picture, 64)
        if avatar.touch is not None:
            load_touch(avatar.touch)
        staging.chmod(0o755)
        folder = root / free_folder_name(avatar.name)
        os.replace(staging, folder)
        return read_avatar(folder, bundled=False)
    except AvatarError as error:
        raise AvatarError(f"{path.name}: {error.message.replace(staging.name, 'in it')}", _ADVICE) from error
    except OSError as error:
        raise AvatarError(
            f"{path.name}: cannot be added ({error.strerror})", "free some space and try again"
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _unpack(path: Path, folder: Path) -> None:
    """Write the avatar's files into a folder; everything else in the archive is ignored."""
    try:
        with zipfile.ZipFile(path) as pack:
            members = [info for info in pack.infolist() if info.filename in _KNOWN]
            if sum(info.file_size for info in members) > _MAX_BYTES:
                raise AvatarError("too large for an avatar", _ADVICE)
            if any(info.compress_type not in _COMPRESSIONS for info in members):
                raise AvatarError("packed in an unusual way", _ADVICE)
            for info in members:
                with pack.open(info) as source:
                    (folder / info.filename).write_bytes(source.read(_MAX_BYTES))
    except FileNotFoundError as error:
        raise AvatarError("no such file", "check the name and the folder") from error
    except IsADirectoryError as error:
        raise AvatarError("a folder, not an avatar's file", _ADVICE) from error
    except _DAMAGED as error:
        raise AvatarError(f"not an avatar's file, or damaged ({error})", _ADVICE) from error
