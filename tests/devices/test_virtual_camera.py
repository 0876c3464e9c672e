"""The virtual camera, written by us and read by other programs."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from app.errors import DeviceError
from app.media import VideoFrame, now
from app.sinks.virtual_camera import VirtualCamera, close_virtual_cameras, list_virtual_cameras
from app.sources.camera import list_cameras
from app.sources.synthetic import Pattern
from tests.support import cameras

DEVICE = cameras.loopback(10)
pytestmark = pytest.mark.skipif(
    DEVICE is None, reason="there is no /dev/video10 of v4l2loopback; see tests/devices/run"
)
SIZE = (320, 240)


@pytest.fixture(autouse=True)
def _writers_end() -> Iterator[None]:
    """The writers live as long as the program; here, as long as a test."""
    yield
    close_virtual_cameras()


def show(camera: VirtualCamera, until: float | cameras.Onlooker, fps: float = 30.0, first: int = 0) -> dict[int, float]:
    """Write numbered test cards for some seconds, or as long as somebody watches; number -> time of writing."""
    card, sent, started_s = Pattern(size=SIZE), {}, now()
    number = first
    while until.watching if isinstance(until, cameras.Onlooker) else now() - started_s < until:
        sent[number] = now()
        camera.write(VideoFrame(card.draw(number), now(), number))
        number += 1
        time.sleep(max(0.0, started_s + (number - first) / fps - now()))
    return sent


def test_it_is_listed_as_ready() -> None:
    listed = {camera.id: camera for camera in list_virtual_cameras()}
    assert listed[str(DEVICE)].state == "ready" and listed[str(DEVICE)].name
    assert not any(camera.path == DEVICE for camera in list_cameras()), "nothing feeds it: it is no camera yet"


def test_another_program_sees_our_frames_in_order_and_colour(tmp_path: Path) -> None:
    camera = VirtualCamera(str(DEVICE), SIZE, 30)
    camera.open()
    assert camera.state == f"on ({DEVICE})"
    assert any(info.path == DEVICE and info.virtual for info in list_cameras())
    onlooker = cameras.Onlooker(str(DEVICE), 3.0)
    sent = show(camera, onlooker)
    seen = onlooker.result()
    camera.close()
    codes = [code for code in seen.codes if code in sent]
    assert len(codes) > 15 and codes == sorted(codes) and seen.size == list(SIZE)
    delays_ms = [1e3 * (t - sent[code]) for code, t in zip(seen.codes, seen.times_s, strict=True) if code in sent]
    measured = {"fps_read": seen.fps, "delay_ms_p50_p95": np.percentile(delays_ms, (50, 95)).tolist()}
    Path(os.environ.get("OUT", tmp_path), "virtual_camera.json").write_text(json.dumps(measured))
    assert np.median(delays_ms) < 500
    ramp = Pattern(size=SIZE).draw(0)
    expected = [ramp[120, 80], ramp[120, 240], ramp[216, 160]]
    error = np.abs(np.median(np.array(seen.colours), 0) - np.array(expected))
    assert error.max() < 16 and error.mean() < 6


def test_the_rate_is_constant_though_frames_come_slowly() -> None:
    """Frames at 5 a second; the camera still gives about 30, repeating the last."""
    camera = VirtualCamera(str(DEVICE), SIZE, 30)
    camera.open()
    onlooker = cameras.Onlooker(str(DEVICE), 3.0)
    show(camera, onlooker, fps=5)
    seen = onlooker.result()
    camera.close()
    assert seen.fps > 15, f"{seen.fps:.1f} fps"
    assert len(set(seen.codes)) < len(seen.codes) / 2
    assert camera.counters["repeated"] > 30


def test_stop_shows_the_slate_and_start_goes_on_with_the_same_writer() -> None:
    """A program keeps watching over stop and start, with another object and another size; it notices no break."""
    slate = np.full((240, 320, 3), (10, 200, 30), np.uint8)
    first = VirtualCamera(str(DEVICE), SIZE, 30, slate=slate)
    first.open()
    pid = psutil.Process().children()
    onlooker = cameras.Onlooker(str(DEVICE), 7.0)
    show(first, 2.0)
    first.close()
    time.sleep(2.0)
    second = VirtualCamera(str(DEVICE), (640, 480), 30, slate=slate)
    second.open()
    assert second.size == SIZE
    show(second, 3.0, first=1000)
    second.close()
    seen = onlooker.result()
    assert [p.pid for p in psutil.Process().children()][: len(pid)] == [p.pid for p in pid]
    green = [colours[0][1] > 150 and colours[0][0] < 60 for colours in seen.colours]
    assert any(green), "the slate was never seen"
    place = green.index(True)
    assert any(0 < code < 1000 for code in seen.codes[:place]) and any(code >= 1000 for code in seen.codes[place:])


def test_a_writer_that_falls_is_started_again() -> None:
    camera = VirtualCamera(str(DEVICE), SIZE, 30)
    camera.open()
    show(camera, 0.5)
    writer = next(p for p in psutil.Process().children() if "camera_writer" in p.cmdline())
    os.kill(writer.pid, signal.SIGKILL)
    time.sleep(0.3)
    show(camera, 1.0, first=500)
    assert camera.counters["restarts"] == 1
    onlooker = cameras.Onlooker(str(DEVICE), 1.5)
    show(camera, onlooker, first=600)
    assert any(code >= 600 for code in onlooker.result().codes)
    camera.close()


def test_ffmpeg_and_v4l2_ctl_read_it_too() -> None:
    camera = VirtualCamera(str(DEVICE), SIZE, 30)
    camera.open()
    told = subprocess.run(
        ["v4l2-ctl", "-d", str(DEVICE), "--get-fmt-video"], capture_output=True, text=True, check=True
    )
    assert "320/240" in told.stdout
    reader = subprocess.Popen(
        ["ffmpeg", "-nostdin", "-v", "error", "-f", "v4l2", "-i", str(DEVICE), "-frames:v", "10", "-f", "null", "-"],
        stderr=subprocess.PIPE,
    )
    show(camera, 5.0)
    _, complaints = reader.communicate(timeout=60)
    camera.close()
    assert reader.returncode == 0, complaints.decode()


def test_auto_takes_the_first_ready_one() -> None:
    camera = VirtualCamera("auto", SIZE, 30)
    camera.open()
    assert camera.state == f"on ({DEVICE})"
    camera.close()


def test_odd_sizes_become_even() -> None:
    camera = VirtualCamera(str(cameras.loopback(11)), (321, 241), 30)
    camera.open()
    assert camera.size == SIZE
    camera.close()


def test_a_camera_that_another_program_writes_is_explained() -> None:
    other = subprocess.Popen(
        [
            "ffmpeg",
            "-nostdin",
            "-v",
            "quiet",
            "-re",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=s=320x240:r=10",
            "-pix_fmt",
            "yuv420p",
        ]
        + ["-f", "v4l2", str(DEVICE)]
    )
    try:
        time.sleep(3.0)
        with pytest.raises(DeviceError, match="in use by ffmpeg"):
            VirtualCamera(str(DEVICE), SIZE, 30).open()
    finally:
        other.terminate()
        other.wait()


def test_no_such_device() -> None:
    with pytest.raises(DeviceError, match="/dev/video77"):
        VirtualCamera("/dev/video77", SIZE, 30).open()
