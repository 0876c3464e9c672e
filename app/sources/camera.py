"""Camera: a webcam as a source, through OpenCV."""

import os
import platform
import re
from collections import deque
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from app.errors import DeviceError
from app.media import VideoFrame, now
from app.sources.camera_backend import ask_for, coding_of, open_capture
from app.sources.camera_light import LightMeter
from app.sources.camera_list import CameraInfo, find_camera, list_cameras
from app.sources.camera_modes import ENOUGH, CameraMode, ModeSearch
from app.v4l2 import users_of

__all__ = ["Camera", "CameraInfo", "list_cameras"]

FAILURES_IN_A_ROW = 3
GAP_PERIODS = 1.6  # a longer step between two frames means that some were lost
RATE_FRAMES = 30
VIDEO_MAJOR = 81  # the number of the kernel's video devices
STAMP_LIMIT_S = 1.0
SETTLING_S = 0.5  # of the first pictures some are late: the exposure adapts
MEASURED_S = 1.0

# what was found out about a camera: (id, wanted size and rate) -> mode and pictures per second
_FOUND: dict[tuple[str, int, int, float], tuple[CameraMode, float]] = {}


class Camera:
    """A webcam: MJPG, size and rate are asked for at opening, and what comes is measured over the first second.

    Where it is much less than asked for, other codings and a smaller size are tried in turn while pictures go on, and
    the best is kept, also for later openings in this run of the program. The delivered size is the camera's own, which
    may differ from what was asked for. `time_s` is the driver's time stamp where there is one (Linux), else the moment
    at which the frame was handed over.

    Args:
        id: id, path, index or name from `list_cameras()`.
        width, height: pixels asked for.
        fps: frames per second asked for.
        mirror: exchange left and right.
        notice: told in words, on the reading thread, when the camera is slower than asked for or the light is poor.
    """

    def __init__(
        self,
        id: str,
        width: int = 1280,
        height: int = 720,
        fps: float = 30.0,
        mirror: bool = False,  # noqa: A002
        notice: Callable[[str], None] = lambda _: None,
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
        self.light = LightMeter()
        self._notice = notice
        self._search: ModeSearch | None = None  # None: settled
        self._mode = CameraMode("MJPG", width, height)
        self._since_s = 0.0  # of the measurement that runs
        self._counted = 0
        self._size = (0, 0)

    @property
    def measured_fps(self) -> float:
        """Frames per second of the last second or so; 0.0 before the second frame."""
        steps_s = list(self._steps_s)
        return len(steps_s) / sum(steps_s) if steps_s and sum(steps_s) > 0 else 0.0

    @property
    def present(self) -> bool:
        """Whether the device is there; True where the system does not tell."""
        info = find_camera(self.id) if platform.system() == "Linux" else None
        path = info.path if info else self._path_of(self.id)
        return isinstance(path, int) or os.path.exists(path)

    @property
    def words(self) -> str:
        """What is delivered: size, coding and measured rate."""
        return f"{CameraMode(self.coding, *self._size).words}, {self.measured_fps:.1f} pictures a second"

    @property
    def settled(self) -> bool:
        """Whether the way in which it delivers is decided."""
        return self._search is None

    def open(self) -> None:
        """Open the camera and take a first frame. Raises DeviceError: missing, busy, not permitted."""
        self.close()
        info = find_camera(self.id)
        self._path = info.path if info else self._path_of(self.id)
        _check_path(self._path)
        width, height, fps = self._wanted
        found = _FOUND.get((self.id, *self._wanted))
        self._search = None if found else ModeSearch((width, height), fps)
        self._mode = found[0] if found else ModeSearch((width, height), fps).mode
        self.light = LightMeter()
        self._start()

    def read(self) -> VideoFrame:
        """Wait for the next frame. Raises DeviceError when the camera has gone or stops."""
        for _ in range(FAILURES_IN_A_ROW):
            image = self._grab()
            if image is not None:
                frame = self._frame(image)
                self._judge(frame)
                return frame
            if isinstance(self._path, str) and not os.path.exists(self._path):
                break
        self.close()
        raise _explain(self._path, "has stopped giving pictures")

    def close(self) -> None:
        """Release the camera; may be called twice."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _start(self) -> None:
        """Open in `_mode` and take a first frame. Raises DeviceError."""
        level = cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # it names no remedy; we do
        try:
            self._capture = open_capture(self._path)
            if self._capture is None:
                raise _explain(self._path, "cannot be opened")
            ask_for(self._capture, self._mode, self._wanted[2])
            self.coding = coding_of(self._capture)
            first = self._grab()
            if first is None:
                self.close()
                raise _explain(self._path, "gives no picture")
        finally:
            cv2.utils.logging.setLogLevel(level)
        self._size = (first.shape[1], first.shape[0])
        self._steps_s.clear()
        self._last_s = self._since_s = 0.0
        self._counted = 0

    def _judge(self, frame: VideoFrame) -> None:
        """Look at the light, and over the first second at the rate; ask for something else if that is too slow."""
        if self.light.see(frame.image):
            self._notice(self.light.words)
        if self._search is None:
            return
        if not self._since_s:
            self._since_s = frame.time_s + SETTLING_S
        if frame.time_s <= self._since_s:
            return
        self._counted += 1
        if frame.time_s - self._since_s >= MEASURED_S:
            self._decide(self._search, self._counted / (frame.time_s - self._since_s))

    def _decide(self, search: ModeSearch, rate_hz: float) -> None:
        changed = search.judge(rate_hz, CameraMode(self.coding, *self._size))
        while changed:
            self.close()
            self._mode = search.mode
            try:
                self._start()
                break
            except DeviceError:
                if search.settled or not os.path.exists(str(self._path)):
                    raise
                changed = search.judge(0.0, self._mode)
        self._since_s, self._counted = 0.0, 0
        if search.settled:
            self._search = None
            self._settle(search)

    def _settle(self, search: ModeSearch) -> None:
        width, height, fps = self._wanted
        rate_hz = search.rate_hz
        _FOUND[self.id, width, height, fps] = (search.mode, rate_hz)
        if rate_hz < ENOUGH * fps:
            light = "cameras slow down in low light: more light may help" if self.light.brightness < 90 else ""
            advice = light or "another USB port, or another camera, may help"
            self._notice(f"the camera delivers {rate_hz:.0f} pictures a second; {fps:.0f} were asked for; {advice}")
        elif (search.mode.width, search.mode.height) != (width, height):
            self._notice(
                f"the camera is slow at {width} x {height}; it is used at {search.mode.width} x {search.mode.height} "
                f"with {rate_hz:.0f} pictures a second"
            )

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
    return DeviceError(f"{name} {what}", "close other programs that may use it, or unplug it and connect it again")
