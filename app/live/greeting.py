"""Greeting: the virtual camera shows a quiet picture while the engine is being loaded, instead of black or nothing."""

import logging
import threading
from types import TracebackType

import numpy as np

from app.errors import DeviceError
from app.media import VideoFrame, now
from app.settings import Settings
from app.sinks.slate import make_slate
from app.sinks.virtual_camera import VirtualCamera

log = logging.getLogger(__name__)

PATIENCE_S = 5.0


class Greeting:
    """`with Greeting(settings):` around what takes long. The camera is opened beside it and stays open.

    A portrait whose size is not known before it is loaded gets no greeting; nor does a camera that shows a picture of
    an earlier performance. Why a camera cannot be opened is told later, by the lane that needs it.
    """

    def __init__(self, settings: Settings) -> None:
        self._size = settings.size
        self._camera: VirtualCamera | None = None
        self._thread: threading.Thread | None = None
        if settings.virtual_camera != "none" and self._size is not None:
            slate = make_slate(self._size, "Starting")
            self._camera = VirtualCamera(settings.virtual_camera, self._size, settings.fps, slate)

    def __enter__(self) -> "Greeting":
        """Begin to open the camera; returns at once."""
        if self._camera is not None:
            self._thread = threading.Thread(target=self._open, name="session-greeting", daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Where there is nothing to wait for any more, say so."""
        if error is None or self._camera is None or self._size is None or self._thread is None:
            return
        self._thread.join(PATIENCE_S)
        if self._camera.device:
            self._show(self._camera, make_slate(self._size, "Not live"))

    def _open(self) -> None:
        assert self._camera is not None
        try:
            self._camera.open()
        except DeviceError as error:
            log.info("no greeting: %s", error)

    def _show(self, camera: VirtualCamera, picture: "np.typing.NDArray[np.uint8]") -> None:
        try:
            camera.write(VideoFrame(picture, now(), 0))
        except DeviceError as error:
            log.info("no farewell: %s", error)
