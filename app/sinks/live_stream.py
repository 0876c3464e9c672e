"""LiveStream: pictures and sound together to an address in the network (H.264 and AAC)."""

from collections.abc import Callable

from app.media import AudioBlock, VideoFrame
from app.sinks.stream_line import StreamLine
from app.stream_status import StreamStatus
from app.stream_target import StreamTarget

__all__ = ["LiveStream"]


class LiveStream:
    """A sink for the picture and one for the sound; both go on whatever the network does.

    Pictures are sent at a constant rate, each item stands at its `time_s`, missing sound is silence. When the
    connection breaks it is made again, with growing pauses.

    Args:
        target: where it goes.
        fps: pictures per second.
        size: width and height in pixels, made even; pictures of another size are fitted into it.
        audio_rate_hz: rate of the sound.
        kbit_s: of the picture, thousands of bits per second; 0: what suits the size.
        tell: hears that the connection has broken, or is back; on the thread of the pictures.
    """

    def __init__(
        self,
        target: StreamTarget,
        *,
        fps: float,
        size: tuple[int, int],
        audio_rate_hz: int,
        kbit_s: int = 0,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._line = StreamLine(target, fps=fps, size=size, audio_rate_hz=audio_rate_hz, kbit_s=kbit_s, tell=tell)
        self.target = target
        self.video = _VideoSink(self._line)
        self.audio = _AudioSink(self._line)

    @property
    def child_pid(self) -> int | None:
        """Process id of the sender, None while there is none."""
        return self._line.child_pid

    def status(self) -> StreamStatus:
        """Return a snapshot; callable from any thread."""
        return self._line.status()


class _VideoSink:
    """The picture of a stream: a Sink[VideoFrame]."""

    name = "stream"
    backlog = 1

    def __init__(self, line: StreamLine) -> None:
        self._line = line

    def open(self) -> None:
        """Do nothing yet: the first picture connects."""

    def write(self, frame: VideoFrame) -> None:
        """Send a frame. Raises StreamError when the stream could not begin."""
        self._line.put_picture(frame)

    def close(self) -> None:
        """Hang up; may be called twice."""
        self._line.end()


class _AudioSink:
    """The sound of a stream: a Sink[AudioBlock]."""

    name = "stream sound"
    backlog = 100

    def __init__(self, line: StreamLine) -> None:
        self._line = line

    def open(self) -> None:
        """Do nothing: the picture connects."""

    def write(self, block: AudioBlock) -> None:
        """Send a block, or leave it out while there is no connection. Raises StreamError for another rate."""
        self._line.put_sound(block)

    def close(self) -> None:
        """Do nothing: the picture hangs up."""
