"""Camera without a camera: what is said when there is none, and how lost frames are counted."""

import platform
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.errors import DeviceError
from app.sources import camera as camera_module
from app.sources.camera import Camera
from app.sources.camera_list import CameraInfo

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="device paths are Linux's")


@linux_only
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/dev/video99", "not connected"),
        ("99", "not connected"),
        ("/dev/null", "no camera"),
        ("My Camera", "no camera"),
    ],
)
def test_what_is_no_camera_is_named_with_a_remedy(address: str, words: str) -> None:
    with pytest.raises(DeviceError, match=words) as caught:
        Camera(address).open()
    assert address.lstrip("/dev") in caught.value.message and caught.value.advice


def test_a_closed_camera_cannot_be_read() -> None:
    with pytest.raises(DeviceError, match="closed"):
        Camera("0").read()


class FakeCapture:
    """Stands for cv2.VideoCapture: frames with given time stamps, then nothing."""

    def __init__(self, stamps_s: list[float]) -> None:
        self.stamps_s = stamps_s
        self.place = -1
        self.asked: dict[int, float] = {}
        self.released = False

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return True

    def set(self, key: int, value: float) -> bool:
        self.asked[key] = value
        return True

    def get(self, key: int) -> float:
        if key == cv2.CAP_PROP_POS_MSEC:
            return self.stamps_s[self.place] * 1000
        return self.asked.get(key, 0.0)

    def read(self) -> tuple[bool, NDArray[np.uint8] | None]:
        self.place += 1
        if self.place >= len(self.stamps_s):
            return False, None
        image = np.zeros((4, 6, 3), np.uint8)
        image[:, 0] = (30, 20, 10)  # blue, green, red as OpenCV delivers them
        return True, image

    def release(self) -> None:
        self.released = True


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Camera, FakeCapture]:
    """A camera at 25 fps whose driver loses frames 11, 12 and 13 and which vanishes after 20 frames."""
    stamps_s = [50 + n * 0.04 for n in range(24) if n not in (11, 12, 13)]
    capture = FakeCapture(stamps_s)
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(cv2, "VideoCapture", lambda *_: capture)
    monkeypatch.setattr(camera_module, "now", lambda: stamps_s[min(capture.place, len(stamps_s) - 1)] + 0.005)
    monkeypatch.setattr(camera_module, "_check_path", lambda _: None)
    monkeypatch.setattr(camera_module, "_FOUND", {})
    path = str(tmp_path / "video0")
    monkeypatch.setattr(camera_module, "find_camera", lambda address: CameraInfo(address, "Fake", path, "ready"))
    camera = Camera("fake", 1280, 720, 25, mirror=True)
    camera.open()
    return camera, capture


def test_frames_that_the_driver_lost_leave_a_gap(opened: tuple[Camera, FakeCapture]) -> None:
    camera, _ = opened
    frames = [camera.read() for _ in range(20)]
    indices = [frame.index for frame in frames]
    assert indices == [*range(10), *range(13, 23)]
    assert [frame.time_s for frame in frames] == pytest.approx([50 + (n + 1) * 0.04 for n in indices])
    assert frames[0].image[0, -1].tolist() == [10, 20, 30], "RGB and mirrored"
    assert camera.measured_fps == pytest.approx(25 * 19 / 22, rel=0.01)


def test_coding_size_and_rate_are_asked_for(opened: tuple[Camera, FakeCapture]) -> None:
    camera, capture = opened
    keys = list(capture.asked)
    assert keys[0] == cv2.CAP_PROP_FOURCC, "the coding decides which sizes there are"
    assert (capture.asked[cv2.CAP_PROP_FRAME_WIDTH], capture.asked[cv2.CAP_PROP_FPS]) == (1280, 25)
    assert camera.coding == "MJPG"


def test_a_camera_that_vanishes_says_so(opened: tuple[Camera, FakeCapture]) -> None:
    camera, capture = opened
    with pytest.raises(DeviceError, match="disconnected") as caught:
        for _ in range(30):
            camera.read()
    assert caught.value.advice == "connect it again" and capture.released


class SlowCapture(FakeCapture):
    """A camera whose large pictures come at 10 a second and whose small ones at 30, in whatever coding."""

    clock_s = 100.0
    opened: list["SlowCapture"] = []

    def __init__(self, *_: object) -> None:
        super().__init__([])
        self.opened.append(self)

    def read(self) -> tuple[bool, NDArray[np.uint8] | None]:
        width, height = int(self.asked[cv2.CAP_PROP_FRAME_WIDTH]), int(self.asked[cv2.CAP_PROP_FRAME_HEIGHT])
        SlowCapture.clock_s += 1 / 10 if width > 640 else 1 / 30
        return True, np.full((height, width, 3), 128, np.uint8)

    def get(self, key: int) -> float:
        if key == cv2.CAP_PROP_POS_MSEC:
            return SlowCapture.clock_s * 1000
        return float(cv2.VideoWriter.fourcc(*"YUYV")) if key == cv2.CAP_PROP_FOURCC else 0.0


def test_a_camera_that_is_slow_at_the_wanted_size_is_used_at_a_smaller_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What the driver promises does not count; pictures go on meanwhile; the next opening knows at once."""
    path = tmp_path / "video0"
    path.touch()
    SlowCapture.opened = []
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(cv2, "VideoCapture", SlowCapture)
    monkeypatch.setattr(camera_module, "now", lambda: SlowCapture.clock_s + 0.005)
    monkeypatch.setattr(camera_module, "_check_path", lambda _: None)
    monkeypatch.setattr(camera_module, "_FOUND", {})
    monkeypatch.setattr(camera_module, "find_camera", lambda address: CameraInfo(address, "F", str(path), "ready"))
    notices: list[str] = []
    camera = Camera("fake", 1280, 720, 30, notice=notices.append)
    camera.open()
    frames = [camera.read() for _ in range(100)]
    assert camera.settled and len(SlowCapture.opened) == 2
    assert frames[0].image.shape[:2] == (720, 1280) and frames[-1].image.shape[:2] == (480, 640)
    assert notices == ["the camera is slow at 1280 x 720; it is used at 640 x 480 with 30 pictures a second"]
    assert camera.words == "640 x 480 (YUYV), 30.0 pictures a second"
    times_s = [frame.time_s for frame in frames]
    assert times_s == sorted(times_s) and frames[-1].index > frames[0].index
    again = Camera("fake", 1280, 720, 30)
    again.open()
    assert again.settled and again.read().image.shape[:2] == (480, 640)
