"""Child program: takes pictures and sound out of shared memory and sends them over the network, for one connection.

Commands: `open` (address, sizes, rates, ring names; answered by heartbeats that say `live` once the other side takes
the stream), `quit`. When both rings are finished the stream is ended in order, and `done` is told. When the connection
breaks the program says why and ends: a new one is another program's, for nothing of FFmpeg's is safe to use any more.

Sending blocks when the network is slow. Then the newest picture wins: those between are left out by the ring, and what
is sent is less. FFmpeg's "fifo" muxer connects and sends on a thread of its own, so that heartbeats go on meanwhile.
"""

import errno
import re
import socket
import ssl
import time
from dataclasses import dataclass, field
from typing import Any

import av
from av.codec.context import Flags

from app.children.control import Control, Failure
from app.children.ticks import LONGEST_GAP_S, Ticks
from app.children.tracks import VIDEO_TIME_BASE, Packets, Pictures, Sound
from app.shared_ring import RingItem, SharedRing

KEYFRAME_S = 2.0
QUEUE = 8  # packets, a tenth of a second: what waits for the network is late
NETWORK_LIMIT_S = 5.0  # so long nothing may be taken by the other side
CODING_S = 0.1  # so much sound may wait in its encoder
SOCKET_S = 0.5  # of the stream may wait in the system
SOUND_LAG_LIMIT_S = 0.7  # sound that is later than the picture by more is silence
BUSY_GAP_S = 0.1  # what a busy computer has left out is made up for; what a slow network has, is not
QUIET_S = 0.5  # without a new picture the last one is sent again
PRESET = "superfast"
_SPECIAL, _ESCAPED = r"([\\:'])", r"\\\1"  # in a list of FFmpeg's options
ORPHAN_LIMIT_S = 0.0  # without the program that watches over it nothing is sent


@dataclass
class Order:
    """What to send where.

    Attributes:
        url: holds the stream key: only FFmpeg may see it.
        name: what it is called in messages.
        format: FFmpeg's name, "flv" or "mpegts".
        bit_rate, audio_bit_rate: bits per second.
    """

    url: str = field(repr=False)
    name: str
    host: str
    format: str
    width: int
    height: int
    fps: float
    bit_rate: int
    audio_rate_hz: int
    audio_bit_rate: int
    video_ring: str
    audio_ring: str


class Broadcast:
    """One connection: pictures at a constant rate, and sound. Its time begins with its first picture.

    Attributes:
        pictures, dropped: how many pictures have been sent, and left out since sending was too slow.
        bytes: sent so far, without what the container adds.
    """

    def __init__(self, order: Order) -> None:
        self.pictures = self.dropped = self.bytes = 0
        self._container = av.open(order.url, "w", format="fifo", container_options=container_options(order))
        self._video = Pictures(self._container, "libx264", "yuv420p", (order.width, order.height), order.fps)
        _set_coding(self._video.context, order)
        self._sound = Sound(self._container, order.audio_rate_hz, order.audio_bit_rate)
        self._container.start_encoding()
        self._ticks = Ticks(order.fps)
        self._frame: av.VideoFrame | None = None
        self._index = -1
        self._zero_s = self._time_s = self._came_s = 0.0
        self._blocked_s = 0.0  # by the network since the last picture

    @property
    def live(self) -> bool:
        """Whether the other side takes the stream: what no longer fits the queue has been sent.

        Before the queue pictures wait for the sound that belongs to them.
        """
        first_s = self._ticks.time_s(QUEUE + 2)
        return self._time_s - self._zero_s > first_s and self._sound.end_s > first_s + CODING_S

    def add_picture(self, item: RingItem) -> None:
        """Send a picture at the next tick; if the ticks before are empty, the last one once more for each."""
        if self._frame is None:
            self._zero_s, self._index = item.time_s, item.index - 1
        missed, now_s = item.index - self._index - 1, time.perf_counter()
        slow_network = self._blocked_s > (now_s - self._came_s) / 2
        self.dropped += missed
        self._index, self._time_s, self._came_s, self._blocked_s = item.index, item.time_s, now_s, 0.0
        gap_s = LONGEST_GAP_S if not missed else 0.0 if slow_network else BUSY_GAP_S
        self._show(self._video.convert(item.picture()), item.time_s, gap_s)

    def add_sound(self, item: RingItem) -> None:
        """Send sound; what is older than the first picture is left out."""
        if self._frame is not None:
            self._mux(self._sound.add(item.samples(), item.time_s - self._zero_s))

    def keep_alive(self) -> None:
        """Send the last picture again if none comes: receivers give up on a stream that stands still."""
        silent_s = time.perf_counter() - self._came_s
        if self._frame is not None and silent_s > QUIET_S:
            self._show(self._frame, self._time_s + silent_s, LONGEST_GAP_S)

    def close(self) -> None:
        """Send what is left, and hang up in order."""
        self._mux([*self._video.finish(), *self._sound.finish()])
        self._container.close()

    def _show(self, frame: av.VideoFrame, time_s: float, longest_gap_s: float) -> None:
        before, self._frame = self._frame or frame, frame
        due = self._ticks.place(time_s - self._zero_s, longest_gap_s=longest_gap_s)
        for number in due:
            pts = round(self._ticks.time_s(number) / VIDEO_TIME_BASE)
            self._mux(self._video.encode(frame if number == due[-1] else before, pts))
            self.pictures += 1
        if due:
            self._mux(self._sound.fill_until(time_s - self._zero_s - SOUND_LAG_LIMIT_S))

    def _mux(self, packets: Packets) -> None:
        began_s = time.perf_counter()
        for packet in packets:
            self.bytes += packet.size
            self._container.mux(packet)
        self._blocked_s += time.perf_counter() - began_s


