"""Finding network files: order of folders, missing, altered, and no needless hashing."""

import hashlib
import json
import os
from pathlib import Path

import platformdirs
import pytest

from models import weights
from models.errors import ModelError

CONTENT = b"network"


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Point all three places at temporary folders."""
    monkeypatch.setenv("LIKENESS_MODELS", str(tmp_path / "own"))
    monkeypatch.setenv("LIKENESS_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *args, **kwargs: str(tmp_path / "user"))
    return {"own": tmp_path / "own", "home": tmp_path / "home/data/models", "user": tmp_path / "user/models"}


def _install(folder: Path, name: str = "face-detection", content: bytes = CONTENT) -> Path:
    folder.mkdir(parents=True)
    path = folder / weights.entries()[name].file
    path.write_bytes(content)
    weights.write_manifest(folder, {path.name: {"sha256": hashlib.sha256(CONTENT).hexdigest(), "bytes": len(CONTENT)}})
    return path


def test_folders_are_searched_in_order(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("user", "home", "own"):
        path = _install(folders[place])
        assert weights.find("face-detection") == path
    assert weights.models_dir() == folders["own"]
    monkeypatch.delenv("LIKENESS_MODELS")
    assert weights.models_dir() == folders["home"]
    monkeypatch.delenv("LIKENESS_HOME")
    assert weights.models_dir() == folders["user"]


def test_a_missing_file_tells_how_to_get_it(folders: dict[str, Path]) -> None:
    with pytest.raises(ModelError, match="bootstrap.py run fetches it") as caught:
        weights.find("face-landmarks")
    assert str(folders["user"]) in caught.value.message


def test_an_altered_file_is_refused_even_after_it_was_good(folders: dict[str, Path]) -> None:
    path = _install(folders["own"])
    weights.find("face-detection")
    path.write_bytes(CONTENT[::-1])
    with pytest.raises(ModelError, match="was altered"):
        weights.find("face-detection")


def test_a_file_without_a_manifest_is_refused(folders: dict[str, Path]) -> None:
    path = _install(folders["own"])
    (path.parent / weights.MANIFEST).write_text("{ broken")
    with pytest.raises(ModelError, match="not listed"):
        weights.find("face-detection")
    (path.parent / weights.MANIFEST).write_text(json.dumps(["not", "a", "table"]))
    with pytest.raises(ModelError, match="not listed"):
        weights.find("face-detection")


def test_a_verified_file_is_hashed_only_once(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = _install(folders["own"])
    calls: list[Path] = []
    real = weights.sha256

    def counted(p: Path) -> str:
        calls.append(p)
        return real(p)

    monkeypatch.setattr(weights, "sha256", counted)
    weights.find("face-detection")
    weights.find("face-detection")
    assert calls == [path]
    os.utime(path, ns=(1, 1))
    weights.find("face-detection")
    assert calls == [path, path]


def test_a_folder_that_cannot_be_written_still_serves(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _install(folders["own"])

    def refuse(*args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(weights, "write_manifest", refuse)
    assert weights.find("face-detection") == path


def test_a_thorough_check_believes_no_time_stamp(folders: dict[str, Path]) -> None:
    path = _install(folders["own"])
    weights.check(path)
    stamp = path.stat().st_mtime_ns
    path.write_bytes(CONTENT[::-1])
    os.utime(path, ns=(stamp, stamp))
    weights.check(path)
    with pytest.raises(ModelError, match="was altered; delete it, then ask again"):
        weights.check(path, "ask again", thorough=True)


def test_files_are_recorded_and_forgotten(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = _install(folders["own"]).with_name("other")
    path.write_bytes(CONTENT)
    row: dict[str, object] = {"sha256": hashlib.sha256(CONTENT).hexdigest(), "bytes": len(CONTENT), "name": "x"}
    weights.record(path, row)
    with monkeypatch.context() as patch:
        patch.setattr(weights, "sha256", lambda path: pytest.fail("its sum was just computed"))
        weights.check(path)
    assert weights.read_manifest(path.parent)["other"] == row
    weights.forget(path)
    weights.forget(path)
    assert list(weights.read_manifest(path.parent)) == [weights.entries()["face-detection"].file]


def test_every_network_has_a_licence_and_a_file_of_its_own() -> None:
    table = weights.entries()
    assert all(entry.licence == "Apache-2.0" and entry.size_bytes > 0 for entry in table.values())
    assert len({entry.file for entry in table.values()}) == len(table)
    with pytest.raises(KeyError):
        weights.find("no-such-network")
