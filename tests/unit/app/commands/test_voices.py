"""`likeness voices`: the life of a voice on the command line, and what is said when something is wrong."""

import json
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.commands import dispatch
from app.paths import demo_film
from app.voice import load_speaker
from tests.support.likeness import likeness
from tests.support.spoken import SENTENCES, needs_flite, spoken

_STATEMENT = ("--consent-statement", "It is a synthesiser's.")


def _recording(path: Path, voice: str, sentences: tuple[str, ...] = SENTENCES) -> Path:
    sound = np.concatenate([spoken(voice, sentence) for sentence in sentences])
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    return path


@pytest.fixture
def rms(tmp_path: Path) -> Path:
    return _recording(tmp_path / "rms.wav", "rms")


def _json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:  # noqa: ANN401 - JSON
    capsys.readouterr()
    status = dispatch(["voices", *map(str, arguments), "--json"])
    said = capsys.readouterr()
    assert status == 0, said.err
    return json.loads(said.out.splitlines()[-1])


def _fails(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    capsys.readouterr()
    assert dispatch(["voices", *map(str, arguments)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert ";" in said.err
    return said.err


@needs_flite
def test_a_voice_lives_through_all_actions(rms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added = _json(capsys, "add", rms, "--name", "Rémi", "--kind", "synthetic", *_STATEMENT)
    assert (added["id"], added["name"], added["bundled"]) == ("remi", "Rémi", False)
    assert (added["consent_kind"], added["grade"]) == ("synthetic", "good")
    assert added["speech_s"] > 10
    assert added["self_consistency"] > 0.85
    assert added["f0_median_hz"] == pytest.approx(102, abs=8)
    scores = {
        name: _json(capsys, "score", file, "--voice", "remi")
        for name, file in (("same", rms), ("other", _recording(tmp_path / "slt.wav", "slt")))
    }
    assert scores["same"]["similarity"] == pytest.approx(1.0, abs=0.01)
    assert scores["same"]["score"] == 100
    assert scores["other"]["similarity"] < 0.75
    assert scores["other"]["score"] < 50
    mixed = _json(capsys, "mix", "remi", "clara", "--ratio", "0.3", "--name", "Between")
    assert mixed["similarity"][0] > mixed["similarity"][1]
    assert added["f0_median_hz"] < mixed["f0_median_hz"] < 195
    assert _json(capsys, "rename", "between", "--name", "Betty")["id"] == "between"
    packed = _json(capsys, "export", "Betty", "-o", tmp_path)
    _json(capsys, "remove", "betty")
    assert "between" not in {row["id"] for row in _json(capsys, "list")["voices"]}
    assert _json(capsys, "import", packed["output"])["id"] == "betty"
    assert _json(capsys, "restore", "between")["name"] == "Betty"
    assert _json(capsys, "show", packed["output"])["consent"] == mixed["consent"]


def test_the_bundled_voices_can_be_shipped_and_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["voices", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = _json(capsys, "list")["voices"]
    assert len(lines) == len(rows) >= 8
    assert rows[0]["name"] == "Angus"  # by name
    for row in rows:
        assert row["bundled"]
        assert row["consent_kind"] == "synthetic"
        assert row["licence"]
        assert row["source"]
        assert row["speech_s"] >= 30
        assert row["self_consistency"] > 0.85
        assert Path(row["path"]).stat().st_size < 20_000
    pitches = [row["f0_median_hz"] for row in rows]
    assert min(pitches) < 95
    assert max(pitches) > 220
    assert sum(pitch > 145 for pitch in pitches) >= 4
    assert sum(pitch < 130 for pitch in pitches) >= 4


@needs_flite
def test_another_person_speaks_the_phrase(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rms = _recording(tmp_path / "rms.wav", "rms", SENTENCES[:1])
    add = ("add", rms, "--name", "Friend", "--kind", "present", "--consent-statement", "He sits beside me and agrees.")
    assert "no phrase waits" in _fails(capsys, *add)
    offered = _json(capsys, "phrase")
    assert len(offered["phrase"]) == 6
    assert "--phrase-file" in _fails(capsys, *add)
    words = " ".join(offered["phrase"])
    other = _recording(tmp_path / "other.wav", "slt", (words,))
    assert "somebody else" in _fails(capsys, *add, "--phrase-file", other)
    assert "same recording" in _fails(capsys, *add, "--phrase-file", rms)
    own = _recording(tmp_path / "own.wav", "rms", (words,))
    added = _json(capsys, *add, "--phrase-file", own)
    assert added["consent_kind"] == "present"
    assert added["phrase_similarity"] >= 0.75
    assert "no phrase waits" in _fails(capsys, *add, "--phrase-file", own)  # it counts once


@needs_flite
def test_the_own_voice_is_measured_and_forgotten(rms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = _json(capsys, "calibrate", rms)
    speaker = load_speaker()
    assert speaker is not None
    assert row["f0_low_hz"] < np.exp(speaker.log_f0_mean) < row["f0_high_hz"]
    assert _json(capsys, "calibrate", "--forget") == {"forgotten": True}
    assert load_speaker() is None


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("show", "clarra"), "did you mean 'Clara'"),
        (("remove", "clara"), "belongs to the program"),
        (("rename", "clara", "--name", "X"), "belongs to the program"),
        (("restore", "nobody"), "not among the removed"),
        (("import", "away.voice"), "no such file"),
        (("add", "away.wav", "--name", "Me", *_STATEMENT), "away.wav does not exist"),
        (("add", "away.wav", "--name", "Me", "--consent-statement", " "), "consent statement is empty"),
        (("add", "away.wav", "--name", "Me", "--kind", "licence", *_STATEMENT), "--licence"),
        (("score", "away.wav", "--voice", "clara"), "does not exist"),
        (("score", "away.wav", "--voice", "nobody"), "no such voice"),
        (("mix", "clara", "ruth", "--ratio", "1.5", "--name", "X"), "ratio"),
        (("calibrate",), "either a FILE or --microphone"),
        (("calibrate", "--microphone", "", "--seconds", "0"), "0 s cannot"),
    ],
)
def test_failures_are_one_line_with_a_remedy(
    arguments: tuple[str, ...], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert word in _fails(capsys, *arguments)


@needs_flite
def test_as_a_user_starts_it(tmp_path: Path) -> None:
    home = ("--home", tmp_path / "home")
    add = ("add", demo_film(), "--name", "Demo", "--kind", "licence", "--licence", "Apache-2.0", *_STATEMENT)
    added = likeness(*home, "voices", *add)
    assert added.status == 0, added.err
    assert added.out.startswith("demo: added")
    score = likeness(*home, "voices", "score", demo_film(), "--voice", "demo", "--json").json
    assert score["score"] == 100
    bad = tmp_path / "bad.voice"
    bad.write_bytes(b"nothing")
    likeness(*home, "voices", "import", bad).fails_in_one_line("bad.voice", "not a voice file")
    likeness(*home, "voices", "add", bad, "--name", "X", *_STATEMENT).fails_in_one_line("bad.voice", "import")
