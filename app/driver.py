"""Which source a driver address means: a camera, a film, a stream, or a bundled one."""

from collections.abc import Callable
from pathlib import Path

from app.errors import DeviceError
from app.lane import Source
from app.media import VideoFrame
from app.paths import demo_film
from app.settings import Settings
from app.sources.camera import Camera
from app.sources.camera_list import list_cameras
from app.sources.media_file import MediaFile
from app.sources.reconnecting import ReconnectingSource
from app.sources.synthetic import SyntheticFace


def open_driver(settings: Settings, notice: Callable[[str], None]) -> Source[VideoFrame]:
    """Return the (unopened) live source that `settings.camera` names.

    Cameras and streams come back by themselves after a break; `notice` is told of it, on the reading thread.

    Raises:
        DeviceError: there is no camera.
    """
    address = settings.camera
    if address == "synthetic":
        return SyntheticFace(fps=settings.fps)
    if address == "demo":
        return MediaFile(str(demo_film()), live=True, loop=True).video
    if "://" in address:
        return ReconnectingSource(MediaFile(address, live=True).video, notice)
    if Path(address).is_file():
        return MediaFile(address, live=True, loop=True).video
    if not address:
        cameras = list_cameras()
        if not cameras:
            raise DeviceError("no camera was found", "connect one, or choose a film or a stream as the driver")
        address = cameras[0].id
    return ReconnectingSource(Camera(address, fps=settings.fps), notice)
