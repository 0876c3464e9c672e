"""The link to one virtual camera: its writer process and the ring between; lives as long as the program."""

import atexit
import logging
import threading

import numpy as np
from numpy.typing import NDArray

from app.child import Child, ChildError, RestartBudget
from app.errors import DeviceError
from app.media import now
from app.picture_fit import fit_picture
from app.shared_ring import SharedRing
from app.sinks.virtual_camera_help import explain_open_failure, list_virtual_cameras, missing_driver
from app.sinks.virtual_camera_size import REFUSED, why_it_stays

__all__ = ["CameraLink", "close_virtual_cameras", "link_to", "size_of"]

log = logging.getLogger(__name__)

OPEN_LIMIT_S = 30.0
QUIT_LIMIT_S = 1.0
SLOTS = 3


class CameraLink:
    """Shows pictures on one virtual camera.

    A camera of v4l2loopback 0.12.7 can be opened for writing once only, and who watches one notices every break: so the
    writer is kept across sessions, and only another size, where nobody watches, makes a new one.

    Attributes:
        size: width and height in pixels of what leaves.
        stays: why that is not what was asked for last, as the end of a sentence; "" if it is.
    """

    def __init__(self, device: str) -> None:
        """Name the camera: "auto" or a device of `list_virtual_cameras()`."""
        self.device = device
        self.size = (0, 0)
        self.stays = ""
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
        """Open the camera, unless it is open; one of another size is opened anew where that harms nobody.

        Args:
            size: width and height in pixels, even.
            fps: pictures a second.
            slate: what it shows first, (h, w, 3) uint8 RGB of any size.

        Raises:
            DeviceError: it cannot be opened; where it was open before with another size, not even with that one.
        """
        with self._lock:
            if self._child is not None and self._child.failure() is None:
                self._change_size(size, fps, slate)
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

    def _change_size(self, size: tuple[int, int], fps: float, first: NDArray[np.uint8]) -> None:
        """Go over to another size, or keep the old one and say why."""
        self.stays = why_it_stays(self.opened, self.child_pid) if size != self.size else ""
        if size == self.size or self.stays:
            return
        before = self.size, self._fps, self._ring
        self.size, self._fps = size, fps
        self._ring = SharedRing.create(SLOTS, size[0] * size[1] * 3, keep_all=False)
        unused = before[2]
        try:
            self._start(first)
        except DeviceError as error:
            log.info("the virtual camera keeps its size: %s", error)
            unused, self.stays = self._ring, REFUSED
            self.size, self._fps, self._ring = before
            self._start(first)
        finally:
            if unused is not None:
                unused.close()

    def _start(self, first: NDArray[np.uint8]) -> None:
        """Begin to write with a new process; the old one ends."""
        old, self._child = self._child, None
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
            if old is not None:  # not before: starting takes a moment in which the camera would show nothing
                old.close(QUIT_LIMIT_S if old.failure() is None else 0.0)
                old = None
            self._put(first)
            width, height = self.size
            order = {"ring": self._ring.name, "width": width, "height": height, "fps": self._fps, "device": device}
            child.send({"do": "open", **order})
            self.opened = str(child.wait("ready", OPEN_LIMIT_S)["device"])
        except ChildError as error:
            child.close(0.0)
            raise explain_open_failure(device, error.message) from None
        finally:
            if old is not None:
                old.close(0.0)
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


def size_of(device: str) -> tuple[int, int] | None:
    """Return width and height of a camera that is open, None if it is not."""
    link = _LINKS.get(device)
    return link.size if link is not None and link.child_pid is not None else None


def close_virtual_cameras() -> None:
    """End all writers; called at the end of the program."""
    while _LINKS:
        _LINKS.popitem()[1].close()
