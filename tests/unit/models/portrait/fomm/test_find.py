"""Where weights are looked for."""

from pathlib import Path

import pytest

from models.errors import ModelError
from models.portrait.fomm.find import find_checkpoint
from models.weights import record, sha256


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("LIKENESS_FOMM", raising=False)
    monkeypatch.setenv("LIKENESS_MODELS", str(tmp_path))
    made = tmp_path / "fomm"
    made.mkdir()
    return made


def test_without_weights_the_user_is_told_where_they_belong(folder: Path) -> None:
    with pytest.raises(ModelError) as caught:
        find_checkpoint()
    assert str(folder) in caught.value.message and str(folder) in caught.value.advice


def test_our_own_files_come_first(folder: Path) -> None:
    for name in ("vox-cpk.pth.tar", "notes.txt", "b.safetensors", "a.pth"):
        (folder / name).write_bytes(b"x")
    assert find_checkpoint() == folder / "b.safetensors"
    (folder / "b.safetensors").unlink()
    assert find_checkpoint() == folder / "vox-cpk.pth.tar"


def test_the_variable_counts_more(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.pth").write_bytes(b"x")
    monkeypatch.setenv("LIKENESS_FOMM", str(folder / "mine.pth.tar"))
    assert find_checkpoint() == folder / "mine.pth.tar"


def test_an_altered_file_of_our_keeping_is_refused(folder: Path) -> None:
    path = folder / "vox-cpk.pth.tar"
    path.write_bytes(b"x")
    record(path, {"sha256": sha256(path), "bytes": 1})
    assert find_checkpoint() == path
    path.write_bytes(b"xy")
    with pytest.raises(ModelError, match="was altered; delete it, then .*likeness models list"):
        find_checkpoint()
