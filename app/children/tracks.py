"""Tracks: pictures and sound encoded into a container, the same way for a film and for a stream.

Times are seconds from the beginning of both.
"""

import os
from fractions import Fraction
from typing import Any, TypeAlias

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

Packets: TypeAlias = "list[Packet[Any]]"

VIDEO_TIME_BASE = Fraction(1, 90_000)
BT709 = 1  # the number of BT.709 in FFmpeg's tables of primaries, transfer and matrix
JITTER_LIMIT_S = 0.02  # sound is shifted only by more than this


class Pictures:
    """RGB pictures in the colours of BT.709, encoded.

    Attributes:
        context: of the encoder, for what is special; to be set before the container begins.
    """

    def __init__(self, container: OutputContainer, codec: str, pix_fmt: str, size: tuple[int, int], fps: float) -> None:
        """Add a track to a container.

        Args:
            container: not begun yet.
            codec: FFmpeg's name.
            pix_fmt: of the pixels that the encoder gets.
            size: width and height in pixels.
            fps: nominal pictures per second.
        """
        stream = container.add_stream(codec, rate=Fraction(fps).limit_denominator(1001))
        assert isinstance(stream, VideoStream)
        self._stream = stream
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = pix_fmt
        context: VideoCodecContext = self._stream.codec_context
        context.time_base = VIDEO_TIME_BASE
        context.thread_count = min(4, os.cpu_count() or 1)
        context.color_range = ColorRange.MPEG
        context.colorspace = context.color_primaries = context.color_trc = BT709
        self.context = context
        self._duration = round(1 / fps / VIDEO_TIME_BASE)
        self._reformatter = VideoReformatter()

    def convert(self, image: NDArray[np.uint8]) -> av.VideoFrame:
        """Return (height, width, 3) RGB, or RGBA, as the encoder wants it."""
        frame = self._reformatter.reformat(
            av.VideoFrame.from_ndarray(image, "rgba" if image.shape[2] == 4 else "rgb24"),
            format=self._stream.pix_fmt,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
        )
        frame.colorspace, frame.color_range = BT709, ColorRange.MPEG
        return frame

    def encode(self, frame: av.VideoFrame, pts: int) -> Packets:
        """Return what is to be written after this picture; `pts`: its time in units of VIDEO_TIME_BASE."""
        frame.pts, frame.time_base = pts, VIDEO_TIME_BASE
        frame.duration = self._duration  # how long the last picture stands
        return list(self._stream.encode(frame))

    def finish(self) -> Packets:
        """Return what the encoder still holds."""
        return list(self._stream.encode(None))


class Sound:
    """Mono sound without gaps, as AAC.

    Attributes:
        samples: how many have been encoded.
        filled_samples, cut_samples: silence put into gaps, and what came too late or twice.
    """

    def __init__(self, container: OutputContainer, rate_hz: int, bit_rate: int) -> None:
        """Add a track to a container that has not begun yet; `bit_rate`: bits per second."""
        stream = container.add_stream("aac", rate=rate_hz, layout="mono")
        assert isinstance(stream, AudioStream)
        stream.bit_rate = bit_rate
        self._stream, self._rate_hz = stream, rate_hz
        self.samples = self.filled_samples = self.cut_samples = 0

    @property
    def end_s(self) -> float:
        """Until when there is sound."""
        return self.samples / self._rate_hz

    def add(self, samples: NDArray[np.float32], time_s: float) -> Packets:
        """Append (n,) float32, -1..1; fill a gap with silence, cut what overlaps."""
        off = round(time_s * self._rate_hz) - self.samples
        packets: Packets = []
        if off > JITTER_LIMIT_S * self._rate_hz or (self.samples == 0 and off > 0):
            packets = self.add_silence(off)
        elif off < -JITTER_LIMIT_S * self._rate_hz or (self.samples == 0 and off < 0):
            self.cut_samples += min(-off, len(samples))
            samples = samples[-off:]
        return packets + (self._encode(samples) if len(samples) else [])

    def fill_until(self, time_s: float) -> Packets:
        """Append silence where sound has failed to come so far."""
        lag = round(time_s * self._rate_hz) - self.samples
        return self.add_silence(lag) if lag > 0 else []

    def add_silence(self, count: int) -> Packets:
        """Append so many silent samples, in pieces: a pause may be long."""
        self.filled_samples += count
        packets: Packets = []
        while count > 0:
            piece = min(count, self._rate_hz)
            packets += self._encode(np.zeros(piece, np.float32))
            count -= piece
        return packets

    def finish(self) -> Packets:
        """Return what the encoder still holds."""
        return list(self._stream.encode(None))

    def _encode(self, samples: NDArray[np.float32]) -> Packets:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[None, :]), format="fltp", layout="mono")
        frame.sample_rate = self._rate_hz
        frame.pts, frame.time_base = self.samples, Fraction(1, self._rate_hz)
        self.samples += len(samples)
        return list(self._stream.encode(frame))
