"""`likeness evaluate` on films made by the test."""

import argparse
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.commands import evaluate
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
    with Image.open(tmp_path / "report" / "tilt.png") as sheet:
        assert sheet.height == 512 and sheet.width > 512 and np.asarray(sheet).std() > 10


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
