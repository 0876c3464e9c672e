"""Weights from a server to the engine, by the program as a user runs it, over a line that breaks."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands import dispatch
from models.engines import create_portrait_engine
from models.weights import MANIFEST, entries, find
from tests.support.faces import grace_hopper
from tests.support.file_server import FileServer, Route, file_server
from tests.support.likeness import ROOT, command, likeness
from tests.support.weight_supply import checkpoint, private_folder, publish, variant_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of added weights, beside copies of the networks from set-up."""
    networks = [find(name) for name in entries()]
    folder = private_folder(tmp_path, monkeypatch)
    folder.parent.mkdir()
    for path in [*networks, networks[0].with_name(MANIFEST)]:
        shutil.copy2(path, folder.parent)
    return folder


@pytest.fixture
def server() -> Iterator[FileServer]:
    with file_server() as running:
        yield running


def test_fetched_weights_are_what_the_engine_runs(
    server: FileServer,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server.routes["/x"] = Route(checkpoint(), cuts=deque([50_000]))
    server.routes["/moved"] = Route(status=302, location=server.url("/x"))
    publish(tmp_path / "list.toml", monkeypatch, vox_cpk=[variant_of(checkpoint(), server.url("/moved"))])
    assert dispatch(["models", "install", "vox-cpk", "--yes", "--json"]) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (row["state"], row["bytes"]) == ("installed", len(checkpoint()))
    assert server.starts("/x") == [0, 50_000]
    engine = create_portrait_engine("fomm")
    engine.set_portrait(grace_hopper(), (160, 192))
    assert engine.still().image.shape == (192, 160, 3)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_an_interrupted_download_goes_on_at_the_same_byte(server: FileServer, folder: Path) -> None:
    """The listed sets are of the full size: this file is refused in the end, but not before the last byte."""
    server.routes["/x"] = Route(checkpoint(), piece=20_000, pause_s=0.1)
    arguments = ("models", "install", "vox-cpk", "--yes", "--from", server.url("/x"))
    with subprocess.Popen(command(*arguments), cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        part = folder / "vox-cpk.pth.tar.given.part"
        until_s = time.monotonic() + 30
        while not (part.exists() and part.stat().st_size > 50_000) and time.monotonic() < until_s:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()
        assert process.wait(30) == 130
    assert said.endswith("likeness: interrupted\n") and "Traceback" not in said
    have = part.stat().st_size
    assert part.read_bytes() == checkpoint()[:have]
    rows = {row["name"]: row for row in likeness("models", "list", "--json").json["models"]}
    assert rows["vox-cpk"]["begun_bytes"] == have and rows["vox-cpk"]["state"] == "missing"

    server.routes["/x"].pause_s = 0
    done = likeness(*arguments)
    assert done.status == 1
    assert "holds weights of 'reduced-64', not of 'vox-256'" in done.err.splitlines()[-1]
    assert server.starts("/x") == [0, have]
    assert not part.exists() and not (folder / "vox-cpk.pth.tar").exists()


def test_the_list_loads_no_torch(folder: Path) -> None:
    """Only looking into a file needs it."""
    code = (
        "from app.commands import dispatch; dispatch(['models', 'list']); import sys; sys.exit('torch' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, timeout=60)
