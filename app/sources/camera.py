"""Camera: a webcam as a source, through OpenCV."""

import os
import platform
import re
from collections import deque

import cv2
import numpy as np
from numpy.typing import NDArray

from app.errors import DeviceError
from app.media import VideoFrame, now
from app.sources.camera_list import CameraInfo, find_camera, list_cameras
from app.v4l2 import users_of

__all__ = ["Camera", "CameraInfo", "list_cameras"]

FAILURES_IN_A_ROW = 3
GAP_PERIODS = 1.6  # a longer step between two frames means that some were lost
RATE_FRAMES = 30
VIDEO_MAJOR = 81  # the number of the kernel's video devices
STAMP_LIMIT_S = 1.0


class Camera:
    """A webcam: MJPG, size and rate are asked for at opening, and what comes is measured.

    The delivered size is the camera's own, which may differ from what was asked for. `time_s` is the driver's time
    stamp where there is one (Linux), else the moment at which the frame was handed over.

    Args:
        id: id, path, index or name from `list_cameras()`.
        width, height: pixels asked for.
        fps: frames per second asked for.
        mirror: exchange left and right.
    """

    def __init__(
        self,
        id: str,
        width: int = 1280,
        height: int = 720,
        fps: float = 30.0,
        mirror: bool = False,  # noqa: A002
    ) -> None:
        self.id = id
        self.mirror = mirror
        self._wanted = (width, height, fps)
        self._capture: cv2.VideoCapture | None = None
        self._path: str | int = id
        self._index = -1
        self._last_s = 0.0
        self._steps_s: deque[float] = deque(maxlen=RATE_FRAMES)
        self.coding = ""  # four letters, such as MJPG or YUYV

    @property
    def measured_fps(self) -> float:
        """Frames per second of the last second or so; 0.0 before the second frame."""
        steps_s = list(self._steps_s)
        return len(steps_s) / sum(steps_s) if steps_s and sum(steps_s) > 0 else 0.0

    def open(self) -> None:
        """Open the camera and take a first frame. Raises DeviceError: missing, busy, not permitted."""
        self.close()
        info = find_camera(self.id)
        self._path = info.path if info else self._path_of(self.id)
        _check_path(self._path)
        level = cv2.utils.logging.setLogLevel(
            cv2.utils.logging.LOG_LEVEL_SILENT
        )  # its complaints name no remedy; ours do
        try:
            self._capture = self._negotiate()
            if self._grab() is None:
                self.close()
                raise _explain(self._path, "gives no picture")
        finally:
            cv2.utils.logging.setLogLevel(level)
        self._steps_s.clear()
        self._last_s = 0.0

    def read(self) -> VideoFrame:
        """Wait for the next frame. Raises DeviceError when the camera has gone or stops."""
        for _ in range(FAILURES_IN_A_ROW):
            image = self._grab()
            if image is not None:
                return self._frame(image)
            if isinstance(self._path, str) and not os.path.exists(self._path):
                break
        self.close()
        raise _explain(self._path, "has stopped giving pictures")

    def close(self) -> None:
        """Release the camera; may be called twice."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _negotiate(self) -> cv2.VideoCapture:
        linux = platform.system() == "Linux"
        capture = cv2.VideoCapture(self._path, cv2.CAP_V4L2 if linux else cv2.CAP_ANY)
        if not capture.isOpened():
            capture.release()
            raise _explain(self._path, "cannot be opened")
        width, height, fps = self._wanted
        # MJPG first: uncompressed, large pictures come at a few frames per second over USB 2
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
        capture.set(cv2.CAP_PROP_FPS, fps)
        if linux:
            capture.set(cv2.CAP_PROP_BUFFERSIZE, 2)  # fewer frames in the driver, less delay
        code = int(capture.get(cv2.CAP_PROP_FOURCC))
        self.coding = "".join(chr(code >> shift & 0xFF) for shift in (0, 8, 16, 24)) if code > 0 else ""
        return capture

    def _grab(self) -> NDArray[np.uint8] | None:
        if self._capture is None:
            raise DeviceError(f"the camera {self.id} is closed", "open it first")
        good, image = self._capture.read()
        return np.asarray(image, np.uint8) if good and image is not None and image.ndim == 3 else None

    def _frame(self, image: NDArray[np.uint8]) -> VideoFrame:
        time_s = self._stamp()
        step_s = time_s - self._last_s
        if self._last_s and step_s > 0:
            usual_s = float(np.median(self._steps_s)) if len(self._steps_s) >= 5 else step_s
            self._index += max(1, round(step_s / usual_s)) if step_s > GAP_PERIODS * usual_s else 1
            self._steps_s.append(step_s)
        else:
            self._index += 1
        self._last_s = time_s
        rgb = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8)
        return VideoFrame(np.asarray(cv2.flip(rgb, 1), np.uint8) if self.mirror else rgb, time_s, self._index)

    def _stamp(self) -> float:
        """The driver's time stamp is on the same clock as now() on Linux; elsewhere it is not a time of day at all."""
        time_s = now()
        if self._capture is None or platform.system() != "Linux":
            return time_s
        stamp_s = self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        return stamp_s if 0 <= time_s - stamp_s < STAMP_LIMIT_S and stamp_s > self._last_s else time_s

    @staticmethod
    def _path_of(address: str) -> str | int:
        if address.isdigit():
            return f"/dev/video{address}" if platform.system() == "Linux" else int(address)
        return address


def _check_path(path: str | int) -> None:
    """Find the plain reasons before OpenCV is asked. Raises DeviceError."""
    if isinstance(path, int):
        return
    if not path.startswith("/dev/"):
        raise DeviceError(f"there is no camera {path!r}", "see which there are: likeness devices")
    if not os.path.exists(path):
        raise DeviceError(f"the camera {path} is not connected", "connect it, or see which there are: likeness devices")
    if not os.access(path, os.R_OK | os.W_OK):
        raise DeviceError(f"the camera {path} may not be used", "run: sudo usermod -aG video $USER, then log in again")
    if platform.system() == "Linux" and os.major(os.stat(path).st_rdev) != VIDEO_MAJOR:
        raise DeviceError(f"{path} is no camera", "see which there are: likeness devices")


def _explain(path: str | int, what: str) -> DeviceError:
    name = f"the camera {path}" if isinstance(path, str) else f"camera {path}"
    if isinstance(path, int):
        return DeviceError(
            f"{name} {what}", "close other programs that may use it, allow the use of cameras, try again"
        )
    if not os.path.exists(path):
        return DeviceError(f"{name} has been disconnected", "connect it again")
    users = users_of(path)
    if users:
        return DeviceError(f"{name} is in use by {', '.join(users)}", "close that program, or choose another camera")
    if re.match(r"^/dev/video\d+$", os.path.realpath(path)) and find_camera(path) is None:
        return DeviceError(
            f"{name} delivers no pictures (it is no capture device, or nothing feeds it)", "choose another"
        )
    return DeviceError(f"{name} {what}", "unplug it and connect it again, or choose another")
