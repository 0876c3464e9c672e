"""A real webcam driver (vivid in the virtual machine) behind Camera."""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from app.errors import DeviceError, EndOfSource
from app.media import VideoFrame, now
from app.sources.camera import Camera, list_cameras
from app.sources.reconnecting import ReconnectingSource
from tests.devices.conftest import Found
from tests.support import cameras
from tests.support.foreign_readers import version_of

WEBCAM = cameras.webcam()
VIVID = Path("/sys/bus/platform/drivers/vivid")
pytestmark = pytest.mark.skipif(WEBCAM is None, reason="there is no webcam; tests/devices/run brings one")
needs_vivid = pytest.mark.skipif(not VIVID.exists(), reason="unplugging needs the driver vivid")


@pytest.fixture
def camera() -> Iterator[Camera]:
    camera = Camera(str(WEBCAM), 640, 480, 25)
    camera.open()
    yield camera
    camera.close()


def test_it_is_listed_with_its_name_and_nothing_else_is(camera: Camera) -> None:
    listed = list_cameras()
    assert listed[0].path == WEBCAM and listed[0].name and not listed[0].virtual
    assert all(info.virtual for info in listed[1:])


def test_frames_come_in_the_asked_size_at_the_measured_rate(camera: Camera, found: Found) -> None:
    """The driver promises 25 fps at this size; times are on the session clock and rise."""
    frames = [camera.read() for _ in range(40)]
    arrived_s = now()
    found(peer="driver vivid", words=camera.words)
    assert frames[0].image.shape == (480, 640, 3)
    times_s = np.array([frame.time_s for frame in frames])
    assert (np.diff(times_s) > 0).all() and 0 <= arrived_s - times_s[-1] < 0.5
    assert 10 < camera.measured_fps < 40
    indices = np.array([frame.index for frame in frames])
    assert (np.diff(indices) >= 1).all() and len(camera.coding) == 4


def test_colours_are_red_green_blue(camera: Camera) -> None:
    """The driver's colour bars from the left: white, yellow, cyan, green, magenta, red, blue, black."""
    image = camera.read().image
    bars = [image[400:470, 640 * k // 8 + 30 : 640 * k // 8 + 50].reshape(-1, 3).mean(0) > 90 for k in range(8)]
    lit = ["".join(c for c, on in zip("RGB", bar, strict=True) if on) for bar in bars]
    assert lit == ["RGB", "RG", "GB", "G", "RB", "R", "B", ""]


def test_mirror_turns_the_picture() -> None:
    camera = Camera(str(WEBCAM), 640, 480, 25, mirror=True)
    camera.open()
    image = camera.read().image
    camera.close()
    assert image[400:470, 600:630].mean() > 150 > image[400:470, 10:40].mean()


def test_frames_lost_by_a_slow_reader_leave_a_gap_in_the_index(camera: Camera) -> None:
    for _ in range(15):
        last = camera.read()
    time.sleep(1.0)
    later = [camera.read() for _ in range(8)][-1]
    assert later.index - last.index >= 8 + 10


def test_a_busy_camera_is_explained_by_the_name_of_who_has_it(found: Found) -> None:
    holder = subprocess.Popen(
        ["v4l2-ctl", "-d", str(WEBCAM), "--stream-mmap", "--stream-to=/dev/null"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(2.0)
        with pytest.raises(DeviceError, match=rf"in use by v4l2-ctl \({holder.pid}\)") as caught:
            Camera(str(WEBCAM), 640, 480, 25).open()
        found(peer=version_of("v4l2-ctl"), words=caught.value.message)
    finally:
        holder.terminate()
        holder.wait()
    camera = Camera(str(WEBCAM), 640, 480, 25)
    camera.open()
    camera.close()


@contextlib.contextmanager
def unplugged() -> Iterator[None]:
    """Take the camera's device away, and bring it back at the end."""
    (VIVID / "unbind").write_text("vivid.0")
    try:
        yield
    finally:
        (VIVID / "bind").write_text("vivid.0")
        while not Path(str(WEBCAM)).exists():
            time.sleep(0.05)


def wait_until(fulfilled: Callable[[], bool], limit_s: float = 20.0) -> None:
    """Wait for something another thread does; fail if it does not."""
    deadline = now() + limit_s
    while not fulfilled():
        assert now() < deadline
        time.sleep(0.05)


@needs_vivid
def test_a_camera_that_disappears_is_an_error_in_words(camera: Camera) -> None:
    camera.read()
    with unplugged():
        with pytest.raises(DeviceError, match="disconnected") as caught:
            for _ in range(20):
                camera.read()
        assert caught.value.advice == "connect it again"
        with pytest.raises(DeviceError, match="not connected"):
            Camera(str(WEBCAM)).open()


@needs_vivid
def test_a_session_goes_on_when_the_camera_comes_back(found: Found) -> None:
    notices: list[str] = []
    source: ReconnectingSource[VideoFrame] = ReconnectingSource(Camera(str(WEBCAM), 640, 480, 25), notices.append)
    source.open()
    source.read()
    frames: list[VideoFrame] = []

    def keep_reading() -> None:
        with contextlib.suppress(EndOfSource):
            while True:
                frames.append(source.read())

    reader = threading.Thread(target=keep_reading)
    with unplugged():
        reader.start()
        wait_until(lambda: source.away)
    before = len(frames)
    wait_until(lambda: len(frames) >= before + 5)
    source.interrupt()
    reader.join(5.0)
    source.close()
    found(peer="driver vivid, unbound and bound", notices="; ".join(notices))
    assert not source.away
    assert "disconnected" in notices[0] and "back" in notices[1]


def test_opening_and_closing_again_and_again() -> None:
    camera = Camera(str(WEBCAM), 640, 480, 25)
    for _ in range(5):
        camera.open()
        assert camera.read().image.mean() > 20
        camera.close()


def test_the_command_lists_it() -> None:
    command = [sys.executable, "-m", "app", "devices", "--json"]
    said = subprocess.run(command, cwd=cameras.ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert said.returncode == 0, said.stderr
    table = json.loads(said.stdout.splitlines()[-1])
    assert table["cameras"][0]["path"] == WEBCAM and table["cameras"][0]["state"] == "ready"
    assert {"id", "name", "state"} <= table["cameras"][0].keys()
