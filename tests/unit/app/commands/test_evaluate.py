"""`likeness evaluate` on films made by the test."""

import argparse
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.commands import evaluate
from app.commands.evaluate_portrait import contact_sheet
from app.errors import AppError
from tests.support.face_film import face_film
from tests.support.films import needs_ffmpeg


def _run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    evaluate.add_parser(parser.add_subparsers())
    args = parser.parse_args(["evaluate", "portrait", *map(str, arguments)])
    return int(args.run(args))


@needs_ffmpeg
def test_films_are_scored_and_unusable_ones_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    films = tmp_path / "films"
    films.mkdir()
    face_film(films / "tilt.mp4", seconds=1.2, sound=False)
    (films / "broken.mp4").write_bytes(b"no film")
    assert _run(films, "--json", "--report", tmp_path / "report") == 0
    out, err = capsys.readouterr()
    table = json.loads(out.splitlines()[-1])
    row = table["bins"]["all"]
    assert 0 < row["akd_px"] < 1.5 < row["unmoved_akd_px"]
    assert row["ssim"] > row["unmoved_ssim"] and row["n"] >= 4
    assert "error" in table["clips"]["broken.mp4"] and "broken.mp4: left out" in err
    assert json.loads((tmp_path / "report" / "report.json").read_text(encoding="utf-8"))["bins"] == table["bins"]
    assert row["psnr_db"] > row["unmoved_psnr_db"] and row["ms_ssim"] > row["unmoved_ms_ssim"]
    assert table["cross"] is False and 0 < table["jitter_px"] < 2
    page = (tmp_path / "report" / "report.md").read_text(encoding="utf-8")
    assert "| ms_ssim |" in page and "| tilt.mp4 | tilt.mp4 |" in page and "own tracker" in page
    with Image.open(tmp_path / "report" / "tilt.png") as sheet:
        assert sheet.height == 512 and sheet.width > 512 and np.asarray(sheet).std() > 10


@needs_ffmpeg
def test_each_film_drives_the_next_films_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    films = tmp_path / "films"
    films.mkdir()
    face_film(films / "a.mp4", seconds=0.6, sound=False)
    with pytest.raises(AppError, match="two films"):
        _run(films, "--cross")
    face_film(films / "b.mp4", seconds=0.4, sound=False, size=320)
    (films / "c.mp4").write_bytes(b"no film")
    assert _run(films, "--cross", "--every", 3, "--json", "--report", tmp_path / "report") == 0
    table = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert table["cross"] is True and table["clips"]["a.mp4"]["source"] == "b.mp4"
    assert table["clips"]["b.mp4"]["source"] == "a.mp4" and "error" in table["clips"]["c.mp4"]
    row = table["bins"]["all"]
    assert row["missed"] == 0 and row["identity_look"] < 0.05  # it is the same person
    assert row["pose_deg"] < row["unmoved_pose_deg"]
    assert table["jitter_px"] > 0
    page = (tmp_path / "report" / "report.md").read_text(encoding="utf-8")
    rows = [line.count("|") for line in page.splitlines() if line.startswith("|")]
    assert rows == 8 * [len(table["bins"]) + 2] + 5 * [9]
    assert "| a.mp4 | b.mp4 |" in page and "identity_look" in page and "left out" in page and "psnr" not in page


def test_a_sheet_holds_pictures_of_several_shapes() -> None:
    portrait, driver = np.zeros((40, 30, 3), np.uint8), np.full((20, 60, 3), 99, np.uint8)
    sheet = contact_sheet(portrait, [(driver, portrait)])
    assert sheet.shape == (80, 60, 3)
    upper = sheet[:40, 30:]
    assert (upper[20] == 99).all() and (upper[10] == 255).all() and (sheet[40:, 30:] == 0).all()


def test_what_cannot_be_measured_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for arguments, word in (
        ([tmp_path / "none"], "no such folder"),
        ([tmp_path / "empty"], "no films"),
        ([tmp_path / "empty", "--engine", "abacus"], "landmark"),
        ([tmp_path / "empty", "--every", "0"], "--every"),
    ):
        with pytest.raises(AppError, match=word):
            _run(*arguments)
