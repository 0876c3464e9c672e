"""Which source a driver address means: a camera, a film, a stream, or a bundled one."""

from pathlib import Path

from app.errors import DeviceError
from app.lane import Source
from app.media import VideoFrame
from app.paths import demo_film
from app.settings import Settings
from app.sources.camera import Camera, list_cameras
from app.sources.media_file import MediaFile
from app.sources.synthetic import SyntheticFace


def open_driver(settings: Settings) -> Source[VideoFrame]:
    """Return the (unopened) live source that `settings.camera` names. Raises DeviceError when there is no camera."""
    address = settings.camera
    if address == "synthetic":
        return SyntheticFace(fps=settings.fps)
    if address == "demo":
        return MediaFile(str(demo_film()), live=True, loop=True).video
    if "://" in address or Path(address).is_file():
        return MediaFile(address, live=True, loop=True).video
    if not address:
        cameras = list_cameras()
        if not cameras:
            raise DeviceError("no camera was found", "connect one, or choose a film or a stream as the driver")
        address = cameras[0].id
    return Camera(address, fps=settings.fps)
