"""Voices are added whole under free names, renamed, removed, brought back, and carried to other machines."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import VoiceError
from app.voice import (
    Voice,
    add_voice,
    export_voice,
    find_voice,
    import_voice,
    mix_voices,
    remove_voice,
    rename_voice,
    restore_voice,
    scan_voices,
    user_voices_dir,
)
from tests.support.voices import consent, voice_print


def _add(name: str = "Aunt Grace", seed: int = 0) -> Voice:
    return add_voice(name, voice_print(seed), consent("self", name), source=" a tape ")


def _own() -> list[str]:
    return [v.id for v in scan_voices()[0] if not v.bundled]


def test_what_was_said_is_kept() -> None:
    voice = _add()
    assert (voice.id, voice.name, voice.source, voice.bundled) == ("aunt-grace", "Aunt Grace", "a tape", False)
    assert voice.consent == consent("self", "Aunt Grace")
    assert find_voice("aunt grace").path == voice.path == user_voices_dir() / "aunt-grace.voice"


@pytest.mark.parametrize("name", ["../../evil", "CON", "Ænne Ødegård", "名前", "a/b\\c:d*e?", ".hidden", "x" * 60])
def test_any_name_makes_a_harmless_file(name: str) -> None:
    for number in ("", "2"):
        voice = _add(name)
        assert voice.path.parent == user_voices_dir()
        assert voice.id.isascii()
        assert voice.id.endswith(number)
        assert find_voice(voice.name).id == voice.id
    assert len(set(_own())) == 2


@pytest.mark.parametrize("name", ["", " \t", "x" * 61, "original", "None"])
def test_unusable_names_are_refused(name: str) -> None:
    with pytest.raises(VoiceError, match="name|called"):
        _add(name)
    voice = _add()
    with pytest.raises(VoiceError, match="name|called"):
        rename_voice(voice.id, name)
    assert _own() == ["aunt-grace"]


def test_a_name_changes_and_the_id_stays() -> None:
    voice, other = _add(), _add("Uncle Bob")
    renamed = rename_voice(voice.id, "  Grace   Junior ")
    assert (renamed.id, renamed.name) == (voice.id, "Grace Junior")
    assert find_voice("grace junior").consent == voice.consent
    assert rename_voice(other.id, "grace junior").name == "grace junior 2"
    assert rename_voice(voice.id, "Grace Junior").name == "Grace Junior"


def test_removal_can_be_undone_once() -> None:
    voice = _add()
    data = voice.path.read_bytes()
    remove_voice(voice.id)
    assert not _own()
    assert restore_voice(voice.id).path.read_bytes() == data
    with pytest.raises(VoiceError, match="not among the removed"):
        restore_voice(voice.id)
    remove_voice(voice.id)
    _add()
    with pytest.raises(VoiceError, match="new voice"):
        restore_voice(voice.id)
    remove_voice(voice.id)  # the older one in the trash gives way
    assert restore_voice(voice.id).name == "Aunt Grace"


@pytest.mark.parametrize(
    ("voice_id", "word"),
    [
        ("clara", "belongs to the program"),
        ("nobody", "no such voice"),
        ("../x", "no voice id"),
        ("", "no voice id"),
        (".trash", "no voice id"),
    ],
)
def test_only_own_voices_can_be_changed(voice_id: str, word: str) -> None:
    for change in (remove_voice, lambda id_: rename_voice(id_, "New")):
        with pytest.raises(VoiceError, match=word):
            change(voice_id)


def test_what_is_exported_is_what_is_imported(tmp_path: Path) -> None:
    original = _add()
    path = export_voice(original, tmp_path)
    assert path == tmp_path / "aunt-grace.voice"
    assert path.read_bytes() == original.path.read_bytes()
    copy = import_voice(path)
    assert (copy.id, copy.name, copy.consent) == ("aunt-grace-2", "Aunt Grace 2", original.consent)
    with pytest.raises(VoiceError, match="cannot be written"):
        export_voice(original, tmp_path / "away" / "a.voice")


def test_what_is_no_voice_is_not_imported(tmp_path: Path) -> None:
    (tmp_path / "a.voice").write_bytes(b"no voice")
    for name in ("a.voice", "away.voice"):
        with pytest.raises(VoiceError, match=name):
            import_voice(tmp_path / name)
    assert not list(user_voices_dir().iterdir())


def test_a_mix_is_a_voice_of_its_own() -> None:
    a, b = _add("Ann", 1), _add("Bob", 2)
    mixed = mix_voices(a, b, 0.25, "Annabob")
    assert find_voice("annabob").path == mixed.path
    assert "Ann" in mixed.consent.statement
    assert "Bob" in mixed.consent.statement
    for ratio in (-0.1, 1.1, float("nan")):
        with pytest.raises(VoiceError, match="ratio"):
            mix_voices(a, b, ratio, "No")
    again = mix_voices(mixed, a, 0.5, "Again")
    for depth in range(6):  # statements of statements stay bounded
        again = mix_voices(again, replace(again, name=f"Copy {depth}"), 0.5, f"Deep {depth}")
    assert again.path.stat().st_size < 20_000


def test_a_failing_disk_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(VoiceError, match="No space left"):
        _add()
    assert not list(user_voices_dir().iterdir())
