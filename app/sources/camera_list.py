"""Which cameras there are."""

import platform
from dataclasses import dataclass

from app.v4l2 import VideoNode, list_nodes, users_of

__all__ = ["CameraInfo", "find_camera", "list_cameras"]

_PROBED_INDICES = 4


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera that can be read.

    Attributes:
        id: stays the same when devices are plugged in another order, where the system offers that.
        name: what the camera calls itself.
        path: device path (Linux) or index.
        state: "ready", or in words why it cannot be used now.
        virtual: a virtual camera, maybe our own output.
    """

    id: str
    name: str
    path: str | int
    state: str
    virtual: bool = False


def list_cameras() -> list[CameraInfo]:
    """Return the cameras of this machine, real ones first. Cheap on Linux; elsewhere each is opened shortly."""
    if platform.system() == "Linux":
        found = [_info(node) for node in list_nodes() if node.captures or not node.permitted]
        return sorted(found, key=lambda camera: (camera.virtual, camera.state != "ready"))
    return _probe_indices()


def find_camera(address: str) -> CameraInfo | None:
    """Return the camera with this id, path, index or name; None if it is not there."""
    for camera in list_cameras():
        if address in (camera.id, str(camera.path), camera.name) or f"/dev/video{address}" == camera.path:
            return camera
    return None


def _info(node: VideoNode) -> CameraInfo:
    users = users_of(node.path) if node.permitted and not node.is_loopback else []
    state = "no permission" if not node.permitted else f"in use by {', '.join(users)}" if users else "ready"
    return CameraInfo(node.id, node.name, node.path, state, node.is_loopback)


def _probe_indices() -> list[CameraInfo]:
    """Windows and macOS: OpenCV knows numbers only, and PySide6-Essentials brings no names."""
    import cv2

    from app.sources.camera_backend import open_capture

    found = []
    level = cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    try:
        for index in range(_PROBED_INDICES):
            capture = open_capture(index)
            if capture is not None:
                name = f"Camera {index} ({capture.getBackendName()})"
                found.append(CameraInfo(str(index), name, index, "ready"))
                capture.release()
    finally:
        cv2.utils.logging.setLogLevel(level)
    return found
