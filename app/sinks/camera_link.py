"""The link to one virtual camera: its writer process and the ring between; lives as long as the program."""

import atexit
import threading

import numpy as np
from numpy.typing import NDArray

from app.child import Child, ChildError, RestartBudget
from app.errors import DeviceError
from app.media import now
from app.picture_fit import fit_picture
from app.shared_ring import SharedRing
from app.sinks.virtual_camera_help import explain_open_failure, list_virtual_cameras, missing_driver

__all__ = ["CameraLink", "close_virtual_cameras", "link_to"]

OPEN_LIMIT_S = 30.0
SLOTS = 3


class CameraLink:
    """Shows pictures on one virtual camera. The size is that of the first opening, until the program ends.

    A camera of v4l2loopback 0.12.7 can be opened for writing once only, so the writer is kept across sessions.
    """

    def __init__(self, device: str) -> None:
        """Name the camera: "auto" or a device of `list_virtual_cameras()`."""
        self.device = device
        self.size = (0, 0)
        self.opened = ""  # the device that was found
        self._fps = 0.0
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._ring: SharedRing | None = None
        self._last: NDArray[np.uint8] | None = None
        self._budget = RestartBudget()
        self.restarts = 0

    @property
    def counters(self) -> dict[str, float]:
        """What the writer has counted: sent, repeated, missed, and its rate_hz."""
        return dict(self._child.counters) if self._child else {}

    @property
    def child_pid(self) -> int | None:
        """Process id of the writer, None while there is none."""
        return self._child.pid if self._child else None

    def open(self, size: tuple[int, int], fps: float, slate: NDArray[np.uint8]) -> None:
        """Open the camera, unless it is open. Raises DeviceError."""
        with self._lock:
            if self._child is not None and self._child.failure() is None:
                return
            first_time = self._ring is None
            if self._ring is None:
                self.size, self._fps = size, fps
                self._ring = SharedRing.create(SLOTS, size[0] * size[1] * 3, keep_all=False)
            try:
                self._start(slate)
            except DeviceError:
                if first_time:  # nothing has been shown yet: the next try may choose another size
                    self._ring.close()
                    self._ring = None
                raise

    def show(self, image: NDArray[np.uint8]) -> None:
        """Show a picture of any size from now on. Starts a fallen writer again. Raises DeviceError."""
        with self._lock:
            child = self._child
            failure = ChildError("the camera is closed", "") if child is None else child.failure()
            if failure is not None:
                if not self._budget.spend(now()):
                    raise DeviceError(
                        f"the virtual camera fails again and again: {failure.message}", "start it again later"
                    )
                self.restarts += 1
                self._start(image)
                return
            self._put(image)

    def close(self) -> None:
        """End the writer; the camera shows nothing any more."""
        with self._lock:
            if self._child is not None:
                self._child.close()
                self._child = None
            if self._ring is not None:
                self._ring.close()
                self._ring = None

    def _start(self, first: NDArray[np.uint8]) -> None:
        if self._child is not None:
            self._child.close(0.0)
        self._child = None
        device = self.opened or self.device
        if device == "auto":
            ready = [camera for camera in list_virtual_cameras() if camera.state == "ready"]
            if not list_virtual_cameras():
                raise missing_driver()
            device = ready[0].id if ready else list_virtual_cameras()[0].id
        assert self._ring is not None
        child = Child("camera_writer")
        try:
            child.start()
            self._put(first)
            width, height = self.size
            order = {"ring": self._ring.name, "width": width, "height": height, "fps": self._fps, "device": device}
            child.send({"do": "open", **order})
            self.opened = str(child.wait("ready", OPEN_LIMIT_S)["device"])
        except ChildError as error:
            child.close(0.0)
            raise explain_open_failure(device, error.message) from None
        self._child = child

    def _put(self, image: NDArray[np.uint8]) -> None:
        assert self._ring is not None
        width, height = self.size
        self._ring.put(fit_picture(image, self.size), width=width, height=height, time_s=now())


_LINKS: dict[str, CameraLink] = {}


def link_to(device: str) -> CameraLink:
    """Return the one link to this device."""
    if not _LINKS:
        atexit.register(close_virtual_cameras)
    return _LINKS.setdefault(device, CameraLink(device))


def close_virtual_cameras() -> None:
    """End all writers; called at the end of the program."""
    while _LINKS:
        _LINKS.popitem()[1].close()
