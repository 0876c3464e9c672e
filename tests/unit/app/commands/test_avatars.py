"""`likeness avatars`: the life of an avatar on the command line, and what is said when something is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.commands import dispatch
from tests.support.faces import grace_hopper

_TEXTS = ("--licence", "own photo", "--source", "me", "--consent-statement", "It is me.")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    Image.fromarray(grace_hopper()).save(path, quality=95)
    return path


def _json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:  # noqa: ANN401 - JSON
    capsys.readouterr()
    assert dispatch(["avatars", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out.splitlines()[-1])


def test_an_avatar_lives_through_all_actions(photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added = _json(capsys, "add", photo, "--name", "Me", *_TEXTS)
    assert (added["id"], added["name"], added["bundled"], added["consent"]) == ("me", "Me", False, "It is me.")
    assert added["face_quality"] > 80
    shown = _json(capsys, "show", "me")
    assert (shown["width"], shown["height"], shown["advice"]) == (512, 600, added["advice"])
    assert _json(capsys, "rename", "me", "Myself")["name"] == "Myself"
    assert _json(capsys, "rename", "Myself", "Me")["id"] == "me"
    packed = _json(capsys, "export", "me", "-o", tmp_path)
    assert Path(packed["output"]) == tmp_path / "me.avatar"
    _json(capsys, "remove", "me")
    assert "me" not in {row["id"] for row in _json(capsys, "list")["avatars"]}
    assert _json(capsys, "import", tmp_path / "me.avatar")["id"] == "me"
    _json(capsys, "remove", "me")
    assert _json(capsys, "restore", "me")["path"] == added["path"]


def test_the_list_names_every_bundled_avatar(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["avatars", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(_json(capsys, "list")["avatars"]) >= 5
    assert any(line.startswith("grace-hopper") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("show", "nobodyy"), "no such avatar"),
        (("remove", "grace-hopper"), "belongs to the program"),
        (("restore", "nobody"), "not among the removed"),
        (("import", "away.avatar"), "no such file"),
        (("add", "away.png", "--name", "Me", *_TEXTS), "no such file"),
    ],
)
def test_failures_are_one_line_with_a_remedy(
    arguments: tuple[str, ...], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatch(["avatars", *arguments]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert word in said.err
    assert len(said.err.splitlines()) == 1
    assert ";" in said.err
