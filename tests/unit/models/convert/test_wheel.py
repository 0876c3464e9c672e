"""Installing networks from a wheel: wrong files are one clear error and leave nothing behind."""

import hashlib
import zipfile
from pathlib import Path

import numpy as np
import pytest

from models import weights
from models.convert import wheel
from models.convert.__main__ import main
from models.errors import ModelError
from tests.support.tiny_tflite import TinyNet

FACES, VOICES = wheel.SOURCES


def _tiny() -> bytes:
    net = TinyNet()
    source = net.tensor(1, 4)
    return net.encode([source], [net.operation("LOGISTIC", [source], (1, 4))])


def _wheel(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> weights.Entry:
    """Make a tiny net the only one that is wanted."""
    content = _tiny()
    digest = hashlib.sha256(content).hexdigest()
    entry = weights.Entry("tiny", FACES.distribution, "mediapipe/tiny.tflite", digest, len(content), "CC0-1.0")
    for module in (weights, wheel):
        monkeypatch.setattr(module, "entries", lambda: {"tiny": entry})
    monkeypatch.setattr("models.convert.selftest._INPUT_SIDE", {"tiny": 0})
    return entry


def _good_members(entry: weights.Entry) -> dict[str, bytes]:
    return {entry.member: _tiny(), FACES.licence_member: b"Apache License"}


def test_a_good_wheel_is_installed_and_found(
    entry: weights.Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheel, "check_network", lambda name, path: None)
    monkeypatch.setenv("LIKENESS_MODELS", str(tmp_path / "models"))
    lines: list[str] = []
    wheel.install(_wheel(tmp_path / "m.whl", _good_members(entry)), tmp_path / "models", lines.append)
    assert weights.find("tiny") == tmp_path / "models" / entry.file
    assert (tmp_path / "models" / FACES.licence_file).read_bytes() == b"Apache License"
    assert len(lines) == 1 and "tiny" in lines[0]


def test_a_wrong_digest_names_the_file(entry: weights.Entry, tmp_path: Path) -> None:
    members = _good_members(entry) | {entry.member: _tiny() + b"\0"}
    with pytest.raises(ModelError, match=r"tiny\.tflite in m\.whl has the wrong SHA-256"):
        wheel.install(_wheel(tmp_path / "m.whl", members), tmp_path / "models", lambda line: None)
    assert not (tmp_path / "models").exists()


def test_a_cut_or_foreign_or_missing_wheel_is_one_error(
    entry: weights.Entry, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = _wheel(tmp_path / "whole.whl", _good_members(entry))
    (tmp_path / "cut.whl").write_bytes(whole.read_bytes()[:-100])
    _wheel(tmp_path / "foreign.whl", {"numpy/__init__.py": b""})
    for name, word in (("cut.whl", "not complete"), ("foreign.whl", "is not the wheel"), ("none.whl", "no file")):
        assert main([str(tmp_path / name)]) == 1
        message = capsys.readouterr().err
        assert word in message and "pip download" in message and message.count("\n") == 1


def test_a_network_that_fails_its_test_is_not_installed(
    entry: weights.Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str, path: Path) -> None:
        assert np.frombuffer(path.read_bytes(), np.uint8).size > 0
        raise ModelError("wrong numbers", "report this")

    monkeypatch.setattr(wheel, "check_network", fail)
    with pytest.raises(ModelError, match="wrong numbers"):
        wheel.install(_wheel(tmp_path / "m.whl", _good_members(entry)), tmp_path / "models", lambda line: None)
    assert list((tmp_path / "models").iterdir()) == []


def test_the_speaker_encoder_comes_from_a_wheel_of_its_own(
    entry: weights.Entry, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wheel is known by its licence; what it lacks, and what was altered, is named with the right remedy."""
    encoder = _wheel(tmp_path / "r.whl", {VOICES.licence_member: b"Apache License", "resemblyzer/pretrained.pt": b"x"})
    real = weights.Entry("speaker-encoder", VOICES.distribution, "resemblyzer/pretrained.pt", "0" * 64, 1, "Apache-2.0")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wheel, "entries", lambda: {"speaker-encoder": real})
        assert main([str(encoder)]) == 1
    message = capsys.readouterr().err
    assert "pretrained.pt in r.whl has the wrong SHA-256" in message and "Resemblyzer==0.1.4" in message
    _wheel(tmp_path / "old.whl", {FACES.licence_member: b"Apache License"})
    assert main([str(tmp_path / "old.whl")]) == 1
    assert "old.whl is not the wheel mediapipe==0.10.21" in capsys.readouterr().err


def test_missing_lists_the_packages_to_fetch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--missing"]) == 0 and capsys.readouterr().out.split() == []
    monkeypatch.setattr(weights, "search_dirs", lambda: [tmp_path])
    assert main(["--missing"]) == 0
    assert capsys.readouterr().out.split() == sorted(source.distribution for source in wheel.SOURCES)


def test_check_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(weights, "search_dirs", lambda: [tmp_path])
    assert main(["--check"]) == 1
    assert "face-detection" in (message := capsys.readouterr().err) and "bootstrap.py" in message
