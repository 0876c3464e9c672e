"""Virtual camera: what other programs see as a webcam."""

import numpy as np
from numpy.typing import NDArray

from app.errors import DeviceError
from app.media import VideoFrame
from app.picture_fit import even_size, fit_picture
from app.sinks.camera_link import close_virtual_cameras, link_to
from app.sinks.slate import make_slate
from app.sinks.virtual_camera_help import VirtualCameraInfo, list_virtual_cameras

__all__ = ["VirtualCamera", "VirtualCameraInfo", "close_virtual_cameras", "list_virtual_cameras"]


class VirtualCamera:
    """Shows frames on a virtual camera at a constant rate; the last one is repeated while none comes.

    After `close` the camera stays, with a still slate on it, and another VirtualCamera may take it up again: programs
    that watch it notice no break. Where another size is asked for, the camera is closed and opened anew with it, unless
    somebody watches: then it keeps the size it has, and frames are fitted into that.

    Args:
        device: "auto", or an id of `list_virtual_cameras()`.
        size: width and height in pixels, made even; frames of other sizes are fitted into it.
        fps: pictures a second, whatever the rate of the frames.
        slate: picture shown before the first frame and after the last, (h, w, 3) uint8 RGB.
    """

    name = "virtual camera"
    backlog = 1

    def __init__(
        self,
        device: str = "auto",
        size: tuple[int, int] = (1280, 720),
        fps: float = 30.0,
        slate: NDArray[np.uint8] | None = None,
    ) -> None:
        self._link = link_to(device)
        self._fps = fps
        self._size = self._asked = even_size(size)
        self._slate = make_slate(self._size) if slate is None else fit_picture(slate, self._size)
        self._open = False
        self._failed = False

    @property
    def state(self) -> str:
        """In a word or two: "off", "on (/dev/video10)" or "failed"; and why it has another size than it should."""
        if self._failed or not self._open:
            return "failed" if self._failed else "off"
        words = f"on ({self._link.opened})"
        if not self._link.stays:
            return words
        width, height = self._link.size
        return f"{words}; it stays at {width} x {height} {self._link.stays}"

    @property
    def device(self) -> str:
        """Id of the camera that was found; empty before the first opening."""
        return self._link.opened

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the camera in pixels."""
        return self._link.size if self._open else self._size

    @property
    def counters(self) -> dict[str, float]:
        """A second behind: pictures `sent` to the device, `repeated` among them, `missed` for want of time, `rate_hz`.

        And `wait_ms`, how long a new picture waits for its turn, and `restarts` of the writer.
        """
        return self._link.counters | {"restarts": self._link.restarts}

    def open(self) -> None:
        """Open the camera or take it up again. Raises DeviceError with the remedy."""
        self._open_with(self._slate)
        self._open, self._failed = True, False

    def ask_for(self, size: tuple[int, int]) -> None:
        """Let the camera have this size from one of the next frames on, if it can; callable from any thread."""
        self._asked = even_size(size)

    def write(self, frame: VideoFrame) -> None:
        """Show a frame; returns at once, but for a change of size. Raises DeviceError if it fails again and again."""
        if self._asked != self._size:
            self._size = self._asked
            self._slate = fit_picture(self._slate, self._size)
            self._open_with(frame.image)  # this frame comes first: no break between the sizes
        try:
            self._link.show(frame.image)
        except DeviceError:
            self._failed = True
            raise

    def close(self) -> None:
        """Show the slate; the camera stays. May be called twice."""
        if self._open and not self._failed:
            self._open = False
            self._link.show(self._slate)

    def _open_with(self, first: NDArray[np.uint8]) -> None:
        try:
            self._link.open(self._size, self._fps, first)
        except DeviceError:
            self._failed = True
            raise
