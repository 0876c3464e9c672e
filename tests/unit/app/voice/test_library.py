"""Voices are found by id, name, a part of it, or file; broken files are told of and harm nobody."""

from pathlib import Path

import pytest

from app.errors import VoiceError
from app.voice import find_voice, scan_voices, user_voices_dir, write_voice
from tests.support.voices import voice


@pytest.fixture(autouse=True)
def _voices() -> None:
    for number, (id_, name) in enumerate(
        (("zoe", "Zoë Müller"), ("old-bill", "Old Bill"), ("young-bill", "Young Bill"))
    ):
        write_voice(voice(number, name), user_voices_dir() / f"{id_}.voice")


def test_bundled_voices_come_first_and_each_group_by_name() -> None:
    voices, broken = scan_voices()
    assert not broken
    assert [v.id for v in voices if not v.bundled] == ["old-bill", "young-bill", "zoe"]
    assert [v.bundled for v in voices] == sorted((v.bundled for v in voices), reverse=True)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("zoe", "zoe"),
        ("ZOE", "zoe"),
        ("zoë müller", "zoe"),
        (" müll ", "zoe"),
        ("Old Bill", "old-bill"),
        ("old", "old-bill"),
    ],
)
def test_a_voice_is_found_by_what_people_call_it(text: str, id_: str) -> None:
    assert find_voice(text).id == id_


def test_a_voice_is_found_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "somebody.voice"
    write_voice(voice(7, "Somebody"), path)
    found = find_voice(str(path))
    assert (found.id, found.name, found.path, found.bundled) == (str(path), "Somebody", path, False)
    assert len([v for v in scan_voices()[0] if v.name == "Somebody"]) == 0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("bill", "Old Bill, Young Bill"),
        ("zoey", "did you mean 'zoe'"),
        ("nobody at all", "voices list"),
        ("", "voices list"),
        ("away.voice", "no such file"),
        ("x" * 5000, "name a voice"),
        ("a\0b", "voices list"),
    ],
)
def test_what_is_not_found_is_said_in_one_line(text: str, word: str) -> None:
    with pytest.raises(VoiceError) as caught:
        find_voice(text)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_broken_files_are_left_out_and_named() -> None:
    (user_voices_dir() / "ruin.voice").write_bytes(b"no voice")
    (user_voices_dir() / ".half.voice.part").write_bytes(b"being written")
    (user_voices_dir() / "note.txt").write_text("not ours", encoding="utf-8")
    voices, broken = scan_voices()
    assert len([v for v in voices if not v.bundled]) == 3
    assert len(broken) == 1
    with pytest.raises(VoiceError, match="ruin.voice: not a voice file"):
        find_voice("ruin")


def test_a_voice_of_the_users_hides_a_bundled_one() -> None:
    bundled = scan_voices()[0][0]
    assert bundled.bundled
    write_voice(voice(3, "Mine"), user_voices_dir() / f"{bundled.id}.voice")
    assert find_voice(bundled.id).name == "Mine"
