"""Films, pictures, sound files and network streams as sources. Decoding happens in the reader child process."""

import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from app.child import Child, ChildError
from app.errors import AppError, EndOfSource, MediaError, StreamError
from app.media import AudioBlock, VideoFrame
from app.shared_ring import RingItem, SharedRing
from app.sources.media_info import MediaInfo, check_file

__all__ = ["MediaFile", "MediaInfo"]

OPEN_LIMIT_S = 30.0
READ_SLICE_S = 0.1
STREAM_SILENCE_LIMIT_S = 10.0
RING_BYTES = 48_000_000  # what the pictures may take, whatever their size
LIVE_SLOTS = 3
SOUND_SLOTS = 250  # of 20 ms
SOUND_SLOT_BYTES = 960 * 4
_ADDRESS = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]+://")  # two letters at least: C:\ is a file

Item = TypeVar("Item", VideoFrame, AudioBlock)


class MediaFile:
    """A film, a still picture, a sound file or a network stream, with its picture and its sound as two sources.

    Both sources may be read by different threads, in any order and at any pace; each keeps its own place. Memory is
    bounded whatever the length of the film.

    Args:
        address: path of a file, or an address such as rtsp://, http://, rtmp://, udp://.
        live: items come when they are due, `time_s` is on the session clock, and the newest picture wins. Else they
            come as fast as they are taken, none is dropped, and `time_s` is film time from 0. A still picture lasts
            forever live, else one frame.
        mirror: exchange left and right.
        max_side: pictures are made smaller, never larger, until no side exceeds this many pixels.
        loop: begin again at the end.
        with_audio: False leaves the sound alone, even if there is some.
        with_video: False leaves the picture alone, and needs none: sound files can be opened only so.
    """

    def __init__(
        self,
        address: str,
        *,
        live: bool,
        mirror: bool = False,
        max_side: int | None = None,
        loop: bool = False,
        with_audio: bool = True,
        with_video: bool = True,
    ) -> None:
        self.network = bool(_ADDRESS.match(address)) and not address.startswith("file://")
        self.address = address if self.network else os.path.abspath(address.removeprefix("file://"))
        self.live = live
        self._mirror = mirror
        self._max_side = max_side
        self._loop = loop
        self._with_audio = with_audio
        self._with_video = with_video
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._info: MediaInfo | None = None
        self._users = 0
        self._damaged = False
        self.video: _VideoSource = _VideoSource(self)
        self._audio = _AudioSource(self)

    def probe(self) -> MediaInfo:
        """Open the input and say what it holds. Raises MediaError, for an address StreamError."""
        with self._lock:
            self._ensure_open()
            assert self._info is not None
            return self._info

    @property
    def info(self) -> MediaInfo:
        """The same as `probe()`."""
        return self._info or self.probe()

    @property
    def audio(self) -> "_AudioSource | None":
        """The sound, mono float32 at 48 kHz; None if there is none or it is not wanted. Probes the input."""
        return self._audio if self._with_audio and self.info.has_audio else None

    @property
    def damaged(self) -> bool:
        """Whether parts could not be decoded, or the film ended before its time."""
        child = self._child
        return self._damaged or bool(child and child.counters.get("damaged"))

    @property
    def endless(self) -> bool:
        """Whether this is a live stream: its end is a break, not an ending."""
        return self.network and self.live and self._info is not None and self._info.duration_s is None

    @property
    def child_pid(self) -> int | None:
        """Process id of the reader, None while there is none."""
        return self._child.pid if self._child else None

    def interrupt(self) -> None:
        """Make waiting and later reads raise EndOfSource; callable from any thread."""
        self.video.interrupt()
        self._audio.interrupt()

    def close(self) -> None:
        """End the reader of a film that was probed only; while a source is open, nothing happens."""
        with self._lock:
            if self._users == 0:
                self._end_child()

    def acquire(self, kind: str) -> tuple[SharedRing, Child]:
        """Start delivery of one kind ("video" or "audio") into a new ring; return it and the reader that fills it."""
        with self._lock:
            if self._child is not None and self._child.failure() is not None:
                self._end_child()  # whoever else has a ring of it finds out by itself
            self._ensure_open()
            assert self._info is not None and self._child is not None
            ring = self._make_ring(kind, self._info)
            self._users += 1
            self._child.send({"do": "start", "rings": {kind: ring.name}})
            return ring, self._child

    def release(self, ring: SharedRing) -> None:
        """Give a ring back; the last one ends the reader."""
        with self._lock:
            self._users -= 1
            if self._users == 0:
                self._end_child()
        ring.close()

    def failure(self, reader: Child) -> AppError | None:
        """Return what is wrong with a reader that `acquire` gave, None while it is well."""
        error = reader.failure()
        return self._explain(error) if error else None

    def has_ended(self, kind: str) -> bool:
        """Whether the reader has said that this kind is over (it says so together with `damaged`)."""
        child = self._child
        return child is None or bool(child.counters.get(f"{kind}_ended"))

    def _ensure_open(self) -> None:
        if self._child is not None:
            return
        if not self.network:
            check_file(self.address, "a film or a picture" if self._with_video else "a sound file or a film")
        once = self.network if self.live else self.address.startswith(("rtsp", "rtmp", "udp", "tcp", "srt"))
        child = Child("reader")
        try:
            child.start()
            child.send(
                {
                    "do": "open",
                    "address": self.address,
                    "network": self.network,
                    "live": self.live,
                    "loop": self._loop,
                    "mirror": self._mirror,
                    "max_side": self._max_side,
                    "sound_only": not self._with_video,
                    "once": once or not (self.network or Path(self.address).is_file()),
                }
            )
            ready = child.wait("ready", OPEN_LIMIT_S, self.video.interrupted)
        except ChildError as error:
            child.close(0.0)
            raise self._explain(error) from None
        self._child = child
        self._damaged = False
        self._info = MediaInfo(**{name: ready[name] for name in MediaInfo.__slots__})

    def _make_ring(self, kind: str, info: MediaInfo) -> SharedRing:
        if kind == "audio":
            return SharedRing.create(SOUND_SLOTS, SOUND_SLOT_BYTES, keep_all=True)
        slot_bytes = info.width * info.height * 3
        slots = LIVE_SLOTS if self.live else max(2, min(8, RING_BYTES // slot_bytes))
        return SharedRing.create(slots, slot_bytes, keep_all=not self.live)

    def _end_child(self) -> None:
        if self._child is None:
            return
        self._damaged = self.damaged
        self._child.close(1.0)
        self._child = None

    def _explain(self, error: ChildError) -> AppError:
        name = self.address
        message = error.message if name in error.message else f"reading {name} failed: {error.message}"
        return (StreamError if self.network else MediaError)(message, error.advice)


class _RingSource:
    """What both sources share: one ring, opened, read and closed by one thread."""

    kind = ""

    def __init__(self, media: MediaFile) -> None:
        self._media = media
        self._ring: SharedRing | None = None
        self._reader: Child | None = None
        self.interrupted = threading.Event()

    def open(self) -> None:
        """Start decoding. Raises MediaError, for an address StreamError."""
        if self._ring is None:
            self.interrupted.clear()
            self._ring, self._reader = self._media.acquire(self.kind)

    def close(self) -> None:
        """Stop decoding; may be called twice."""
        if self._ring is not None:
            self._media.release(self._ring)
            self._ring = None
        else:
            self._media.close()  # it may have been probed

    def interrupt(self) -> None:
        """Make a waiting `open` fail and a waiting `read` raise EndOfSource; callable from any thread."""
        self.interrupted.set()

    def _next(self, make: Callable[[RingItem], Item]) -> Item:
        ring, reader = self._ring, self._reader
        if ring is None or reader is None:
            raise EndOfSource
        silent_since_s = time.perf_counter()
        while not self.interrupted.is_set():
            item = ring.get(READ_SLICE_S)
            if item is not None:
                return make(item)
            if ring.finished:
                self._await_verdict()
                if self._media.endless:
                    raise StreamError(f"{self._media.address} has ended", "start the sender again")
                raise EndOfSource
            failure = self._media.failure(reader)
            if failure is not None:
                raise failure
            if self._media.network and time.perf_counter() - silent_since_s > STREAM_SILENCE_LIMIT_S:
                raise StreamError(
                    f"{self._media.address} has sent nothing for {STREAM_SILENCE_LIMIT_S:.0f} s",
                    "check the network and the sender",
                )
        raise EndOfSource

    def _await_verdict(self) -> None:
        """The word on damage takes another road than the items: let it arrive."""
        deadline = time.perf_counter() + 0.5
        while not self._media.has_ended(self.kind) and time.perf_counter() < deadline:
            time.sleep(0.005)


class _VideoSource(_RingSource):
    """The picture of a MediaFile: a Source[VideoFrame]."""

    kind = "video"

    def read(self) -> VideoFrame:
        """Wait for the next frame. Raises EndOfSource at the end, MediaError or StreamError on failure."""
        return self._next(lambda item: VideoFrame(item.picture(), item.time_s, item.index))


class _AudioSource(_RingSource):
    """The sound of a MediaFile: a Source[AudioBlock]."""

    kind = "audio"

    def read(self) -> AudioBlock:
        """Wait for the next block of up to 20 ms. Raises EndOfSource, MediaError or StreamError."""
        return self._next(
            lambda item: AudioBlock(item.samples().astype(np.float32, copy=False), item.width, item.time_s)
        )
