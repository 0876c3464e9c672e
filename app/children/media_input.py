"""Opening films, pictures, sound and streams with FFmpeg, and turning what it decodes into RGB and mono sound."""

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.container import InputContainer
from av.stream import Disposition, Stream
from av.video.reformatter import Colorspace, VideoReformatter
from numpy.typing import NDArray

from app.children.control import Failure

__all__ = ["Info", "Pictures", "Sound", "inspect_input", "inspect_sound", "open_input", "pick_streams"]

SOUND_RATE_HZ = 48_000
STILL_FPS = 25.0
MAX_PIXELS = 100_000_000  # 300 MB as RGB
DECODER_THREADS = 2
CONNECT_TIMEOUT_S = 10.0
# FFmpeg shows text files as terminal art, and reads lists that point to other files
REFUSED_FORMATS = {"tty", "concat", "ffmetadata", "bin", "adf", "idf", "xbin"}
UNSPECIFIED_COLORSPACE = 2
HD_HEIGHT_PX = 720


@dataclass
class Info:
    """What is known about an input before it is played. Sizes are those of the delivered pictures, 0 without any."""

    width: int
    height: int
    fps: float
    duration_s: float | None
    frames: int | None
    has_audio: bool
    still: bool
    rotation: int
    coded_width: int  # before rotation
    coded_height: int

    def message(self) -> dict[str, Any]:
        """Return the fields for the control pipe."""
        return asdict(self)


def open_input(address: str, *, network: bool, low_delay: bool, sound: bool = False) -> InputContainer:
    """Open a file or an address; with `sound`, for its sound only. Raises Failure."""
    options = {"protocol_whitelist": "file,crypto,data"}
    if network:
        options = {"rtsp_transport": "tcp"} if address.startswith(("rtsp:", "rtsps:")) else {}
        if low_delay:
            options |= {"fflags": "nobuffer", "probesize": "500000", "analyzeduration": "1000000"}
    try:
        container = av.open(address if network else f"file:{address}", options=options, timeout=CONNECT_TIMEOUT_S)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise explain(error, address, network=network, sound=sound) from error
    if container.format.name in REFUSED_FORMATS:
        container.close()
        raise _unreadable(address, sound=sound)
    for stream in container.streams.video:
        # frame threads are fast but keep frames back
        stream.codec_context.thread_type = "SLICE" if low_delay else "AUTO"
        stream.codec_context.thread_count = DECODER_THREADS
    return container


def explain(error: Exception, address: str, *, network: bool, sound: bool = False) -> Failure:
    """Say in words why an input cannot be used."""
    if network:
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, (av.error.ExitError, TimeoutError, av.error.TimeoutError)):
            reason = f"no answer in {CONNECT_TIMEOUT_S:.0f} s"
        return Failure(f"cannot read {address}: {reason}", "check the address and that the sender is running")
    if isinstance(error, (av.error.DecoderNotFoundError, av.error.PatchWelcomeError)):
        remedy = "convert it to FLAC or WAV" if sound else "convert it to H.264 in an MP4 file"
        return Failure(f"{address} uses a coding that is not supported", remedy)
    if isinstance(error, PermissionError):
        return Failure(f"{address} may not be read", "change its permissions or choose another file")
    return _unreadable(address, sound=sound)


def _unreadable(address: str, *, sound: bool = False) -> Failure:
    if sound:
        return Failure(
            f"{address} is no sound or film that can be read, or it is damaged",
            "choose another file, or convert this one to WAV",
        )
    return Failure(
        f"{address} is no film or picture that can be read, or it is damaged",
        "choose another file, or convert this one to H.264 in an MP4 file",
    )


def pick_streams(
    container: InputContainer, address: str, *, need_video: bool = True
) -> tuple[Stream | None, Stream | None]:
    """Return the picture stream and the sound stream, if any. Raises Failure without the picture that is needed."""
    pictures = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    if not pictures and need_video:
        advice = "choose a film or a picture" if container.streams.audio else "choose another file"
        raise Failure(f"{address} holds no moving picture", advice)
    sound = next((s for s in container.streams.audio if s.codec_context is not None), None)
    return (pictures[0] if pictures else None), sound


def inspect_sound(container: InputContainer, address: str) -> Info:
    """Decode the first sound, leave the picture alone, and report on the input. Raises Failure."""
    video, audio = pick_streams(container, address, need_video=False)
    if audio is None or _first_frame(container, audio, address, network=False) is None:
        raise Failure(f"{address} holds no sound", "choose a file with speech")
    return Info(
        width=0,
        height=0,
        fps=STILL_FPS,
        duration_s=_duration_s(container, audio),
        frames=None,
        has_audio=True,
        still=False,
        rotation=0,
        coded_width=0,
        coded_height=0,
    )


