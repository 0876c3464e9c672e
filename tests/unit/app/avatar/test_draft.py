"""Drafts: what is kept of one is there again when the avatar is opened, changed, and changed back."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.avatar import (
    Statement,
    draft_of_avatar,
    export_avatar,
    find_avatar,
    import_avatar,
    keep_draft,
    list_avatars,
    load_picture,
    load_touch,
    open_photo,
    reframed,
    rename_avatar,
    take_back,
    update_avatar,
)
from app.avatar.framing import cut, fit
from app.avatar.touch import Stroke, new_touch, paint
from app.errors import AvatarError
from models.engines import FaceEngine, create_face_engine
from tests.support.faces import grace_hopper

SAID = Statement("Aunt Grace", "public domain", "a museum", "Nobody has to be asked.", "public-domain")


@cache
def _engine() -> FaceEngine:
    return create_face_engine()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    scene = np.full((1000, 1500, 3), (70, 90, 80), np.uint8)
    scene[150:750, 700:1212] = grace_hopper()
    path = tmp_path / "aunt_grace.png"
    Image.fromarray(scene).save(path)
    return path


def test_frame_and_strokes_are_there_again(photo: Path) -> None:
    draft = open_photo(photo, _engine())
    assert draft.title == "Aunt grace"
    touch = new_touch(1500, 1000)
    paint(touch, Stroke(((draft.frame.x, draft.frame.y - 200),), 40, add=True))
    frame = fit(replace(draft.frame, angle_deg=5.0), draft.size)
    draft = replace(reframed(draft, frame, _engine()), touch=touch)
    avatar = keep_draft(draft, SAID)
    np.testing.assert_array_equal(load_picture(avatar.picture), cut(draft.photo, frame))
    assert avatar.touch is not None
    assert load_touch(avatar.touch).shape == load_picture(avatar.picture).shape[:2]
    again = draft_of_avatar(avatar, _engine())
    assert again.size == (1500, 1000)
    assert again.frame == frame
    assert again.touch is not None
    assert float(np.abs(again.touch.astype(int) - touch).mean()) < 0.5


def test_a_change_can_be_taken_back_and_made_again(photo: Path) -> None:
    draft = open_photo(photo, _engine())
    avatar = keep_draft(draft, SAID)
    before = load_picture(avatar.picture)
    smaller = fit(replace(draft.frame, width=draft.frame.width * 0.8, height=draft.frame.height * 0.8), draft.size)
    changed = update_avatar(avatar.id, reframed(draft, smaller, _engine()), replace(SAID, name="Grace H."))
    assert (changed.id, changed.name) == (avatar.id, "Grace H.")
    assert load_picture(changed.picture).shape != before.shape
    back = take_back(avatar.id)
    assert back == avatar
    np.testing.assert_array_equal(load_picture(back.picture), before)
    assert take_back(avatar.id).name == "Grace H."
    assert len([a for a in list_avatars() if not a.bundled]) == 1
    with pytest.raises(AvatarError, match="belongs to the program"):
        update_avatar("mira", draft, SAID)


def test_without_a_statement_nothing_is_kept(photo: Path) -> None:
    draft = open_photo(photo, _engine())
    for said in (
        replace(SAID, licence=" "),
        replace(SAID, source=""),
        replace(SAID, consent="\n"),
        replace(SAID, kind=""),
    ):
        with pytest.raises(AvatarError, match="empty"):
            keep_draft(draft, said)
    assert all(avatar.bundled for avatar in list_avatars())


def test_a_name_is_changed_and_the_rest_stays(photo: Path) -> None:
    avatar = keep_draft(open_photo(photo, _engine()), SAID)
    renamed = rename_avatar(avatar.id, "  Amazing\tGrace ")
    assert renamed == replace(avatar, name="Amazing Grace")
    assert rename_avatar(avatar.id, "Mira").name == "Mira 2"
    for bad in ("", "x" * 61):
        with pytest.raises(AvatarError, match="characters"):
            rename_avatar(avatar.id, bad)
    with pytest.raises(AvatarError, match="belongs to the program"):
        rename_avatar("mira", "Mine")


def test_the_whole_photo_stays_at_home_when_an_avatar_is_given_away(photo: Path, tmp_path: Path) -> None:
    draft = open_photo(photo, _engine())
    touch = new_touch(1500, 1000)
    paint(touch, Stroke(((draft.frame.x, draft.frame.y),), 40, add=False))
    avatar = keep_draft(replace(draft, touch=touch), SAID)
    assert avatar.original is not None
    copy = import_avatar(export_avatar(avatar, tmp_path / "g.avatar"))
    assert copy.original is None
    assert copy.touch is not None
    assert copy.consent == avatar.consent
    again = draft_of_avatar(find_avatar(copy.id), _engine())
    assert again.size == draft.picture().shape[1::-1]
    assert again.touch is not None
