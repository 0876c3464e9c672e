"""Who looks at the virtual camera while a performance starts sees a quiet picture, not black."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.errors import AvatarError
from app.live import picture_lane
from app.portrayal import make_engine
from app.session import Session
from app.settings import Settings
from app.sinks.camera_link import close_virtual_cameras
from app.sinks.slate import make_slate
from tests.benchmark.soak.device.pyvirtualcam import COLUMNS, ROWS, shrunk

DEVICE = Path(__file__).resolve().parents[1] / "benchmark" / "soak" / "device"
LOADING_S = 4.0
SMALL = Settings(camera="synthetic", width=320, height=180, microphone="none", virtual_camera="/dev/video-noted")


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the stand-in for the camera notes its pictures."""
    path = tmp_path / "noted"
    monkeypatch.setenv("PYTHONPATH", str(DEVICE))
    monkeypatch.setenv("LIKENESS_TEST_DEVICE", str(path))
    return path


def _pictures(noted: Path) -> NDArray[np.uint8]:
    row = 8 + ROWS * COLUMNS
    data = noted.read_bytes() if noted.exists() else b""
    return np.frombuffer(data[: len(data) // row * row], np.uint8).reshape(-1, row)[:, 8:].reshape(-1, ROWS, COLUMNS)


def _is(picture: NDArray[np.uint8], words: str) -> bool:
    return bool(np.abs(shrunk(make_slate((320, 180), words)).astype(int) - picture).max() <= 2)


def _wait(session: Session) -> None:
    deadline_s = time.monotonic() + 60.0
    while session.status().state == "starting":
        assert time.monotonic() < deadline_s
        time.sleep(0.01)


def test_the_camera_shows_a_quiet_picture_until_the_portrait_comes(
    noted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    during: list[NDArray[np.uint8]] = []

    def slow(settings: Settings) -> Any:  # noqa: ANN401 - an engine
        time.sleep(LOADING_S)
        during.append(_pictures(noted))
        return make_engine(settings)

    monkeypatch.setattr(picture_lane, "make_engine", slow)
    session = Session(SMALL)
    session.start()
    try:
        _wait(session)
        assert len(during[0]) > 3 and all(_is(picture, "Starting") for picture in during[0])
        deadline_s = time.monotonic() + 30.0
        while _is(_pictures(noted)[-1], "Starting"):
            assert time.monotonic() < deadline_s
            time.sleep(0.02)
        assert session.status().virtual_camera.startswith("on")
    finally:
        assert session.stop() == []
        close_virtual_cameras()


def test_a_start_that_fails_does_not_say_for_ever_that_it_starts(noted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(settings: Settings) -> Any:  # noqa: ANN401 - never returns
        raise AvatarError(f"{settings.avatar} is not there", "choose another one")

    monkeypatch.setattr(picture_lane, "make_engine", fail)
    session = Session(replace(SMALL, avatar="nobody"))
    session.start()
    try:
        _wait(session)
        assert session.status().error == "nobody is not there"
        deadline_s = time.monotonic() + 30.0
        while not len(_pictures(noted)) or not _is(_pictures(noted)[-1], "Not live"):
            assert time.monotonic() < deadline_s
            time.sleep(0.02)
    finally:
        assert session.stop() == []
        close_virtual_cameras()
