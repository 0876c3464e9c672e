"""An avatar goes to another machine in one file and arrives the same; other files do no harm."""

import zipfile
from pathlib import Path

import pytest

from app.avatar import export_avatar, find_avatar, import_avatar, load_picture, user_avatars_dir
from app.errors import AppError, AvatarError


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_exported_is_what_is_imported(tmp_path: Path) -> None:
    original = find_avatar("mira")
    pack = export_avatar(original, tmp_path)
    assert pack == tmp_path / "mira.avatar"
    copy = import_avatar(pack)
    assert (copy.id, copy.bundled) == ("mira-2", False)
    assert (copy.name, copy.licence, copy.source, copy.consent) == (
        original.name,
        original.licence,
        original.source,
        original.consent,
    )
    assert _files(copy.folder) == _files(original.folder)
    assert [path.name for path in tmp_path.iterdir()] == ["mira.avatar"]


def test_a_mere_picture_is_not_exported(tmp_path: Path) -> None:
    with pytest.raises(AvatarError, match="mere picture"):
        export_avatar(find_avatar(str(find_avatar("mira").picture)), tmp_path / "a.avatar")
    with pytest.raises(AvatarError, match="cannot be written"):
        export_avatar(find_avatar("mira"), tmp_path / "away" / "a.avatar")


def _zip(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name.replace("__", "/").replace("_", "."), data)
    return path


def test_hostile_files_are_refused_in_words_and_leave_nothing(tmp_path: Path) -> None:
    mira = _files(find_avatar("mira").folder)
    toml, picture = mira["avatar.toml"], mira["portrait.jpg"]
    (tmp_path / "text.avatar").write_text("no archive")
    (tmp_path / "empty.avatar").touch()
    whole = export_avatar(find_avatar("mira"), tmp_path / "whole.avatar").read_bytes()
    (tmp_path / "half.avatar").write_bytes(whole[: len(whole) // 2])
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    (tmp_path / "flipped.avatar").write_bytes(flipped)
    _zip(tmp_path / "bomb.avatar", avatar_toml=toml, portrait_png=bytes(150_000_000))
    with zipfile.ZipFile(tmp_path / "odd.avatar", "w", zipfile.ZIP_BZIP2) as pack:
        pack.writestr("avatar.toml", toml)
        pack.writestr("portrait.jpg", picture)
    _zip(tmp_path / "nothing.avatar", readme_md=b"hello")
    _zip(tmp_path / "consent.avatar", avatar_toml=toml.split(b"[consent]")[0], portrait_jpg=picture)
    _zip(tmp_path / "picture.avatar", avatar_toml=toml, portrait_jpg=b"no picture")
    for name in ("text", "empty", "half", "flipped", "bomb", "odd", "nothing", "consent", "picture", "away"):
        with pytest.raises(AppError) as caught:
            import_avatar(tmp_path / f"{name}.avatar")
        assert "\n" not in str(caught.value)
        assert ".new-" not in str(caught.value)
        assert caught.value.advice
    assert not list(user_avatars_dir().iterdir())


def test_an_archive_cannot_write_anywhere_else(tmp_path: Path) -> None:
    mira = _files(find_avatar("mira").folder)
    path = tmp_path / "a.avatar"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("../../evil.txt", b"evil")
        pack.writestr("/tmp/evil.txt", b"evil")
        pack.writestr("program.exe", b"evil")
        for name in ("avatar.toml", "portrait.jpg"):
            pack.writestr(name, mira[name])
    avatar = import_avatar(path)
    assert set(_files(avatar.folder)) == {"avatar.toml", "portrait.jpg"}
    assert load_picture(avatar.picture).shape == (1024, 1024, 3)
    assert {p.name for p in user_avatars_dir().iterdir()} == {avatar.id}
