"""`likeness models`: what is printed, asked and returned."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from app.commands import dispatch
from tests.support.weight_supply import checkpoint, private_folder, publish, variant_of

_KEYS = {"name", "state", "licence", "bytes", "sha256"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "origin").write_bytes(checkpoint())
    variant = variant_of(checkpoint(), (tmp_path / "origin").as_uri())
    publish(tmp_path / "list.toml", monkeypatch, vox_cpk=[variant])
    return private_folder(tmp_path, monkeypatch)


def _json(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> Any:  # noqa: ANN401 - JSON
    capsys.readouterr()
    assert dispatch(["models", *arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out.splitlines()[-1])


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_weights_live_through_all_actions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["name"]: row for row in _json(capsys, "list")["models"]}
    assert set(rows) == {"face-detection", "face-landmarks", "selfie-segmentation", "speaker-encoder", "vox-cpk"}
    assert all(set(row) >= _KEYS for row in rows.values())
    assert {row["state"] for row in rows.values()} == {"missing"}
    assert rows["vox-cpk"]["bytes"] == len(checkpoint())

    done = _json(capsys, "install", "vox-cpk", "--yes")
    assert done["state"] == "installed" and done["sha256"] == rows["vox-cpk"]["sha256"] and done["licence"] == "L"
    assert Path(done["path"]).read_bytes() == checkpoint()
    assert _json(capsys, "verify", "vox-cpk")["models"] == [done]
    _json(capsys, "remove", "vox-cpk", "--yes")
    assert _json(capsys, "import", str(folder.parents[1] / "origin"), "--as", "vox-cpk") == done

    Path(done["path"]).write_bytes(checkpoint()[::-1])
    assert _json(capsys, "verify", "vox-cpk", status=1)["models"][0]["state"] == "altered"
    assert dispatch(["models", "verify", "vox-cpk"]) == 1
    said = capsys.readouterr()
    assert said.out.split() == ["vox-cpk", "altered"]
    assert said.err.count("\n") == 1 and "; delete it, then get it by" in said.err


def test_the_list_says_what_can_be_done(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["models", "list"]) == 0
    said = capsys.readouterr()
    assert any(line.split()[:2] == ["vox-cpk", "missing"] for line in said.out.splitlines())
    assert "likeness models install vox-cpk" in said.err


@pytest.mark.parametrize(("answer", "agreed"), [("y\n", True), ("Yes\n", True), ("\n", False), ("no\n", False)])
def test_nothing_is_fetched_before_the_licence_was_accepted(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: str, agreed: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal(answer))
    assert dispatch(["models", "install", "vox-cpk"]) == int(not agreed)
    said = capsys.readouterr().err
    assert "licence: L" in said and "[y/N]" in said
    assert ("not confirmed" in said) is not agreed
    assert (folder / "vox-cpk.pth.tar").exists() is agreed
    if agreed:
        assert dispatch(["models", "remove", "vox-cpk"]) == 1  # the answers are used up
        assert (folder / "vox-cpk.pth.tar").exists()


def test_without_a_terminal_yes_has_to_be_said(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert dispatch(["models", "install", "vox-cpk"]) == 1
    assert "say --yes" in capsys.readouterr().err and not folder.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("install", "vox"), "use one of vox-cpk"),
        (("install", "face-detection"), "comes with set-up"),
        (("install", "vox-cpk", "--yes", "--from", "vox.tar"), "is no address"),
        (("import", "away.tar", "--as", "vox-cpk"), "is missing"),
        (("verify", "vox"), "use one of face-detection"),
        (("verify", "vox-cpk"), "vox-cpk is missing; get it by"),
        (("verify",), "bootstrap.py run fetches it"),
        (("remove", "vox-cpk", "--yes"), "not installed"),
        (("remove", "face-detection", "--yes"), "cannot run without face-detection; say --force"),
        (("remove", "face-detection", "--yes", "--force"), "not installed"),
    ],
)
def test_failures_name_the_thing_and_the_remedy(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert dispatch(["models", *arguments]) == 1
    said = capsys.readouterr().err.splitlines()
    assert words in said[-1] and ";" in said[-1]
    assert all(line.startswith(("likeness: ", "vox-cpk: ", "Nobody")) for line in said)
