"""A voice file gives back what was written; every other file is refused in one line, without harm."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.errors import VoiceError
from app.shelf_book import Tuning
from app.voice import Voice, read_voice, write_voice
from app.voice.voice_file import pack_voice
from tests.support.voices import unit, voice, voice_print


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a voice.voice"
    write_voice(voice(name="Zoë 名前"), file)
    return file


def _rewrite(path: Path, change: Callable[[dict[str, bytes]], Any]) -> None:
    """Change the members of a voice file."""
    with zipfile.ZipFile(path) as pack:
        members = {name: pack.read(name) for name in pack.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in members.items():
            pack.writestr(name, data)


def _npy(array: np.ndarray, *, pickled: bool = False) -> bytes:
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, version=(1, 0), allow_pickle=pickled)
    return stream.getvalue()


def _set_record(path: Path, **changes: object) -> None:
    def change(members: dict[str, bytes]) -> None:
        members["voice.json"] = json.dumps(json.loads(members["voice.json"]) | changes).encode()

    _rewrite(path, change)


def _refused(path: Path, *words: str) -> VoiceError:
    with pytest.raises(VoiceError) as caught:
        read_voice(path)
    said = str(caught.value)
    assert path.name in said
    assert "\n" not in said
    assert len(said) < 700
    assert caught.value.advice
    for word in words:
        assert word in said
    return caught.value


def test_fine_tuning_travels_and_nonsense_in_it_is_as_usual(path: Path) -> None:
    assert read_voice(path).tuning == Tuning()
    write_voice(replace(read_voice(path), tuning=Tuning(-2.0, 1.5, 0.7)), path)
    assert read_voice(path).tuning == Tuning(-2.0, 1.5, 0.7)
    _set_record(path, tuning={"semitones": "high", "formant": 99})
    assert read_voice(path).tuning == Tuning(formant=6.0)


def test_what_is_written_is_what_is_read(path: Path) -> None:
    original, copy = voice(name="Zoë 名前"), read_voice(path)
    assert copy.id == "a voice"
    assert (copy.name, copy.licence, copy.source) == (original.name, original.licence, original.source)
    assert copy.consent == original.consent
    for name in ("log_f0_mean", "log_f0_std", "f0_low_hz", "f0_high_hz", "speech_s"):
        assert getattr(copy.print, name) == pytest.approx(getattr(original.print, name), rel=1e-12)
    np.testing.assert_allclose(copy.print.embedding, original.print.embedding, atol=1e-7)
    np.testing.assert_array_equal(copy.print.ltas, original.print.ltas)
    assert set(copy.print.dsp) == set(original.print.dsp)
    for name, array in original.print.dsp.items():
        np.testing.assert_array_equal(copy.print.dsp[name], array)
    assert copy.print.windows.shape == (24, 256)
    np.testing.assert_allclose(np.linalg.norm(copy.print.windows, axis=1), 1.0, atol=1e-5)
    cosines = (copy.print.windows[[0, -1]] * original.print.windows[[0, -1]]).sum(axis=1)
    assert cosines.min() > 0.99999


def test_writing_is_repeatable_small_and_whole(path: Path) -> None:
    data = path.read_bytes()
    assert len(data) < 20_000
    again = read_voice(path)
    assert pack_voice(again) == data  # reading and writing changes nothing any more
    assert [file.name for file in path.parent.iterdir()] == [path.name]  # nothing beside it
    with np.load(path, allow_pickle=False) as archive:  # an npz as others read it
        assert archive["embedding"].shape == (256,)
        assert json.loads(archive["voice.json"])["format"] == "likeness-voice"
    with pytest.raises(VoiceError, match="cannot be written"):
        write_voice(again, path.parent / "away" / "a.voice")


def test_a_file_cut_short_is_refused_wherever_it_ends(path: Path) -> None:
    data = path.read_bytes()
    for tenth in range(10):
        path.write_bytes(data[: len(data) * tenth // 10])
        _refused(path)
    path.write_bytes(data[:-1])
    _refused(path)


def test_a_changed_byte_is_refused_or_changes_nothing_that_counts(path: Path) -> None:
    data, rng = path.read_bytes(), np.random.default_rng(1)
    whole = read_voice(path)
    for position in rng.integers(0, len(data), 60):
        changed = bytearray(data)
        changed[position] ^= 1 << int(rng.integers(8))
        path.write_bytes(changed)
        try:
            read = read_voice(path)
        except VoiceError as error:
            assert path.name in str(error)
        else:  # a date or a flag in the archive's own headers
            np.testing.assert_array_equal(read.print.embedding, whole.print.embedding)
            assert read.consent == whole.consent


def test_a_pickle_is_never_opened(path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (path.parent / "evil",))

    pickled = _npy(np.array([Evil()], object), pickled=True)
    _rewrite(path, lambda members: members.update({"ltas.npy": pickled}))
    _refused(path, "ltas.npy holds object")
    _rewrite(path, lambda members: members.update({"ltas.npy": _npy(np.zeros(80, np.float32)), "dsp.x.npy": pickled}))
    _refused(path, "dsp.x.npy holds object")
    path.write_bytes(pickled)
    _refused(path, "not a voice file")
    assert not (path.parent / "evil").exists()


def test_a_bomb_is_refused_before_it_is_unpacked(path: Path) -> None:
    original = path.read_bytes()
    _rewrite(path, lambda members: members.update({"dsp.big.npy": _npy(np.zeros(10_000_000, np.float32))}))
    assert path.stat().st_size < 200_000
    _refused(path, "far more than a voice")
    lying = bytearray(path.read_bytes())  # a header that claims to be small
    where = lying.rfind(b"PK\x01\x02", 0, lying.rfind(b"dsp.big.npy"))
    lying[where + 24 : where + 28] = (500).to_bytes(4, "little")
    path.write_bytes(lying)
    _refused(path)
    path.write_bytes(original)
    huge = b"\x93NUMPY\x01\x00" + (118).to_bytes(2, "little")
    header = b"{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,), }".ljust(117) + b"\n"
    _rewrite(path, lambda members: members.update({"dsp.big.npy": huge + header + bytes(8)}))
    _refused(path, "not as long as it says")
    path.write_bytes(bytes(300_000))
    _refused(path, "too many")


@pytest.mark.parametrize(
    ("member", "array"),
    [
        ("embedding", np.zeros(256, np.float32)),  # no direction
        ("embedding", np.ones(256, np.float32)),  # not of unit length
        ("embedding", unit(np.ones((1, 256)))),
        ("embedding", np.full(256, np.nan, np.float32)),
        ("embedding", unit(np.ones(256)).astype(np.float64)),
        ("windows", np.zeros((0, 256), np.float32)),
        ("windows", unit(np.ones((151, 256)))),
        ("windows", unit(np.ones((3, 255)))),
        ("ltas", np.zeros(81, np.float32)),
        ("ltas", np.full(80, np.inf, np.float32)),
        ("dsp.x", np.full(4, 1e30, np.float32)),
        ("dsp.x", np.zeros(5000, np.float32)),
        ("dsp.x", np.zeros((2, 2, 2), np.float32)),
        ("dsp.x", np.float32(3.0)),
        ("dsp.x", np.array(["text"])),
        ("dsp.x", np.zeros(4, np.complex64)),
        ("dsp.x", np.asfortranarray(np.zeros((2, 3), np.float32))),
        ("dsp.../../evil", np.zeros(4, np.float32)),
        ("sound", np.zeros(4, np.float32)),
    ],
)
def test_arrays_that_no_voice_has_are_refused(path: Path, member: str, array: np.ndarray) -> None:
    _rewrite(path, lambda members: members.update({f"{member}.npy": _npy(np.asarray(array))}))
    _refused(path)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"version": 99}, "newer version"),
        ({"version": "1"}, "version is missing"),
        ({"version": True}, "version is missing"),
        ({"format": "other"}, "another program's"),
        ({"encoder": "x-vector"}, "another encoder"),
        ({"name": ""}, "name"),
        ({"name": ["a"]}, "name"),
        ({"name": "x" * 61}, "61 characters"),
        ({"licence": "x" * 5000}, "licence"),
        ({"consent": None}, "no consent"),
        ({"consent": {"kind": "stolen"}}, "kind"),
        ({"consent": {"kind": "self", "who": "me", "statement": " "}}, "statement"),
        ({"consent": {"kind": "self", "who": "me", "statement": "I.", "date": "x", "phrase_similarity": 0}}, "x"),
        ({"print": None}, "numbers"),
        ({"print": {"log_f0_mean": float("nan")}}, "log_f0_mean"),
        ({"print": {"log_f0_mean": 1e99}}, "log_f0_mean"),
        ({"print": {"log_f0_mean": True}}, "log_f0_mean"),
        ({"print": {"log_f0_mean": 10**400}}, "log_f0_mean"),
        ({"version": 10**400}, "newer version"),
        ({"name": "\ud800\u202e"}, "name"),
    ],
)
def test_records_that_are_wrong_are_refused(path: Path, changes: dict[str, object], word: str) -> None:
    _set_record(path, **changes)
    _refused(path, word)


def test_consent_needs_what_belongs_to_its_kind(tmp_path: Path) -> None:
    file = tmp_path / "v.voice"
    for kind in ("self", "synthetic", "licence", "present"):
        write_voice(voice(kind=kind), file)
        assert read_voice(file).consent.kind == kind
    bare = voice(kind="licence")
    with pytest.raises(VoiceError, match="licence"):
        write_voice(replace(bare, licence=""), file)
    present = voice(kind="present")
    for consent in (
        replace(present.consent, phrase_sha256=""),
        replace(present.consent, phrase_similarity=0.74),
        replace(present.consent, phrase_sha256="z" * 64),
    ):
        with pytest.raises(VoiceError, match="phrase"):
            write_voice(replace(present, consent=consent), file)


def test_texts_cannot_command_a_terminal(path: Path) -> None:
    _set_record(path, source="a\x1b[2Jb\nc\u202ed")
    assert read_voice(path).source == "a [2Jb c d"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions_are_refused(path: Path, method: int) -> None:
    with zipfile.ZipFile(path, "a", method) as pack:
        pack.writestr("dsp.big.npy", bytes(90_000))
    _refused(path, "unusual")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.voice")
    _refused(tmp_path / "pipe.voice", "not a voice file")


def _text_file(path: Path) -> None:
    path.write_text("no archive", encoding="utf-8")


def _no_record(path: Path) -> None:
    _rewrite(path, lambda members: members.pop("voice.json"))


def _deep_record(path: Path) -> None:
    _rewrite(path, lambda members: members.update({"voice.json": b"[" * 90_000}))


def _list_record(path: Path) -> None:
    _rewrite(path, lambda members: members.update({"voice.json": b"[1]"}))


def _no_embedding(path: Path) -> None:
    _rewrite(path, lambda members: members.pop("embedding.npy"))


def _many_members(path: Path) -> None:
    _rewrite(path, lambda members: members.update({f"dsp.x{n}.npy": _npy(np.zeros(1, "<f4")) for n in range(50)}))


@pytest.mark.parametrize(
    "damage", [_text_file, Path.unlink, _no_record, _deep_record, _list_record, _no_embedding, _many_members]
)
def test_other_files_are_refused(path: Path, damage: Callable[[Path], None]) -> None:
    damage(path)
    _refused(path)


def test_a_folder_is_no_voice(tmp_path: Path) -> None:
    _refused(tmp_path)


def test_a_print_that_is_not_finite_is_never_written(tmp_path: Path) -> None:
    broken: Voice = voice()
    for changes in (
        {"log_f0_mean": float("nan")},
        {"ltas": np.full(80, np.nan, np.float32)},
        {"dsp": {"Bad Name": np.ones(1, np.float32)}},
    ):
        with pytest.raises(VoiceError):
            write_voice(replace(broken, print=replace(voice_print(), **changes)), tmp_path / "v.voice")
    assert not list(tmp_path.iterdir())
