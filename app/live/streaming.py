"""Streaming: what others see and hear goes to an address in the network."""

from collections.abc import Callable

from app.live.picture_lane import PictureLane
from app.live.voice_lane import VoiceLane
from app.sinks.live_stream import LiveStream
from app.stages.sound.stage import RATE_HZ
from app.stream_status import StreamStatus
from app.stream_target import StreamTarget

END_LIMIT_S = 3.0


class Streaming:
    """The streams of one session, one at a time. Begun and ended on one thread; asked from any."""

    def __init__(self, picture: PictureLane, voice: VoiceLane, fps: float, tell: Callable[[str], None]) -> None:
        """Stream these lanes; `tell` hears what the user should know."""
        self._picture, self._voice, self._fps, self._tell = picture, voice, fps, tell
        self._stream: LiveStream | None = None

    def send(self, target: StreamTarget | None, kbit_s: int = 0) -> None:
        """Stream to this address from now on, None: to none; another stream is ended first.

        Args:
            target: where to.
            kbit_s: of the picture, thousands of bits per second; 0: what suits its size.
        """
        self._end()
        if target is None:
            return
        stream = LiveStream(
            target, fps=self._fps, size=self._picture.size, audio_rate_hz=RATE_HZ, kbit_s=kbit_s, tell=self._tell
        )
        self._picture.add(stream.video)
        self._voice.add(stream.audio)
        self._stream = stream

    def _end(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            self._voice.remove(stream.audio, END_LIMIT_S)
            self._picture.remove(stream.video, END_LIMIT_S)

    def status(self) -> StreamStatus:
        """Return a snapshot; one that was refused says so until another is begun, or it is ended."""
        return self._stream.status() if self._stream is not None else StreamStatus()
