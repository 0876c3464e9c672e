"""The system's ways to a camera, tried in turn."""

import platform

import cv2

from app.sources.camera_modes import CameraMode

__all__ = ["ask_for", "coding_of", "open_capture"]

# the first of each opens fastest and obeys size and coding; numbers mean the same camera in both of Windows's
_BACKENDS = {
    "Linux": (cv2.CAP_V4L2,),
    "Windows": (cv2.CAP_DSHOW, cv2.CAP_MSMF),
    "Darwin": (cv2.CAP_AVFOUNDATION,),
}


def open_capture(path: str | int) -> cv2.VideoCapture | None:
    """Open a camera by device path or number with the first back-end that can; None if none can."""
    for backend in _BACKENDS.get(platform.system(), (cv2.CAP_ANY,)):
        capture = cv2.VideoCapture(path, backend)
        if capture.isOpened():
            return capture
        capture.release()
    return None


def ask_for(capture: cv2.VideoCapture, mode: CameraMode, fps: float) -> None:
    """Ask for coding, size and rate; whether they are given is seen in the pictures only."""
    # the coding first: it decides which sizes and rates there are
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*mode.coding))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, mode.width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, mode.height)
    capture.set(cv2.CAP_PROP_FPS, fps)
    if platform.system() == "Linux":
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 2)  # fewer frames in the driver, less delay


def coding_of(capture: cv2.VideoCapture) -> str:
    """Return the four letters of the coding in use, such as MJPG or YUYV; empty if the back-end does not tell."""
    code = int(capture.get(cv2.CAP_PROP_FOURCC))
    return "".join(chr(code >> shift & 0xFF) for shift in (0, 8, 16, 24)) if code > 0 else ""
