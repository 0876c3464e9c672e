"""Avatars are added whole, cropped to the head, under a free name, and come back from the trash."""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from app.avatar import (
    Avatar,
    add_avatar,
    find_avatar,
    list_avatars,
    load_picture,
    load_thumbnail,
    remove_avatar,
    restore_avatar,
    user_avatars_dir,
)
from app.avatar.check import Quality, face_extent
from app.errors import AvatarError, MediaError
from models.engines import FaceEngine, create_face_engine
from tests.support.faces import grace_hopper


@cache
def _engine() -> FaceEngine:
    return create_face_engine()


def _add(picture: Path, name: str = "Aunt Grace") -> tuple[Avatar, Quality]:
    return add_avatar(picture, name, "public domain", "a museum", "She would not mind.", _engine(), author="A. Nobody")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(grace_hopper()).save(path)
    return path


def _wide(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Put the portrait small into a wide landscape, (1000, 1600, 3)."""
    scene = cv2.resize(image[:60, -60:], (1600, 1000), interpolation=cv2.INTER_LINEAR)
    scene[330:930, 980:1492] = image
    return np.asarray(scene, np.uint8)


def test_what_was_said_is_kept_and_the_picture_is_untouched(photo: Path) -> None:
    avatar, quality = _add(photo)
    assert find_avatar("aunt grace") == avatar
    assert (avatar.id, avatar.name, avatar.licence, avatar.source) == (
        "aunt-grace",
        "Aunt Grace",
        "public domain",
        "a museum",
    )
    assert avatar.author == "A. Nobody"
    assert avatar.consent is not None
    assert avatar.consent.statement == "She would not mind."
    assert not avatar.bundled
    assert quality.score >= 90
    np.testing.assert_array_equal(load_picture(avatar.picture), grace_hopper())
    assert load_thumbnail(avatar).shape == (256, 256, 3)


def test_a_head_in_a_large_photo_is_cut_out_at_full_resolution(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    Image.fromarray(_wide(grace_hopper())).save(path)
    avatar, quality = _add(path)
    image = load_picture(avatar.picture)
    height, width = image.shape[:2]
    x, y, side = face_extent(quality.face)
    assert height < 1000
    assert width < 1600
    assert width / height == pytest.approx(1.6, rel=0.02)  # the photo's aspect
    assert side == pytest.approx(face_extent(_add(path, "again")[1].face)[2])
    assert 190 < side < 215  # as in the photo: not scaled
    assert y - 0.8 * side > 0  # hair
    assert y + 1.2 * side < height  # shoulders
    assert abs(x - width / 2) < 0.3 * width


@pytest.mark.parametrize("name", ["../../evil", "CON", "Ænne Ødegård", "名前", "a/b\\c:d*e?", ".hidden"])
def test_any_name_makes_a_harmless_folder(photo: Path, name: str) -> None:
    avatar, _ = _add(photo, name)
    assert avatar.folder.parent == user_avatars_dir()
    assert avatar.id.isascii()
    assert set(avatar.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert avatar.id not in ("con", "")
    assert find_avatar(name).id == avatar.id


def test_names_that_are_taken_are_numbered(photo: Path) -> None:
    names = [_add(photo, "Grace Hopper")[0] for _ in range(2)]  # the bundled one has this name
    assert [avatar.name for avatar in names] == ["Grace Hopper 2", "Grace Hopper 3"]
    assert len({avatar.id for avatar in list_avatars()}) == len(list_avatars())


@pytest.mark.parametrize("missing", ["licence", "source", "consent_statement"])
def test_nothing_is_added_without_licence_source_and_consent(photo: Path, missing: str) -> None:
    texts = {"licence": "own", "source": "me", "consent_statement": "It is me."} | {missing: "  "}
    with pytest.raises(AvatarError, match=missing.replace("_", " ")):
        add_avatar(photo, "Me", face_engine=_engine(), **texts)
    assert not list(user_avatars_dir().iterdir())


def test_bad_pictures_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture")
    Image.new("RGB", (400, 400), (90, 120, 90)).save(tmp_path / "empty.png")
    tiny = cv2.resize(grace_hopper(), None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA)
    Image.fromarray(np.asarray(tiny, np.uint8)).save(tmp_path / "tiny.png")
    for name, error in (("text.png", MediaError), ("empty.png", AvatarError), ("tiny.png", AvatarError)):
        with pytest.raises(error, match="picture|face"):
            _add(tmp_path / name)
    for name in ("", " \t ", "x" * 61):
        with pytest.raises(AvatarError, match="characters"):
            _add(tmp_path / "text.png", name)
    assert not list(user_avatars_dir().iterdir())


def test_a_failing_disk_leaves_nothing_behind(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, *_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(AvatarError, match="No space left"):
        _add(photo)
    assert not list(user_avatars_dir().iterdir())


def test_removal_can_be_undone_once(photo: Path) -> None:
    avatar, _ = _add(photo)
    remove_avatar(avatar.id)
    assert avatar.id not in {a.id for a in list_avatars()}
    assert restore_avatar(avatar.id) == avatar
    assert avatar in list_avatars()
    with pytest.raises(AvatarError, match="not among the removed"):
        restore_avatar(avatar.id)
    remove_avatar(avatar.id)
    _add(photo)
    with pytest.raises(AvatarError, match="new avatar"):
        restore_avatar(avatar.id)
    remove_avatar(avatar.id)  # the older one in the trash gives way
    assert restore_avatar(avatar.id).name == "Aunt Grace"


@pytest.mark.parametrize(
    ("avatar_id", "word"),
    [
        ("grace-hopper", "belongs to the program"),
        ("nobody", "no such avatar"),
        ("../x", "no avatar id"),
        ("", "no avatar id"),
        (".trash", "no avatar id"),
    ],
)
def test_only_own_avatars_can_be_removed(avatar_id: str, word: str) -> None:
    with pytest.raises(AvatarError, match=word):
        remove_avatar(avatar_id)
