"""The self-test on a camera that is made up: a good one, and one for each fault."""

import platform
import time

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.errors import DeviceError
from app.live import camera_test
from app.live.camera_test import run_camera_test
from app.media import VideoFrame, now

FPS = 30.0


class Loop:
    """Both ends of a virtual camera: what was written last is what is read, at a constant rate."""

    device = "/dev/video10"
    size = (160, 120)
    image: NDArray[np.uint8] | None = None
    turned = False  # red for blue, as a reader with the wrong order has it
    slow = 1.0
    closed = False
    refusals = 0  # how often it is no camera yet when it is opened for reading

    def __init__(self, *_: object) -> None:
        self.due_s = now()

    def open(self) -> None:
        """Nothing to open."""

    def write(self, frame: VideoFrame) -> None:
        Loop.image = frame.image

    def close(self) -> None:
        Loop.closed = True

    def read(self) -> tuple[bool, NDArray[np.uint8] | None]:
        self.due_s += Loop.slow / FPS
        time.sleep(max(0.0, self.due_s - now()))
        if Loop.image is None:
            return False, None
        return True, Loop.image if Loop.turned else np.ascontiguousarray(Loop.image[..., ::-1])

    def isOpened(self) -> bool:  # noqa: N802 - the library's name
        Loop.refusals -= 1
        return Loop.refusals < 0

    def release(self) -> None:
        """Nothing to release."""


@pytest.fixture(autouse=True)
def _looped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(camera_test, "VirtualCamera", Loop)
    monkeypatch.setattr(camera_test, "FIRST_WAIT_S", 0.5)
    monkeypatch.setattr(cv2, "VideoCapture", Loop)
    for name, value in {"image": None, "turned": False, "slow": 1.0, "closed": False, "refusals": 0}.items():
        monkeypatch.setattr(Loop, name, value)


@pytest.mark.alone
def test_a_good_camera_is_told_with_its_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Loop, "image", np.zeros((120, 160, 3), np.uint8))  # what was shown before
    outcome = run_camera_test(length_s=1.5)
    assert outcome.good and outcome.read_back and Loop.closed
    assert outcome.words.startswith("The camera works: ") and outcome.as_row()["good"] is True
    assert outcome.rate_hz == pytest.approx(30, abs=0.5) and outcome.colour_error < 1
    assert outcome.received > 20 and outcome.disordered == 0 and 0 <= outcome.delay_ms_p50 < 80


@pytest.mark.alone
def test_a_slow_camera_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Loop, "image", np.zeros((120, 160, 3), np.uint8))
    monkeypatch.setattr(Loop, "slow", 1.5)
    outcome = run_camera_test(length_s=1.0)
    assert not outcome.good and "instead of 30" in outcome.words


def test_a_camera_that_shows_something_else_is_a_failure_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Red for blue: nothing that comes back is the card."""
    monkeypatch.setattr(Loop, "image", np.zeros((120, 160, 3), np.uint8))
    monkeypatch.setattr(Loop, "turned", True)
    with pytest.raises(DeviceError, match="nothing of the test pattern") as caught:
        run_camera_test(length_s=0.3)
    assert caught.value.advice and Loop.closed


def test_a_driver_that_offers_pictures_a_little_late_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Loop, "image", np.zeros((120, 160, 3), np.uint8))
    monkeypatch.setattr(Loop, "refusals", 3)
    assert run_camera_test(length_s=0.3).read_back and Loop.refusals < 0


def test_where_nothing_can_be_read_back_the_user_is_asked_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    outcome = run_camera_test(length_s=0.2)
    assert outcome.good and not outcome.read_back and "look at it" in outcome.words and Loop.image is not None
