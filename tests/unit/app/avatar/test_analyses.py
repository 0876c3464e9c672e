"""What was found out about a picture is found again as it was, or not at all, and goes with its avatar."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.avatar import Avatar, analyses, find_avatar, remove_avatar, restore_avatar, user_avatars_dir
from app.avatar.analyses import Arrays, Place, place_of, tidy
from app.paths import cache_dir

SIZE = (64, 48)
TOML = """name = "{0}"
licence = "own"
source = "a test"
[consent]
who = "{0}"
statement = "drawn for this test"
date = 2026-11-01
kind = "own-character"
"""


def _avatar(name: str, level: int = 90) -> Avatar:
    folder = user_avatars_dir() / name
    folder.mkdir(exist_ok=True)
    (folder / "avatar.toml").write_text(TOML.format(name))
    Image.new("RGB", (40, 30), (level, 20, 20)).save(folder / "portrait.png")
    return find_avatar(name)


def _place(avatar: Avatar, size: tuple[int, int] | None = SIZE, version: str = "1") -> Place:
    place = place_of(avatar, size, version)
    assert place is not None
    return place


def _arrays(count: int = 3) -> Arrays:
    return {"mouth.own": np.arange(count, dtype=np.float32), "x": np.array(7)}


def _files() -> list[str]:
    return sorted(path.name for path in cache_dir().rglob("*") if path.is_file())


def test_what_was_kept_is_found_for_the_same_picture_size_and_version_only() -> None:
    avatar = _avatar("ada")
    assert _place(avatar).load() is None and not _place(avatar).is_kept
    _place(avatar).keep(_arrays())
    found = _place(avatar).load()
    assert found is not None and sorted(found) == ["mouth.own", "x"]
    np.testing.assert_array_equal(found["mouth.own"], _arrays()["mouth.own"])
    assert found["mouth.own"].dtype == np.float32 and found["x"].shape == ()
    assert _place(avatar, None).load() is None
    assert _place(avatar, SIZE, "2").load() is None
    touch = avatar.folder / "touch.png"
    Image.new("L", (40, 30), 128).save(touch)
    assert _place(find_avatar("ada")).load() is None
    touch.unlink()
    assert _place(_avatar("ada")).load() is not None
    assert _place(_avatar("ada", level=91)).load() is None
    if os.name == "posix":
        assert all(path.stat().st_mode & 0o077 == 0 for path in cache_dir().rglob("*.npz"))


def test_pictures_that_are_no_avatars_leave_nothing(tmp_path: Path) -> None:
    picture = tmp_path / "stranger.png"
    Image.new("RGB", (40, 30)).save(picture)
    assert place_of(find_avatar(str(picture)), SIZE, "1") is None
    elsewhere = tmp_path / "elsewhere"
    _avatar("ada").folder.rename(elsewhere)
    assert place_of(find_avatar(str(elsewhere)), SIZE, "1") is None


@pytest.mark.parametrize("damage", ["cut", "bit", "text", "empty", "foreign", "pickle", "huge"])
def test_a_damaged_or_foreign_file_is_ignored_and_written_anew(damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, other = _place(_avatar("ada")), _place(_avatar("bea", level=10))
    place.keep(_arrays(5000))
    other.keep(_arrays(5000))
    whole = place.path.read_bytes()
    if damage == "pickle":
        np.savez(place.path, x=np.array([{"code": print}], object))
    elif damage != "huge":
        middle = len(whole) // 2
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        foreign = other.path.read_bytes()
        written = {"cut": whole[:middle], "bit": flipped, "text": b"hello", "empty": b"", "foreign": foreign}
        place.path.write_bytes(written[damage])
    with monkeypatch.context() as changed:
        if damage == "huge":
            changed.setattr(analyses, "LARGEST_BYTES", len(whole) - 1)
        assert place.load() is None
    place.keep(_arrays(5000))
    assert place.load() is not None


def test_nothing_of_an_avatar_stays_when_it_goes_or_gets_another_picture() -> None:
    ada, bea = _avatar("ada"), _avatar("bea")
    for avatar in (ada, bea):
        for size in (SIZE, None):
            _place(avatar, size).keep(_arrays())
    remove_avatar("ada")
    assert len(_files()) == 2 and _place(bea).load() is not None
    restore_avatar("ada")
    assert _place(ada).load() is None
    before = _place(bea)
    bea = _avatar("bea", level=5)
    before.keep(_arrays())  # it was found out about the former picture
    _place(bea).keep(_arrays())
    assert _files() == [_place(bea).path.name]


def test_what_was_found_out_too_late_does_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    place, write = _place(_avatar("ada")), analyses._write

    def remove_first(path: Path, arrays: Arrays) -> None:
        remove_avatar("ada")
        write(path, arrays)

    monkeypatch.setattr(analyses, "_write", remove_first)
    place.keep(_arrays())
    assert not _files()


def test_folders_of_nobody_and_unfinished_files_are_cleared_away() -> None:
    place = _place(_avatar("ada"))
    place.keep(_arrays())
    (place.path.parent / ".part-old").write_bytes(b"half")
    os.utime(place.path.parent / ".part-old", (1, 1))
    (place.path.parent / ".part-new").write_bytes(b"half")
    stranger = place.path.parent.with_name("stranger")
    stranger.mkdir()
    (stranger / "x.npz").write_bytes(b"picture")
    tidy()
    assert _files() == sorted([".part-new", place.path.name])
    assert not stranger.exists()


def test_all_together_have_a_limit_and_the_oldest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [_place(_avatar(name)) for name in ("ada", "bea", "cleo")]
    for age, place in enumerate(places[:2]):
        place.keep(_arrays(1000))
        os.utime(place.path, (1000 + age, 1000 + age))
    assert places[0].load() is not None, "now it is the one used last"
    monkeypatch.setattr(analyses, "MOST_BYTES", int(2.5 * places[0].path.stat().st_size))
    places[2].keep(_arrays(1000))
    assert [place.is_kept for place in places] == [True, False, True]


def test_a_disk_that_takes_nothing_costs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    place = _place(_avatar("ada"))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    place.keep(_arrays())
    assert place.load() is None and not _files()
