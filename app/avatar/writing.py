"""Writes the folder of an avatar: whole or not at all."""

import datetime
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import tomlkit
from numpy.typing import NDArray
from PIL import Image

from app.avatar.draft import Draft
from app.avatar.folder import (
    ORIGINAL_NAME,
    THUMBNAIL_NAME,
    TOML_NAME,
    TOUCH_NAME,
    scan_avatars,
    user_avatars_dir,
)
from app.avatar.framing import whole
from app.avatar.measures import face_extent
from app.errors import AvatarError
from app.names import numbered, slug
from models.engines import Face

_THUMBNAIL_PX = 256


@dataclass(frozen=True, slots=True)
class Statement:
    """What the user states about an avatar; nothing is kept without it.

    Attributes:
        name: display name.
        licence: under which the picture may be used, e.g. "own photo".
        source: where it comes from.
        consent: that the person shown agreed, or why nobody has to.
        kind: of consent, see app.avatar.folder.Consent.
        who: the person shown; the name if empty.
        author: who made the picture, may be empty.
        date: when it was stated; today if None.
    """

    name: str
    licence: str
    source: str
    consent: str
    kind: str
    who: str = ""
    author: str = ""
    date: datetime.date | None = None

    def require(self) -> None:
        """Raise AvatarError if something is missing."""
        texts = {"licence": self.licence, "source": self.source, "consent statement": self.consent, "kind": self.kind}
        for what, text in texts.items():
            if not text.strip():
                raise AvatarError(f"avatar {self.name}: the {what} is empty", f"state the {what} of the picture")


def avatar_table(statement: Statement, draft: Draft, name: str) -> dict[str, Any]:
    """Return the contents of avatar.toml."""
    table: dict[str, Any] = {
        "name": name,
        "licence": statement.licence.strip(),
        "source": statement.source.strip(),
        "author": statement.author.strip(),
        "consent": {
            "who": statement.who.strip() or name,
            "statement": statement.consent.strip(),
            "date": statement.date or datetime.datetime.now(tz=datetime.UTC).date(),
            "kind": statement.kind,
        },
    }
    if draft.frame != whole(*draft.size):
        frame = draft.frame
        table["frame"] = {
            "x": frame.x,
            "y": frame.y,
            "width": frame.width,
            "height": frame.height,
            "angle_deg": frame.angle_deg,
        }
    return table


def stage(draft: Draft, table: dict[str, Any]) -> Path:
    """Write all files of an avatar into a new hidden folder beside the others; returns it.

    The whole photo is kept where the avatar is only a part of it, so that the frame can be changed later.

    Raises:
        AvatarError: the disk is full or the folder cannot be written.
    """
    root = user_avatars_dir()
    staging = Path(tempfile.mkdtemp(prefix=".new-", dir=root))
    try:
        image, touch = draft.picture(), draft.framed_touch()
        Image.fromarray(image).save(staging / "portrait.png", compress_level=3)  # 6 takes three times as long
        Image.fromarray(make_thumbnail(image, draft.quality.face)).save(staging / THUMBNAIL_NAME, quality=90)
        if touch is not None:
            Image.fromarray(touch).save(staging / TOUCH_NAME)
        if "frame" in table:
            Image.fromarray(draft.photo).save(staging / ORIGINAL_NAME, quality=95, subsampling=0)
        (staging / TOML_NAME).write_text(tomlkit.dumps(table), encoding="utf-8")
        staging.chmod(0o755)
    except OSError as error:
        shutil.rmtree(staging, ignore_errors=True)
        name = table["name"]
        raise AvatarError(f"avatar {name}: cannot be written to {root} ({error})", "free some space there") from error
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return staging


def put_in_place(staging: Path, folder: Path) -> None:
    """Move a written folder to its place. Raises AvatarError; then nothing is left of it."""
    try:
        os.replace(staging, folder)
    except OSError as error:
        shutil.rmtree(staging, ignore_errors=True)
        raise AvatarError(f"avatar {folder.name}: cannot be written ({error})", "free some space there") from error


def make_thumbnail(image: NDArray[np.uint8], face: Face) -> NDArray[np.uint8]:
    """Return a square picture of the head, (256, 256, 3) uint8 RGB."""
    x, y, side = face_extent(face)
    height, width = image.shape[:2]
    crop = min(round(1.9 * side), height, width)
    left = min(max(0, round(x - crop / 2)), width - crop)
    top = min(max(0, round(y - 0.04 * crop - crop / 2)), height - crop)
    part = np.ascontiguousarray(image[top : top + crop, left : left + crop])
    shrink = crop > _THUMBNAIL_PX
    size = (_THUMBNAIL_PX, _THUMBNAIL_PX)
    thumbnail = cv2.resize(part, size, interpolation=cv2.INTER_AREA if shrink else cv2.INTER_CUBIC)
    return np.asarray(thumbnail, dtype=np.uint8)


def free_folder_name(name: str) -> str:
    """Return an id made of the name that no avatar has."""
    taken = {avatar.id for avatar in scan_avatars()[0]} | {path.name for path in user_avatars_dir().iterdir()}
    return numbered(slug(name, "avatar"), taken, "-")
