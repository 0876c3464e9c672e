"""`likeness evaluate voice` on a small collection spoken by synthesisers."""

import argparse
import json
import wave
from pathlib import Path

import numpy as np
import pytest

from app.commands import evaluate, evaluate_voice
from app.errors import AppError
from models.errors import ModelError
from models.voice_engines import RATE_HZ
from tests.support.brief_fit import fit_briefly
from tests.support.spoken import SENTENCES, needs_flite, spoken

CHECKS = ["leak_dbfs", "latency_ms", "stated_latency_ms", "look_ahead_ms", "delay_ms"]
CHECKS += ["rtf_p50", "rtf_p99", "threads", "busy_cores"]
HEADER = "file,corpus,speaker_id,gender,split,duration_s"


def _run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    evaluate.add_parser(parser.add_subparsers())
    args = parser.parse_args(["evaluate", "voice", *map(str, arguments)])
    return int(args.run(args))


def _write(path: Path, voice: str, sentences: tuple[str, ...]) -> float:
    sound = np.concatenate([spoken(voice, text) for text in sentences])
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.round(sound * 32767).astype("<i2").tobytes())
    return len(sound) / RATE_HZ


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A man who reads long, and a man and a woman with a handful of sentences each."""
    folder = tmp_path / "speech"
    folder.mkdir()
    rows = [f"reader.wav,books,reader,M,valid,{_write(folder / 'reader.wav', 'kal16', SENTENCES[:2])}"]
    for voice, gender in (("rms", "M"), ("slt", "F")):
        for number, text in enumerate(SENTENCES):
            name = f"{voice}{number}.wav"
            rows.append(f"{name},talk,{voice},{gender},valid,{_write(folder / name, voice, (text,))}")
    (folder / "MANIFEST.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recognising words and fitting well take longer than all the rest, and are tested by themselves."""
    monkeypatch.setattr("models.evaluate.voice_phones.create_recogniser", lambda: None)
    fit_briefly(monkeypatch)


@needs_flite
def test_every_pair_is_scored_and_reported(
    collection: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report"
    assert _run(collection, "--split", "valid", "--pairs", 2, "--json", "--report", report) == 0
    out, err = capsys.readouterr()
    table = json.loads(out.splitlines()[-1])
    assert err.count("phone and word errors are left out") == 1 and err.count("the second verifier is left out") == 1
    assert (table["engine"], table["split"], table["left_out"]) == ("dsp", "valid", {})
    assert {name: group["n"] for name, group in table["groups"].items()} == {"all": 2, "same_sex": 1, "cross_sex": 1}
    row = table["groups"]["all"]
    assert row["restarts_equal"] == 1.0 and row["faults"] == 0
    assert row["similarity_after"] > row["similarity_before"]
    rows = json.loads((report / "report.json").read_text(encoding="utf-8"))["pairs"]
    assert {(pair["source"], pair["target"]) for pair in rows} == {("reader", "rms"), ("reader", "slt")}
    after = np.mean([pair["similarity_after"] for pair in rows])
    assert row["similarity_after"] == pytest.approx(after, abs=1e-4)
    lines = {line["name"]: line for line in table["acceptance"]}
    assert lines["similarity"]["value"] == row["similarity_after"] and lines["similarity"]["floor"] == 0.72
    assert lines["mixture_verifier"]["verdict"] == lines["margin"]["verdict"] == "not measured"
    assert lines["stoi"]["value"] == table["copies"]["stoi"] > 0.5 and table["copies"]["n"] == 1
    assert table["checks"]["stated_latency_ms"] == table["latency_ms"] <= lines["latency_ms"]["value"]
    assert 0 < lines["rtf_p50"]["value"] <= lines["rtf_p99"]["value"] and lines["leak_dbfs"]["value"] < -45
    assert table["against"] is None and table["published"]["seed-vc"]["similarity"] == 0.8676


@needs_flite
def test_a_pair_that_cannot_be_read_is_named(
    collection: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluate_voice, "_checks", lambda *_: dict.fromkeys(CHECKS, 0.1))  # measured by the one above
    (collection / "slt0.wav").write_bytes(b"no sound")
    assert _run(collection, "--split", "valid", "--pairs", 2, "--against", "dsp") == 0
    out, err = capsys.readouterr()
    assert "reader to slt: left out" in err and "slt0.wav" in err
    assert "similarity after" in out and "same_sex" in out and "cross_sex" not in out
    assert "0.720" in out and "missed" in out and "Seed-VC" in out and "dsp less dsp" in out
    (collection / "reader.wav").unlink()
    with pytest.raises(AppError, match="not one pair"):
        _run(collection, "--split", "valid", "--pairs", 2)


def test_what_cannot_be_measured_is_one_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "speech"
    folder.mkdir()
    for arguments, word in (
        ([tmp_path / "none"], "no such folder"),
        ([folder], "MANIFEST.csv: cannot be read"),
        ([folder, "--engine", "abacus"], "dsp"),
        ([folder, "--against", "abacus"], "abacus"),
        ([folder, "--split", "banana"], "valid"),
        ([folder, "--pairs", "0"], "--pairs 0"),
    ):
        with pytest.raises(AppError, match=word):
            _run(*arguments)
    (folder / "MANIFEST.csv").write_bytes(b"\xff\xfe\x00x")
    with pytest.raises(AppError, match="UTF-8"):
        _run(folder)
    (folder / "MANIFEST.csv").write_text(HEADER, encoding="utf-8")
    with pytest.raises(ModelError, match="no speakers"):
        _run(folder)
