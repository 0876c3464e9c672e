"""The virtual camera, written by us and read by other programs."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from app.errors import DeviceError
from app.media import VideoFrame, now
from app.sinks.virtual_camera import VirtualCamera, close_virtual_cameras, list_virtual_cameras
from app.sources.camera import list_cameras
from app.sources.synthetic import Pattern
from tests.devices.conftest import Found
from tests.support import cameras
from tests.support.foreign_readers import version_of

DEVICE = cameras.loopback(10)
pytestmark = pytest.mark.skipif(
    DEVICE is None, reason="there is no /dev/video10 of v4l2loopback; see tests/devices/run"
)
SIZE = (320, 240)
SLATE = np.full((240, 320, 3), (10, 200, 30), np.uint8)


@pytest.fixture(autouse=True)
def _writers_end() -> Iterator[None]:
    """The writers live as long as the program; here, as long as a test."""
    yield
    close_virtual_cameras()


@pytest.fixture
def onlooker() -> Iterator[cameras.Onlooker]:
    """Another program that watches the camera, started when somebody feeds it."""
    camera = VirtualCamera(str(DEVICE), SIZE, 30, slate=SLATE)
    camera.open()
    watching = cameras.Onlooker(str(DEVICE))
    wait_until(lambda: watching.has_seen(1))
    yield watching
    watching.stop()


def wait_until(fulfilled: Callable[[], bool], limit_s: float = 60.0) -> None:
    """Wait for something another process does; fail if it does not."""
    deadline = now() + limit_s
    while not fulfilled():
        assert now() < deadline
        time.sleep(0.05)


def show(camera: VirtualCamera, enough: Callable[[], bool], fps: float = 30.0, first: int = 0) -> dict[int, float]:
    """Write numbered test cards until somebody has seen enough; number -> time of writing."""
    card, sent, started_s = Pattern(size=SIZE), dict[int, float](), now()
    number = first
    while not enough():
        assert now() - started_s < 60.0, "nobody saw enough"
        sent[number] = now()
        camera.write(VideoFrame(card.draw(number), now(), number))
        number += 1
        time.sleep(max(0.0, started_s + (number - first) / fps - now()))
    return sent


def is_slate(frame: cameras.Seen) -> bool:
    """Whether this is the green picture for pauses."""
    return all(colour[1] > 150 and colour[0] < 60 for colour in frame.colours)


def test_it_is_listed_as_ready() -> None:
    listed = {camera.id: camera for camera in list_virtual_cameras()}
    assert listed[str(DEVICE)].state == "ready" and listed[str(DEVICE)].name
    assert not any(camera.path == DEVICE for camera in list_cameras()), "nothing feeds it: it is no camera yet"


def test_another_program_sees_our_frames_in_order_and_colour(
    onlooker: cameras.Onlooker, tmp_path: Path, found: Found
) -> None:
    camera = VirtualCamera(str(DEVICE), SIZE, 30)
    camera.open()
    assert camera.state == f"on ({DEVICE})"
    assert any(info.path == DEVICE and info.virtual for info in list_cameras())
    sent = show(camera, lambda: onlooker.has_seen(60, lambda frame: not is_slate(frame)))
    seen = [frame for frame in onlooker.stop() if frame.code in sent and not is_slate(frame)]
    camera.close()
    codes = [frame.code for frame in seen]
    assert len(set(codes)) > 15 and codes == sorted(codes) and seen[0].size == list(SIZE)
    delays_ms = np.percentile([1e3 * (frame.time_s - sent[frame.code]) for frame in seen], (50, 95))
    measured = {"fps_read": cameras.rate(seen), "delay_ms_p50": delays_ms[0], "delay_ms_p95": delays_ms[1]}
    Path(os.environ.get("OUT", tmp_path), "virtual_camera.json").write_text(json.dumps(measured))
    found(peer=version_of("opencv"), **{name: float(value) for name, value in measured.items()})
    assert delays_ms[0] < 500
    ramp = Pattern(size=SIZE).draw(0)
    expected = [ramp[120, 80], ramp[120, 240], ramp[216, 160]]
    error = np.abs(np.median([frame.colours for frame in seen], 0) - np.array(expected))
    assert error.max() < 16 and error.mean() < 6


def test_the_rate_is_constant_though_frames_come_slowly(onlooker: cameras.Onlooker, found: Found) -> None:
    """Frames at 4 a second; the camera gives many more, repeating the last."""
    camera = VirtualCamera(str(DEVICE), SIZE, 30)
    camera.open()
    show(camera, lambda: onlooker.has_seen(80, lambda frame: not is_slate(frame)), fps=4)
    seen = [frame for frame in onlooker.stop() if not is_slate(frame)]
    camera.close()
    found(peer=version_of("opencv"), rate_in_hz=4.0, rate_hz=cameras.rate(seen))
    assert cameras.rate(seen) > 12
    assert len({frame.code for frame in seen}) < len(seen) / 2
    assert camera.counters["repeated"] > 30


def test_stop_shows_the_slate_and_start_goes_on_with_the_same_writer(onlooker: cameras.Onlooker, found: Found) -> None:
    """A program keeps watching over stop and start, with another object and another size; it notices no break."""
    first = VirtualCamera(str(DEVICE), SIZE, 30, slate=SLATE)
    first.open()
    writers = {p.pid for p in psutil.Process().children() if "camera_writer" in p.cmdline()}
    show(first, lambda: onlooker.has_seen(5, lambda frame: 0 < frame.code < 1000 and not is_slate(frame)))
    before = len(onlooker.frames)
    first.close()
    wait_until(lambda: any(is_slate(frame) for frame in onlooker.frames[before:]))
    second = VirtualCamera(str(DEVICE), (640, 480), 30, slate=SLATE)
    second.open()
    assert second.size == SIZE and "stays at 320 x 240 while another program watches it" in second.state
    show(second, lambda: onlooker.has_seen(5, lambda frame: frame.code >= 1000 and not is_slate(frame)), first=1000)
    second.close()
    found(peer=version_of("opencv"), pictures=len(onlooker.frames))
    assert writers == {p.pid for p in psutil.Process().children() if "camera_writer" in p.cmdline()}


def test_a_writer_that_falls_is_started_again() -> None:
    camera = VirtualCamera(str(DEVICE), SIZE, 30, slate=SLATE)
    camera.open()
    writer = next(p for p in psutil.Process().children() if "camera_writer" in p.cmdline())
    writer.kill()
    writer.wait()
    show(camera, lambda: camera.counters["restarts"] == 1)
    watching = cameras.Onlooker(str(DEVICE))
    show(camera, lambda: watching.has_seen(3, lambda frame: frame.code >= 600 and not is_slate(frame)), first=600)
    watching.stop()
    camera.close()


def test_ffmpeg_and_v4l2_ctl_read_it_too(found: Found) -> None:
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
    show(camera, lambda: reader.poll() is not None)
    _, complaints = reader.communicate(timeout=60)
    camera.close()
    found(peer=f"{version_of('ffmpeg')}, {version_of('v4l2-ctl')}")
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


def test_a_camera_that_another_program_writes_is_explained(found: Found) -> None:
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
        with pytest.raises(DeviceError, match="in use by ffmpeg") as caught:
            VirtualCamera(str(DEVICE), SIZE, 30).open()
        found(peer=version_of("ffmpeg"), words=caught.value.message)
    finally:
        other.terminate()
        other.wait()


def test_no_such_device() -> None:
    with pytest.raises(DeviceError, match="/dev/video77"):
        VirtualCamera("/dev/video77", SIZE, 30).open()
