"""Which sources an address means: a camera, a film, a stream, or a bundled one; and where the voice comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.errors import DeviceError
from app.lane import Source
from app.media import AudioBlock, VideoFrame
from app.paths import demo_film
from app.settings import Settings
from app.sources.camera import Camera
from app.sources.camera_list import list_cameras
from app.sources.media_file import MediaFile
from app.sources.microphone import Microphone
from app.sources.nothing import Nothing
from app.sources.reconnecting import ReconnectingSource
from app.sources.synthetic import SyntheticFace

Notice = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Driver:
    """The sources that one address stands for, not opened yet.

    Attributes:
        video: the picture.
        audio: the sound that belongs to it; None for a camera or a silent film.
        camera: id of the camera, "" for anything else.
    """

    video: Source[VideoFrame]
    audio: Source[AudioBlock] | None = None
    camera: str = ""


def open_driver(settings: Settings, notice: Notice) -> Driver:
    """Return the live sources that `settings.camera` names; a film is probed for its sound.

    Cameras, films and streams come back by themselves after a break; `notice` is told of it, on the reading thread.

    Raises:
        DeviceError: there is no camera.
        MediaError, StreamError: the film or stream cannot be read.
    """
    address = settings.camera
    if address == "synthetic":
        return Driver(SyntheticFace(fps=settings.fps))
    if address == "demo":
        return _film(str(demo_film()), notice)
    if "://" in address:
        media = MediaFile(address, live=True)
        sound = media.audio
        picture = ReconnectingSource(media.video, notice)
        return Driver(picture, ReconnectingSource(sound) if sound is not None else None)
    if Path(address).is_file():
        return _film(address, notice)
    if not address:
        cameras = list_cameras()
        if not cameras:
            raise DeviceError("no camera was found", "connect one, or choose a film or a stream as the driver")
        address = cameras[0].id
    return Driver(ReconnectingSource(Camera(address, fps=settings.fps, notice=notice), notice), camera=address)


@dataclass(frozen=True, slots=True)
class VoiceInput:
    """Where the voice comes from.

    Attributes:
        source: of 48 kHz blocks, not opened yet.
        name: in words, "" if there is none.
        microphone: the device behind it, if it is one.
    """

    source: Source[AudioBlock]
    name: str
    microphone: Microphone | None = None


def open_voice(settings: Settings, driver: Driver, notice: Notice) -> VoiceInput:
    """Return the live source of the voice that `settings.microphone` names.

    A microphone that is not there, or goes, is waited for. Raises MediaError for a film without sound.
    """
    address = settings.microphone
    if address == "none":
        return VoiceInput(Nothing(), "")
    if address in ("", "camera") and driver.audio is not None:
        return VoiceInput(driver.audio, "film")
    if address == "camera":
        return VoiceInput(Nothing(), "")
    if Path(address).is_file():
        media = MediaFile(address, live=True, loop=True, with_video=False)
        if media.audio is None:
            media.close()
            raise DeviceError(f"{address} has no sound", "choose a microphone or a file with speech")
        return VoiceInput(ReconnectingSource(media.audio, notice, name="the sound file"), Path(address).name)
    told: Notice = notice if address else _silent
    microphone = Microphone(address)
    source = ReconnectingSource(microphone, told, name="the microphone", patient=True)
    return VoiceInput(source, address or "system microphone", microphone)


def _film(path: str, notice: Notice) -> Driver:
    """A film begins again when its reader has fallen."""
    media = MediaFile(path, live=True, loop=True)
    sound = media.audio
    picture = ReconnectingSource(media.video, notice, name="the film")
    return Driver(picture, ReconnectingSource(sound) if sound is not None else None)


def _silent(_: str) -> None:
    """Nobody asked for this device by name: that it is not there is shown, not told."""
