"""Child program: takes sound out of shared memory and writes it into a new file, beside a copied picture.

Commands: `open` (path, coding, ring, the film whose picture is to be copied; answered by `ready`), `quit`. When the
ring is finished the file is completed, `done` tells what is in it, and the program waits for `quit`.
"""

import contextlib
import errno
import os
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from numpy.typing import NDArray

from app.children.control import Control, Failure
from app.children.remux import Original, remedy
from app.shared_ring import SharedRing

JITTER_LIMIT_S = 0.02  # sound is shifted only by more than this
ORPHAN_LIMIT_S = 0.0  # nobody is left to give the file its name
WAIT_S = 0.05


@dataclass
class Order:
    """What to write where.

    Attributes:
        path: where it is written; name: what it will be called, for messages.
        format, codec: FFmpeg's names of the container and of the coding of the sound.
        bit_rate: bits per second, 0 where the coding has none.
        original: the file whose tags (and picture, if `picture`) are copied.
    """

    path: str
    name: str
    format: str
    codec: str
    bit_rate: int
    rate_hz: int
    original: str
    picture: bool
    ring: str


class Track:
    """The sound of a file being written: mono, without gaps, from the time of its first sample."""

    def __init__(self, container: OutputContainer, order: Order, shift_s: float) -> None:
        self.samples = 0
        self._container = container
        self._rate_hz = order.rate_hz
        self._shift_s = shift_s
        self._in_film = order.picture
        self._first: int | None = None  # sample at which the sound begins
        stream = container.add_stream(order.codec, rate=order.rate_hz, layout="mono")
        assert isinstance(stream, AudioStream)
        if order.bit_rate:
            stream.bit_rate = order.bit_rate
        self.stream = stream

    @property
    def end_s(self) -> float:
        """Time in the new file up to which there is sound."""
        return ((self._first or 0) + self.samples) / self._rate_hz

    def add(self, samples: NDArray[np.float32], time_s: float) -> None:
        """Append samples; fill a gap with silence, cut what overlaps."""
        place = round((time_s + self._shift_s) * self._rate_hz)
        if self._first is None:  # a file of sound alone begins with its sound
            self._first = max(0, place) if self._in_film else 0
            self._shift_s += (self._first - place) / self._rate_hz
            place = self._first
        off = place - self._first - self.samples
        if off > JITTER_LIMIT_S * self._rate_hz:
            self._silence(off)
        elif off < -JITTER_LIMIT_S * self._rate_hz:
            samples = samples[-off:]
        if len(samples):
            self._encode(samples)

    def finish(self) -> None:
        """Write what the encoder still holds."""
        if self._first is not None:
            self._container.mux(self.stream.encode(None))

    def _silence(self, count: int) -> None:
        while count > 0:
            piece = min(count, self._rate_hz)
            self._encode(np.zeros(piece, np.float32))
            count -= piece

    def _encode(self, samples: NDArray[np.float32]) -> None:
        sound = np.ascontiguousarray(np.clip(samples, -1.0, 1.0)[None, :])
        frame = av.AudioFrame.from_ndarray(sound, format="fltp", layout="mono")
        frame.sample_rate = self._rate_hz
        frame.pts, frame.time_base = (self._first or 0) + self.samples, Fraction(1, self._rate_hz)
        self._container.mux(self.stream.encode(frame))
        self.samples += len(samples)


class Soundtrack:
    """The program."""

    def __init__(self) -> None:
        self._track: Track | None = None
        self._path = ""
        self._control = Control(self._counters, ORPHAN_LIMIT_S)

    def run(self) -> None:
        """Serve one order."""
        command = self._control.command() or {}
        if command.pop("do", "") != "open":
            self._control.exit()
        order = Order(**command)
        self._path = order.path
        ring = SharedRing.attach(order.ring)
        try:
            self._write(order, ring)
        except Failure as failure:
            self._control.fail(failure)
        except (av.FFmpegError, OSError, ValueError) as error:
            self._control.fail(explain(error, order.name))
        self._control.send("done", **self._counters())
        self._control.quit.wait()
        self._control.exit()

    def _write(self, order: Order, ring: SharedRing) -> None:
        original = Original(order.original)
        container = av.open(order.path, "w", format=order.format)
        if order.picture:
            original.add_streams(container, os.path.splitext(order.name)[1])
        track = Track(container, order, original.sound_shift_s)
        original.add_tags(container, track.stream)
        self._begin(container, order)
        self._track = track
        self._control.send("ready", left_out=original.left_out)
        while not ring.finished:
            item = ring.get(WAIT_S)
            if item is None:
                if self._control.quit.is_set():
                    self._control.exit()  # given up: nobody wants the file
                continue
            track.add(item.samples(), item.time_s)
            original.copy_until(track.end_s, container)
        track.finish()
        original.copy_until(float("inf"), container)
        container.close()
        original.close()

    def _begin(self, container: OutputContainer, order: Order) -> None:
        try:
            container.start_encoding()
        except (av.FFmpegError, ValueError) as error:
            if order.picture and not isinstance(error, PermissionError) and not _is_full(error):
                raise Failure(
                    f"the picture of {order.original} does not fit into {order.name}",
                    remedy(os.path.splitext(order.name)[1]),
                ) from error
            raise

    def _counters(self) -> dict[str, Any]:
        size_bytes = 0
        with contextlib.suppress(OSError):
            size_bytes = os.path.getsize(self._path)
        track = self._track
        return {"samples": track.samples if track else 0, "bytes": size_bytes}


def _is_full(error: Exception) -> bool:
    return getattr(error, "errno", None) in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


def explain(error: Exception, path: str) -> Failure:
    """Say in words why the file cannot be written."""
    if _is_full(error):
        return Failure(f"the disk is full: {path} could not be completed", "free some space or choose another disk")
    if isinstance(error, PermissionError) or getattr(error, "errno", None) == errno.EROFS:
        return Failure(f"{path} may not be written", "choose another folder")
    return Failure(f"writing {path} failed: {getattr(error, 'strerror', None) or error}", "choose another kind of file")


if __name__ == "__main__":
    Soundtrack().run()
