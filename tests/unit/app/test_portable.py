"""Portable mode: everything beside the program, once it was asked for."""

import os
from pathlib import Path

import pytest

from app.errors import SettingsError
from app.paths import config_dir
from app.portable import FOLDER, choose_home, portable_home


def test_it_is_asked_for_once_and_used_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.environ["LIKENESS_HOME"]
    choose_home(None, portable=False, program=tmp_path)
    assert os.environ["LIKENESS_HOME"] == before
    choose_home(None, portable=True, program=tmp_path)
    assert config_dir() == tmp_path / FOLDER / "config"
    monkeypatch.delenv("LIKENESS_HOME")
    choose_home(None, portable=False, program=tmp_path)
    assert os.environ["LIKENESS_HOME"] == str(tmp_path / FOLDER)
    choose_home(str(tmp_path / "own"), portable=True, program=tmp_path)
    assert config_dir() == tmp_path / "own" / "config"
    assert portable_home().name == FOLDER


def test_a_program_in_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_bytes(b"a file, in which no folder can be made")
    with pytest.raises(SettingsError, match="copy the program elsewhere"):
        choose_home(None, portable=True, program=program)