def inspect_input(container: InputContainer, address: str, max_side: int | None, *, network: bool) -> Info:
    """Decode the first picture and report on the input. Raises Failure."""
    video, audio = pick_streams(container, address)
    assert video is not None
    context: Any = video.codec_context
    if context.width * context.height > MAX_PIXELS:
        raise Failure(f"{address} is too large ({context.width} x {context.height} pixels)", "make it smaller first")
    first = _first_frame(container, video, address, network=network)
    if not isinstance(first, av.VideoFrame):
        raise _unreadable(address)
    still = container.format.name == "image2" or container.format.name.endswith("_pipe")
    aspect = float(getattr(video, "sample_aspect_ratio", None) or 1.0)
    width, height = _fit(first.width * (aspect if 0.1 < aspect < 10 else 1.0), first.height, max_side)
    turned = first.rotation % 180 != 0
    rate = video.guessed_rate or video.average_rate or Fraction(0)
    fps = float(rate) if 1 <= rate <= 240 else STILL_FPS
    length = _duration_s(container, video)
    return Info(
        width=height if turned else width,
        height=width if turned else height,
        fps=STILL_FPS if still else fps,
        duration_s=None if still else length,
        frames=1 if still else (video.frames or None),
        has_audio=audio is not None and not still,
        still=still,
        rotation=first.rotation,
        coded_width=width,
        coded_height=height,
    )


def _first_frame(
    container: InputContainer, stream: Stream, address: str, *, network: bool
) -> av.VideoFrame | av.AudioFrame | None:
    try:
        for packet in container.demux(stream):
            try:
                for frame in packet.decode():
                    if isinstance(frame, av.VideoFrame | av.AudioFrame):
                        return frame
            except av.error.InvalidDataError:
                continue  # a damaged packet; the next key frame may be whole
    except (av.FFmpegError, OSError) as error:
        raise explain(error, address, network=network, sound=stream.type == "audio") from error
    return None


def _duration_s(container: InputContainer, stream: Stream) -> float | None:
    if container.duration:
        return float(container.duration) / 1e6
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return None


def _fit(width: float, height: float, max_side: int | None) -> tuple[int, int]:
    scale = min(1.0, max_side / max(width, height)) if max_side else 1.0
    return max(1, round(width * scale)), max(1, round(height * scale))


class Pictures:
    """Turns decoded frames into RGB pictures of one size, upright."""

    def __init__(self, info: Info, *, mirror: bool) -> None:
        self._size = (info.coded_width, info.coded_height)
        self._turns = round(info.rotation / 90) % 4
        self._mirror = mirror
        self._reformatter = VideoReformatter()  # keeps its tables from frame to frame

    def convert(self, frame: av.VideoFrame) -> NDArray[np.uint8]:
        """Return (height, width, 3) uint8 RGB, maybe a view into a buffer of its own."""
        transparent = frame.format.name == "pal8" or any(c.is_alpha for c in frame.format.components)
        colorspace: int | None = None
        if frame.colorspace == UNSPECIFIED_COLORSPACE and frame.height >= HD_HEIGHT_PX:
            colorspace = Colorspace.ITU709  # what players take untagged HD films for
        plain = self._reformatter.reformat(
            frame, *self._size, "rgba" if transparent else "rgb24", src_colorspace=colorspace
        )
        depth = 4 if transparent else 3
        width, height = self._size
        plane = np.frombuffer(memoryview(plain.planes[0]), np.uint8).reshape(-1, plain.planes[0].line_size)
        image: NDArray[np.uint8] = plane[:height, : width * depth].reshape(height, width, depth)
        if transparent:  # over black
            image = (image[..., :3].astype(np.uint16) * image[..., 3:] // 255).astype(np.uint8)
        image = np.rot90(image, self._turns) if self._turns else image
        return image[:, ::-1] if self._mirror else image


class Sound:
    """Turns decoded sound into mono float32 at 48 kHz."""

    def __init__(self) -> None:
        self._resampler: av.AudioResampler | None = None
        self._form: tuple[object, ...] = ()

    def convert(self, frame: av.AudioFrame) -> NDArray[np.float32]:
        """Return (n,) float32; n may be 0 while the resampler fills."""
        form = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._resampler is None or form != self._form:
            self._resampler = av.AudioResampler(format="flt", layout="mono", rate=SOUND_RATE_HZ)
            self._form = form
        return self._join(self._resampler.resample(frame))

    def flush(self) -> NDArray[np.float32]:
        """Return what the resampler still holds, and forget it."""
        frames = self._resampler.resample(None) if self._resampler else []
        self._resampler = None
        return self._join(frames)

    def _join(self, frames: list[av.AudioFrame]) -> NDArray[np.float32]:
        parts = [f.to_ndarray().reshape(-1).astype(np.float32, copy=False) for f in frames]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)
