"""The first-order engine in the program: a small network of random weights, so pictures mean nothing, all else does."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.session import Session
from app.settings import Settings
from models.portrait.fomm.checkpoint import save_checkpoint
from models.portrait.fomm.config import REDUCED_64
from models.weights import entries, find
from tests.support.face_film import face_film
from tests.support.ffprobe import streams
from tests.support.fomm import reduced_networks
from tests.support.likeness import likeness, refused

SMALL = Settings(camera="synthetic", width=128, height=128, engine="fomm", device="cpu")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A models folder of our own: what is converted for the engine is kept beside its weights."""
    folder = tmp_path_factory.mktemp("models")
    nets = [find(name) for name in entries()]
    for source in {net.parent for net in nets}:
        shutil.copy(source / "manifest.json", folder)
    for net in nets:
        shutil.copy(net, folder)
    (folder / "fomm").mkdir()
    names = ("kp_detector", "generator")
    states = {name: dict(net.state_dict()) for name, net in zip(names, reduced_networks(), strict=True)}
    save_checkpoint(folder / "fomm" / "small.safetensors", REDUCED_64, states, {})
    return folder


@pytest.fixture(autouse=True)
def _with_weights(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIKENESS_FOMM", raising=False)
    monkeypatch.setenv("LIKENESS_MODELS", str(models))


def _until(condition: Callable[[], bool], limit_s: float = 60.0) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def session() -> Iterator[Session]:
    session = Session(SMALL)
    session.start()
    _until(lambda: session.status().state != "starting")
    assert session.status().error is None
    _until(lambda: session.status().face)
    yield session
    assert session.stop() == []


def test_a_session_says_where_it_runs_and_calibrates_on_request(session: Session) -> None:
    status = session.status()
    assert (status.engine, status.device) == ("fomm", "cpu")
    assert "ms a frame" in status.runs_on and not status.refused and status.failed_switches == 0
    frames = status.frames_out
    session.calibrate()
    _until(lambda: session.status().frames_out > frames + 5)
    assert session.status().state == "running" and not session.status().refused
    preview = session.preview
    _until(lambda: (frame := preview.poll()) is not None and frame.image.shape == (128, 128, 3))


def test_a_device_that_cannot_be_had_leaves_the_engine_that_runs_and_says_why(session: Session) -> None:
    session.apply(replace(SMALL, device="mps"))  # no test machine of ours has one
    _until(lambda: session.status().failed_switches == 1)
    status = session.status()
    assert "mps" in status.notices[-1] and "Apple" in status.notices[-1]
    assert (status.state, status.engine, status.device) == ("running", "fomm", "cpu")
    session.apply(replace(SMALL, device="mps", strength=0.5))  # not tried again for another wish
    session.apply(replace(SMALL, strength=0.5))  # what runs is not made again
    session.apply(replace(SMALL, engine="landmark"))
    _until(lambda: session.status().engine == "landmark")
    assert session.status().failed_switches == 1 and session.status().runs_on == ""
    session.apply(SMALL)
    _until(lambda: session.status().engine == "fomm")
    assert "ms a frame" in session.status().runs_on


def test_live_records_with_it_and_ends_cleanly(tmp_path: Path) -> None:
    film = tmp_path / "live.mp4"
    options = ("--engine", "fomm", "--device", "cpu", "--size", "128x128", "--virtual-camera", "none")
    done = likeness(
        "live", "--headless", *options, "--camera", "synthetic", "--duration", 2, "--record", film, "--json"
    )
    assert done.status == 0, done.err
    report = done.json
    assert report["engine"] == "fomm" and report["device"] == "cpu" and report["frames_out"] > 5
    assert report["runs_on"] and report["runs_on"] in done.err
    made = streams(film)["video"]
    assert (made.width, made.height) == (128, 128) and made.frames > 5


def test_a_film_is_rendered_with_it_losing_no_frame(tmp_path: Path) -> None:
    film = face_film(tmp_path / "talk.mp4", seconds=0.6, sound=False)
    out = tmp_path / "out.mp4"
    done = likeness("render", film, "-o", out, "--engine", "fomm", "--size", "128x128", "--json")
    assert done.status == 0, done.err
    assert done.json["engine"] == "fomm" and done.json["frames_out"] == done.json["frames_in"] == 15
    assert "ms a frame" in done.json["runs_on"] and "fomm" in done.err  # the automatic choice is told
    assert streams(out)["video"].frames == 15


def test_what_cannot_be_had_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    live = ("live", "--headless", "--camera", "synthetic", "--duration", 1)
    refused(capfd, *live, "--engine", "fomm", "--device", "mps").fails_in_one_line("mps", "Apple")
    monkeypatch.setenv("LIKENESS_FOMM", str(tmp_path / "none.pth.tar"))
    refused(capfd, *live, "--engine", "fomm").fails_in_one_line("none.pth.tar")
    refused(capfd, *live, "--engine", "sketch").fails_in_one_line("sketch", "fomm")
    assert refused(capfd, *live, "--device", "tpu").status == 2
