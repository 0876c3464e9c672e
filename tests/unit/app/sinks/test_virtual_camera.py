"""Another size of an open virtual camera: opened anew where nobody watches, kept where somebody does."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest

from app.media import VideoFrame
from app.session import Session
from app.settings import Settings
from app.sinks import virtual_camera_size
from app.sinks.camera_link import size_of
from app.sinks.virtual_camera import VirtualCamera, close_virtual_cameras
from app.sinks.virtual_camera_size import opens_once
from app.v4l2 import Holder

STAND_IN = Path(__file__).resolve().parents[3] / "support" / "sized_camera"
DEVICE = "/dev/video-sized"
WIDE, TALL = (64, 36), (48, 64)
SLATE = np.full((36, 64, 3), 50, np.uint8)


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where the stand-in for the camera notes what it is given."""
    path = tmp_path / "noted"
    path.touch()
    monkeypatch.setenv("PYTHONPATH", str(STAND_IN))
    monkeypatch.setenv("LIKENESS_TEST_DEVICE", str(path))
    yield path
    close_virtual_cameras()


def lines(noted: Path) -> list[list[float]]:
    return [json.loads(line) for line in noted.read_text().splitlines(keepends=True) if line.endswith("\n")]


def openings(noted: Path) -> list[list[float]]:
    return [line for line in lines(noted) if len(line) == 2]


def wait_for(holds: Callable[[], bool], limit_s: float = 60.0) -> None:
    deadline_s = time.monotonic() + limit_s
    while not holds():
        assert time.monotonic() < deadline_s
        time.sleep(0.02)


def frame(size: tuple[int, int], value: int) -> VideoFrame:
    return VideoFrame(np.full((size[1], size[0], 3), value, np.uint8), 0.0, 0)


def show(camera: VirtualCamera, noted: Path, size: tuple[int, int], value: int) -> None:
    """Give it a picture and wait until it has arrived."""
    camera.write(frame(size, value))
    wait_for(lambda: lines(noted)[-1][2:] == [value])


def test_a_new_size_opens_the_camera_anew_with_the_present_picture(noted: Path) -> None:
    camera = VirtualCamera(DEVICE, WIDE, 30, SLATE)
    camera.open()
    show(camera, noted, WIDE, 100)
    camera.ask_for((49, 65))  # odd: cameras cannot be
    show(camera, noted, TALL, 120)
    assert camera.size == TALL == size_of(DEVICE) and camera.state == f"on ({DEVICE})"
    assert openings(noted) == [[*WIDE], [*TALL]]
    shapes_and_values = [line for line in lines(noted) if len(line) == 3]
    assert {tuple(line[:2]) for line in shapes_and_values} == {WIDE, TALL}
    assert {line[2] for line in shapes_and_values} <= {50, 100, 120}, "never black, and nothing but what was shown"
    after = [line[2] for line in shapes_and_values if tuple(line[:2]) == TALL]
    assert set(after) == {120}, "the first picture of the new size is the present one"
    camera.close()
    again = VirtualCamera(DEVICE, WIDE, 30, SLATE)
    again.open()
    assert again.size == WIDE and openings(noted)[-1] == [*WIDE], "also when it is taken up again"


def test_a_camera_that_is_watched_keeps_its_size_and_says_so(noted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    camera = VirtualCamera(DEVICE, WIDE, 30, SLATE)
    camera.open()
    show(camera, noted, WIDE, 100)
    writer = camera._link.child_pid
    assert writer is not None
    holders = [Holder(writer, 1, "python"), Holder(4711, 1, "call-program")]
    monkeypatch.setattr(virtual_camera_size, "holders_of", lambda _: holders)
    camera.ask_for((640, 360))
    show(camera, noted, (640, 360), 120)
    assert openings(noted) == [[*WIDE]] and camera.size == WIDE and camera._link.child_pid == writer
    assert "it stays at 64 x 36 while another program watches it" in camera.state
    holders.pop()  # it is closed; the camera is switched off and on
    camera.close()
    again = VirtualCamera(DEVICE, (640, 360), 30, SLATE)
    again.open()
    assert again.size == (640, 360) and again.state == f"on ({DEVICE})"


def test_a_size_that_the_driver_refuses_leaves_the_old_one(noted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    camera = VirtualCamera(DEVICE, WIDE, 30, SLATE)
    camera.open()
    show(camera, noted, WIDE, 100)
    monkeypatch.setenv("LIKENESS_TEST_REFUSED", "48x64")
    camera.ask_for(TALL)
    camera.write(frame(TALL, 120))
    wait_for(lambda: lines(noted)[-1] == [*WIDE, pytest.approx(120 * 27 / 64, abs=2)])  # fitted, with bars
    assert camera.size == WIDE and "refused" in camera.state
    show(camera, noted, WIDE, 130)


def test_a_writer_that_falls_after_a_change_of_size_comes_back_with_the_new_one(noted: Path) -> None:
    camera = VirtualCamera(DEVICE, WIDE, 30, SLATE)
    camera.open()
    camera.ask_for(TALL)
    show(camera, noted, TALL, 120)
    writer = camera._link.child_pid
    assert writer is not None
    psutil.Process(writer).kill()
    while camera.counters["restarts"] == 0:
        camera.write(frame(TALL, 140))
        time.sleep(0.02)
    wait_for(lambda: lines(noted)[-1] == [*TALL, 140])
    assert openings(noted) == [[*WIDE], [*TALL], [*TALL]] and camera.state == f"on ({DEVICE})"


@pytest.mark.parametrize(
    ("version", "exclusive", "once"),
    [
        ("0.12.7", "Y,N", True),
        ("0.12.7", "N,N", False),
        ("0.12.8", "Y", False),
        ("0.13", "Y", False),
        ("?", "Y", False),
    ],
)
def test_a_driver_that_opens_once_is_known_by_its_version(
    tmp_path: Path, version: str, exclusive: str, once: bool
) -> None:
    folder = tmp_path / "v4l2loopback"
    assert not opens_once(tmp_path)
    (folder / "parameters").mkdir(parents=True)
    (folder / "version").write_text(f"{version}\n")
    (folder / "parameters" / "exclusive_caps").write_text(f"{exclusive}\n")
    assert opens_once(tmp_path) is once


def test_the_output_size_of_a_running_performance_reaches_the_camera(noted: Path) -> None:
    settings = Settings(camera="synthetic", width=128, height=128, microphone="none", virtual_camera=DEVICE)
    session = Session(settings)
    session.start()
    try:
        wait_for(lambda: session.status().state == "running")
        wait_for(lambda: bool(lines(noted)))
        session.apply(replace(settings, width=192, height=108))
        wait_for(lambda: lines(noted)[-1][:2] == [192, 108] and len(lines(noted)[-1]) == 3)
        status = session.status()
        assert status.camera_size == (192, 108) == (status.width, status.height)
        assert status.virtual_camera == f"on ({DEVICE})" and not status.notices
        assert openings(noted) == [[128, 128], [192, 108]]
        assert min(line[2] for line in lines(noted) if len(line) == 3) > 10, "never black"
    finally:
        assert session.stop() == []
