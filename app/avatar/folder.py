"""The avatar folder: what is in it, how it is read, and which ones there are.

<id>/avatar.toml     name, licence, source, author, [consent] who, statement, date, kind
<id>/portrait.*      the picture (PNG, JPEG or WebP)
<id>/thumbnail.jpg   a small square picture of the head, optional
<id>/touch.png       corrections of the cut-out by hand, as large as the picture, optional; see app.avatar.touch
<id>/original.jpg    the whole photo where the picture is a part of it, optional; then avatar.toml has [frame]
"""

import datetime
import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.avatar.framing import Frame
from app.errors import AvatarError
from app.paths import bundled_avatars_dir, data_dir

TOML_NAME = "avatar.toml"
THUMBNAIL_NAME = "thumbnail.jpg"
TOUCH_NAME = "touch.png"
ORIGINAL_NAME = "original.jpg"
PICTURE_NAMES = ("portrait.png", "portrait.jpg", "portrait.jpeg", "portrait.webp")


@dataclass(frozen=True, slots=True)
class Consent:
    """On what ground a face may be used.

    Attributes:
        who: the person or character shown.
        statement: in words, what was agreed or why nobody has to be asked.
        date: when the statement was made.
        kind: "subject-consent", "self", "own-character", "public-domain" or another short word.
    """

    who: str
    statement: str
    date: datetime.date
    kind: str


@dataclass(frozen=True, slots=True)
class Avatar:
    """A portrait that can be animated.

    Attributes:
        id: name of its folder, unique; for an ad hoc picture the path as given.
        name: display name.
        folder: where it lies.
        picture: the picture file.
        licence: under which the picture may be used.
        source: where it comes from.
        author: who made it, may be empty.
        consent: None only for a picture named by its path, without a folder of its own.
        bundled: ships with the program and cannot be removed.
        touch: corrections of the cut-out, None if there are none.
        original: the whole photo, None if the picture is all of it.
        frame: which part of the whole photo the picture is.
    """

    id: str
    name: str
    folder: Path
    picture: Path
    licence: str
    source: str
    author: str
    consent: Consent | None
    bundled: bool
    touch: Path | None = None
    original: Path | None = None
    frame: Frame | None = None


def user_avatars_dir() -> Path:
    """Return the folder of the avatars the user has added; made if missing."""
    folder = data_dir() / "avatars"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def scan_avatars() -> tuple[list[Avatar], list[AvatarError]]:
    """Return all usable avatars and, for each broken folder, what is wrong with it.

    A user's avatar hides a bundled one with the same id.
    """
    found: dict[str, Avatar] = {}
    broken: list[AvatarError] = []
    for root, bundled in ((bundled_avatars_dir(), True), (user_avatars_dir(), False)):
        for folder in _avatar_folders(root):
            try:
                avatar = read_avatar(folder, bundled=bundled)
            except AvatarError as error:
                broken.append(error)
            else:
                found[avatar.id] = avatar
    return sorted(found.values(), key=lambda a: (not a.bundled, a.name.casefold(), a.id)), broken


def avatar_ids() -> set[str]:
    """Return the ids of all avatars, usable or not; removed ones have none."""
    roots = (bundled_avatars_dir(), user_avatars_dir())
    return {folder.name for root in roots for folder in _avatar_folders(root)}


def read_avatar(folder: Path, *, bundled: bool) -> Avatar:
    """Read one avatar folder; the picture itself is not decoded.

    Raises:
        AvatarError: avatar.toml or the picture is missing, damaged, or lacks licence, source or consent.
    """
    toml = folder / TOML_NAME
    try:
        table = tomllib.loads(toml.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise _broken(folder, "avatar.toml is missing") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _broken(folder, f"avatar.toml cannot be read ({error})") from error
    picture = next((folder / name for name in PICTURE_NAMES if (folder / name).is_file()), None)
    if picture is None:
        raise _broken(folder, "there is no portrait.png or portrait.jpg")
    frame = _frame(table.get("frame"))
    touch, original = folder / TOUCH_NAME, folder / ORIGINAL_NAME
    return Avatar(
        id=folder.name,
        name=_text(folder, table, "name"),
        folder=folder,
        picture=picture,
        licence=_text(folder, table, "licence"),
        source=_text(folder, table, "source"),
        author=_text(folder, table, "author", required=False),
        consent=_consent(folder, table.get("consent")),
        bundled=bundled,
        touch=touch if touch.is_file() else None,
        original=original if frame is not None and original.is_file() else None,
        frame=frame,
    )


def _frame(table: object) -> Frame | None:
    """Return the frame in avatar.toml; one that cannot be is as if there were none: the picture itself is whole."""
    if not isinstance(table, dict):
        return None
    values = [table.get(name) for name in ("x", "y", "width", "height", "angle_deg")]
    numbers = [float(v) for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    if len(numbers) < len(values) or not all(math.isfinite(number) for number in numbers) or min(numbers[2:4]) < 1:
        return None
    return Frame(*numbers)


def _avatar_folders(root: Path) -> list[Path]:
    """Return the folders that claim to be avatars: with avatar.toml or a portrait; hidden ones (trash) never."""
    if not root.is_dir():
        return []
    folders = (f for f in sorted(root.iterdir()) if f.is_dir() and not f.name.startswith((".", "_")))
    return [f for f in folders if any((f / name).exists() for name in (TOML_NAME, *PICTURE_NAMES))]


def _consent(folder: Path, table: object) -> Consent:
    if not isinstance(table, dict):
        raise _broken(folder, "avatar.toml has no [consent]")
    date = table.get("date")
    if not isinstance(date, datetime.date):
        raise _broken(folder, "the date of the consent is missing or not a date")
    fields = {key: _text(folder, table, key) for key in ("who", "statement", "kind")}
    return Consent(date=date, **fields)


def _text(folder: Path, table: dict[str, Any], key: str, *, required: bool = True) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or (required and not value.strip()):
        raise _broken(folder, f"'{key}' is missing in avatar.toml or no text")
    return value.strip()


def _broken(folder: Path, why: str) -> AvatarError:
    return AvatarError(f"avatar {folder.name}: {why}", f"mend or remove {folder}")
