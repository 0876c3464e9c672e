"""v4l2loopback 0.12.7 as Debian 12 ships it: a camera can be opened for writing once only."""

import os
from collections.abc import Iterator

import numpy as np
import pytest

from app.errors import DeviceError
from app.media import VideoFrame
from app.sinks.virtual_camera import VirtualCamera, close_virtual_cameras
from tests.devices.conftest import Found
from tests.support import cameras

DEVICE = str(cameras.loopback(10))
pytestmark = pytest.mark.skipif(
    "LIKENESS_STOCK_DRIVER" not in os.environ, reason="needs the unrepaired driver; tests/devices/run boots it last"
)
FRAME = VideoFrame(np.zeros((240, 320, 3), np.uint8), 0.0, 0)


@pytest.fixture(autouse=True)
def _writers_end() -> Iterator[None]:
    yield
    close_virtual_cameras()


def test_stop_and_start_work_and_a_second_program_start_is_explained(found: Found) -> None:
    """Our own stop and start keep the writer, so they do not meet the fault; a new writer does."""
    for _ in range(3):
        camera = VirtualCamera(DEVICE, (320, 240), 30)
        camera.open()
        camera.write(FRAME)
        camera.close()
    close_virtual_cameras()
    with pytest.raises(DeviceError, match=r"0\.12\.7") as caught:
        VirtualCamera(DEVICE, (320, 240), 30).open()
    found(peer="driver v4l2loopback 0.12.7 of Debian 12", words=caught.value.message)
    assert "modprobe -r v4l2loopback" in caught.value.advice
