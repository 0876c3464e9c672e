"""Avatars are found by id, name or picture; a broken folder is reported and harms nobody else."""

import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.avatar import find_avatar, list_avatars, load_picture, load_thumbnail, scan_avatars, user_avatars_dir
from app.avatar.check import check_picture
from app.errors import AvatarError
from models.engines import create_face_engine

_TOML = """
name = "Test"
licence = "own"
source = "me"
[consent]
who = "me"
statement = "It is me."
date = 2026-01-02
kind = "self"
"""


def _folder(name: str, toml: str = _TOML, *, picture: bool = True) -> Path:
    folder = user_avatars_dir() / name
    folder.mkdir()
    (folder / "avatar.toml").write_text(toml, encoding="utf-8")
    if picture:
        Image.new("RGB", (20, 20)).save(folder / "portrait.png")
    return folder


def test_at_least_five_avatars_ship_with_all_that_the_law_asks() -> None:
    bundled = [avatar for avatar in list_avatars() if avatar.bundled]
    assert len(bundled) >= 5
    for avatar in bundled:
        assert avatar.consent is not None
        assert avatar.consent.kind in ("public-domain", "own-character")
        assert avatar.licence
        assert avatar.source
        assert avatar.picture.stat().st_size < 1_000_000


def test_every_bundled_avatar_is_a_portrait_that_needs_no_advice() -> None:
    engine = create_face_engine()
    scores = {a.id: check_picture(load_picture(a.picture), engine) for a in list_avatars() if a.bundled}
    assert {name: quality.advice for name, quality in scores.items() if quality.score < 95 or quality.advice} == {}


def test_every_bundled_avatar_has_a_thumbnail() -> None:
    for avatar in list_avatars():
        assert load_thumbnail(avatar).shape == (256, 256, 3)


def test_an_avatar_is_found_by_id_and_by_name_in_any_case() -> None:
    assert find_avatar("grace-hopper") == find_avatar("GRACE hopper") == find_avatar(" Grace Hopper ")


def test_a_picture_is_an_avatar_without_consent(tmp_path: Path) -> None:
    path = tmp_path / "me and you.png"
    Image.new("RGB", (300, 200), (1, 2, 3)).save(path)
    avatar = find_avatar(str(path))
    assert (avatar.name, avatar.picture, avatar.consent, avatar.bundled) == ("me and you", path, None, False)
    Image.new("RGB", (9, 9)).save(tmp_path / "thumbnail.jpg")  # a stranger's, not this avatar's
    assert load_thumbnail(avatar, 150).shape == (100, 150, 3)


def test_a_wrong_name_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(AvatarError, match="did you mean 'Grace Hopper'"):
        find_avatar("grace hoper")
    for name in ("zzzzzz", "x" * 5000, "a\0b"):
        with pytest.raises(AvatarError):
            find_avatar(name)


def test_a_users_avatar_is_read_with_its_consent() -> None:
    folder = _folder("own")
    avatar = find_avatar("own")
    assert avatar.consent is not None
    assert (avatar.folder, avatar.consent.date, avatar.consent.kind) == (folder, datetime.date(2026, 1, 2), "self")
    np.testing.assert_array_equal(load_thumbnail(avatar), np.zeros((20, 20, 3), np.uint8))


@pytest.mark.expect_log("avatar left out: avatar broken")
def test_broken_folders_are_reported_and_left_out() -> None:
    _folder("good")
    _folder("broken-toml", "name = ")
    _folder("broken-name", _TOML.replace('name = "Test"', "name = 3"))
    _folder("broken-licence", _TOML.replace('licence = "own"', 'licence = " "'))
    _folder("broken-consent", _TOML.split("[consent]", maxsplit=1)[0])
    _folder("broken-date", _TOML.replace("2026-01-02", '"yesterday"'))
    _folder("broken-picture", picture=False)
    (user_avatars_dir() / "broken-empty").mkdir()  # no avatar at all: not even a complaint
    (_folder("broken-bytes") / "avatar.toml").write_bytes(b"\xff\xfe\x00")
    (user_avatars_dir() / "note.txt").write_text("not a folder")
    _, broken = scan_avatars()
    assert len(broken) == 7
    assert all("broken-" in str(error) and error.advice for error in broken)
    assert "good" in {avatar.id for avatar in list_avatars()}


def test_a_users_avatar_hides_a_bundled_one_of_the_same_id() -> None:
    folder = _folder("grace-hopper")
    assert find_avatar("grace-hopper").folder == folder
    assert [a.id for a in list_avatars()].count("grace-hopper") == 1
