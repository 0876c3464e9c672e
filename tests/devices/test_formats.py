"""Cameras of many codings and sizes behind our Camera: another program feeds them, we read size, colour and rate."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from app.errors import DeviceError
from app.media import now
from app.sources import camera as camera_module
from app.sources.camera import Camera
from app.v4l2 import holders_of
from tests.devices.conftest import Found
from tests.support import cameras
from tests.support.foreign_readers import version_of

DEVICE = cameras.loopback(11)
WEBCAM = cameras.webcam()
pytestmark = pytest.mark.skipif(DEVICE is None, reason="there is no /dev/video11 of v4l2loopback")
COLOUR = (200, 60, 60)
HEX = "0x{:02x}{:02x}{:02x}".format(*COLOUR)

# what a webcam with compressed pictures does: the coding MJPG is set, then one JPEG picture is written after the other
_MOTION_JPEG = """
import fcntl, struct, sys, time
import cv2, numpy as np
width, height = int(sys.argv[2]), int(sys.argv[3])
image = np.full((height, width, 3), [int(x) for x in sys.argv[6:3:-1]], np.uint8)
data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()
VIDIOC_S_FMT, OUTPUT, PROGRESSIVE = 0xC0D05605, 2, 1
coding = struct.unpack("<I", b"MJPG")[0]
with open(sys.argv[1], "r+b", buffering=0) as camera:
    picture = struct.pack("<6I", width, height, coding, PROGRESSIVE, 0, width * height)
    fcntl.ioctl(camera, VIDIOC_S_FMT, struct.pack("<I4x", OUTPUT) + picture + bytes(208 - 8 - len(picture)))
    while True:
        camera.write(data)
        time.sleep(1 / 25)
"""


@contextmanager
def fed(command: list[str]) -> Iterator[None]:
    """Let a program feed the second virtual camera."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    feeder = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        deadline = now() + 90
        while not any(holder.pid == feeder.pid for holder in holders_of(str(DEVICE))):
            assert feeder.poll() is None, feeder.communicate()[1].decode()[-300:]
            assert now() < deadline, f"{command[0]} did not open the camera"
            time.sleep(0.2)
        time.sleep(1.0)
        yield
    finally:
        feeder.terminate()
        feeder.communicate()


def look(width: int, height: int) -> tuple[Camera, np.ndarray, float]:
    """Open the camera and read a second of it: the camera, its last picture, pictures a second by our own clock."""
    deadline = now() + 60
    camera = Camera(str(DEVICE), width, height, 25)
    while True:
        try:
            camera.open()
            break
        except DeviceError:
            assert now() < deadline
            time.sleep(0.5)
    try:
        camera.read()
        started_s = now()
        for _ in range(25):
            frame = camera.read()
        return camera, frame.image, 25 / (now() - started_s)
    finally:
        camera.close()


def of_ffmpeg(coding: str, width: int, height: int) -> list[str]:
    """A coloured picture whose right half is black; without `format` the filters would make its size even."""
    picture = f"color=c={HEX}:s={width}x{height}:r=25,format=gbrp,drawbox=x=iw/2:w=iw:h=ih:c=black:t=fill"
    command = ["ffmpeg", "-nostdin", "-v", "error", "-re", "-f", "lavfi", "-i", picture]
    return [*command, "-pix_fmt", coding, "-f", "v4l2", str(DEVICE)]


def of_gstreamer(width: int, height: int) -> list[str]:
    picture = f"foreground-color=0xff{HEX[2:]}"
    # RGB: it would write colours of the range of television as if they were of the range of JPEG
    caps = f"video/x-raw,format=RGB,width={width},height={height},framerate=25/1"
    return [
        *("gst-launch-1.0", "-q", "videotestsrc", "is-live=true", "pattern=solid-color", picture, "!", caps, "!"),
        # v4l2sink takes what it is told is whole pictures only, as those of jpegenc are
        *(
            "jpegenc",
            "quality=95",
            "!",
            "capssetter",
            "caps=image/jpeg,parsed=true,colorimetry=2:4:7:1",
            "!",
            "v4l2sink",
            f"device={DEVICE}",
        ),
    ]


@pytest.mark.parametrize(
    ("coding", "width", "height"),
    [("yuyv422", 320, 240), ("nv12", 320, 240), ("yuv420p", 322, 242), ("yuyv422", 354, 201), ("bgr24", 321, 241)],
)
def test_each_coding_and_odd_sizes_are_read_in_their_own_size_and_colour(
    coding: str, width: int, height: int, found: Found
) -> None:
    with fed(of_ffmpeg(coding, width, height)):
        camera, image, rate_hz = look(width, height)
    left, right = image[:, : 2 * image.shape[1] // 5], image[:, 3 * image.shape[1] // 5 :]
    error = float(np.abs(np.median(left, 1) - COLOUR).max())  # of the worst row: a wrong row length would show
    found(peer=version_of("ffmpeg"), coding=camera.coding, size=f"{image.shape[1]} x {image.shape[0]}")
    found(colour_error=error, rate_hz=rate_hz)
    assert image.shape == (height, width, 3) and error <= 3.0 and right.max() < 20


def of_motion_jpeg(width: int, height: int) -> list[str]:
    return [sys.executable, "-c", _MOTION_JPEG, str(DEVICE), str(width), str(height), *map(str, COLOUR)]


@pytest.mark.parametrize(
    ("coding", "peer", "feeder"),
    [("JPEG", "gst-launch-1.0", of_gstreamer), ("MJPG", "opencv", of_motion_jpeg)],
    ids=["gstreamer", "motion jpeg"],
)
def test_compressed_pictures_are_read(
    coding: str, peer: str, feeder: Callable[[int, int], list[str]], found: Found
) -> None:
    with fed(feeder(320, 240)):
        camera, image, rate_hz = look(320, 240)
    error = float(np.abs(np.median(image.reshape(-1, 3), 0) - COLOUR).max())
    found(peer=version_of(peer), coding=camera.coding, colour_error=error, rate_hz=rate_hz)
    assert camera.coding == coding and image.shape == (240, 320, 3) and error <= 3.0


@pytest.mark.skipif(WEBCAM is None, reason="there is no webcam")
def test_a_webcam_is_measured_and_its_own_promise_not_believed(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for 1280 x 720 at 30 pictures a second, the driver vivid says yes and delivers fewer."""
    monkeypatch.setattr(camera_module, "_FOUND", {})
    notices: list[str] = []
    camera = Camera(str(WEBCAM), 1280, 720, 30, notice=notices.append)
    camera.open()
    deadline = now() + 60
    while not camera.settled and now() < deadline:
        camera.read()
    for _ in range(5):
        camera.read()
    started_s = now()
    for _ in range(30):
        camera.read()
    counted_hz = 30 / (now() - started_s)
    told = camera.words
    camera.close()
    found(peer="vivid", words=told, counted_hz=counted_hz, notice="; ".join(notices))
    assert camera.settled and camera.measured_fps == pytest.approx(counted_hz, rel=0.2)
    assert any("pictures a second" in notice for notice in notices)