def container_options(order: Order) -> dict[str, str]:
    """What the container that sends is made with; all that the inner one does not know is an error."""
    inner = {
        "rw_timeout": str(round(NETWORK_LIMIT_S * 1e6)),
        "flush_packets": "1",
    }
    if order.format == "flv":
        inner["flvflags"] = "no_duration_filesize"  # nothing can be written into the past of a stream
    if order.url.startswith("udp"):
        inner["pkt_size"] = "1316"  # seven packets of a transport stream, below what networks carry in one piece
    else:
        waiting = max(65_536, round((order.bit_rate + order.audio_bit_rate) / 8 * SOCKET_S))
        inner["send_buffer_size"] = str(waiting)
    if order.url.startswith("rtmps"):
        inner["tls_verify"] = "1"  # the key is for the service alone
        if (trusted := ssl.get_default_verify_paths().cafile) is not None:
            inner["ca_file"] = trusted
    written = ":".join(f"{name}={re.sub(_SPECIAL, _ESCAPED, value)}" for name, value in inner.items())
    return {"fifo_format": order.format, "queue_size": str(QUEUE), "format_opts": written}


def _set_coding(context: Any, order: Order) -> None:  # noqa: ANN401 - what PyAV calls a codec context
    """H.264 at a constant rate, a picture that stands by itself every two seconds, no picture held back."""
    context.bit_rate = order.bit_rate
    context.gop_size = max(1, round(KEYFRAME_S * order.fps))
    context.max_b_frames = 0
    if order.format == "flv":
        context.flags |= Flags.global_header  # the outer container does not say that the inner one wants it
    context.options = {
        "preset": PRESET,
        "tune": "zerolatency",
        "maxrate": str(order.bit_rate),
        "bufsize": str(order.bit_rate),  # one second
        "nal-hrd": "cbr",
        "forced-idr": "1",
        "x264-params": f"keyint={context.gop_size}:min-keyint={context.gop_size}:scenecut=0:force-cfr=1",
    }


class Streamer:
    """The program."""

    def __init__(self) -> None:
        self._broadcast: Broadcast | None = None
        self._rate = (0.0, 0, 0.0)  # when, bytes until then, thousands of bits per second before
        self._told_live = False
        self._control = Control(self._counters, ORPHAN_LIMIT_S)

    def run(self) -> None:
        """Serve one order."""
        command = self._control.command() or {}
        if command.pop("do", "") != "open":
            self._control.exit()
        order = Order(**command)
        rings = [SharedRing.attach(name) for name in (order.video_ring, order.audio_ring)]
        try:
            if not order.url.startswith("udp"):
                socket.getaddrinfo(order.host, None)
            self._broadcast = Broadcast(order)
            self._send(self._broadcast, *rings)
            self._broadcast.close()
        except (av.FFmpegError, OSError, ValueError) as error:
            live = self._broadcast is not None and self._broadcast.live
            self._control.fail(explain(error, order, live=live))
        self._control.send("done", **self._counters())
        self._control.quit.wait()
        self._control.exit()

    def _send(self, broadcast: Broadcast, video: SharedRing, audio: SharedRing) -> None:
        while not (video.finished and audio.finished):
            picture, sound = video.get(), audio.get()
            if picture is not None:
                broadcast.add_picture(picture)
            if sound is not None:
                broadcast.add_sound(sound)
            if picture is None and sound is None:
                broadcast.keep_alive()
                time.sleep(0.002)
            if broadcast.live and not self._told_live:
                self._told_live = True
                self._control.send("heartbeat", **self._counters())

    def _counters(self) -> dict[str, Any]:
        broadcast = self._broadcast
        if broadcast is None:
            return {}
        time_s, (before_s, before, kbit_s) = time.perf_counter(), self._rate
        if time_s - before_s > 0.5:
            kbit_s = (broadcast.bytes - before) * 8e-3 / (time_s - before_s) if before_s else 0.0
            self._rate = (time_s, broadcast.bytes, kbit_s)
        return {
            "live": broadcast.live,
            "pictures": broadcast.pictures,
            "dropped": broadcast.dropped,
            "kbit_s": kbit_s,
        }


def explain(error: Exception, order: Order, *, live: bool) -> Failure:
    """Say in words why the stream cannot be sent; never with FFmpeg's own words, which hold the address.

    Args:
        error: what FFmpeg, or the search for the computer, has raised.
        order: what was to be sent.
        live: the other side has taken the stream so far.
    """
    name, number = order.name, getattr(error, "errno", None)
    if isinstance(error, socket.gaierror):
        return Failure(f"there is no computer called {order.host}", "check the address and the network connection")
    if isinstance(error, av.error.ProtocolNotFoundError):
        scheme = order.url.partition("://")[0]
        return Failure(
            f"{scheme}:// is not known to the video library in use", "use rtmp://, rtmps://, udp:// or tcp://"
        )
    if live:
        if number == errno.ETIMEDOUT:
            return Failure(f"{name} takes the stream no longer", "check the network connection")
        return Failure(f"{name} has hung up", "check the receiver and the network connection")
    if number == errno.ECONNREFUSED:
        return Failure(f"nobody listens at {name}", "check the address, and start the receiver first")
    if number in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ETIMEDOUT):
        return Failure(f"{name} cannot be reached", "check the address and the network connection")
    if order.url.startswith("rtmps"):
        return Failure(f"{name} has refused the stream", "check address and stream key, or ask for its certificate")
    return Failure(f"{name} has refused the stream", "check address and stream key")


if __name__ == "__main__":
    Streamer().run()
