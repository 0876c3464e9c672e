"""One network stream through a child process for each connection; what stands behind a LiveStream."""

import threading
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from app.child import Child, ChildError
from app.errors import StreamError
from app.media import AudioBlock, VideoFrame, now
from app.picture_fit import even_size, fit_picture
from app.shared_ring import SharedRing
from app.stream_status import StreamStatus
from app.stream_target import SCHEMES, StreamTarget, bit_rate_of

__all__ = ["StreamLine"]

AUDIO_BIT_RATE = 128_000
PICTURE_SLOTS = 3  # the newest wins
SOUND_SLOTS = 100  # blocks of 10 ms
SOUND_SLOT_SAMPLES = 4096
WAITS_S = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)  # between one connection and the next
STEADY_S = 20.0  # after so long a connection counts as good, and the waits begin anew
END_LIMIT_S = 1.5  # to hang up in order


class StreamLine:
    """Connects, sends, and connects again, driven by the pictures that come.

    Nothing waits for the network: what it cannot take is left out. A first connection that fails ends the stream; one
    that breaks is made again, for as long as pictures come.
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
        """Describe a stream; for the arguments see LiveStream."""
        self.target = target
        self._size, self._fps, self._audio_rate_hz, self._tell = even_size(size), fps, audio_rate_hz, tell
        self._bit_rate = bit_rate_of(kbit_s, self._size, fps)
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._rings: dict[str, SharedRing] = {}
        self._ended = False
        self._reason: ChildError | None = None  # why it is not live
        self._error: StreamError | None = None  # why it never will be again
        self._been_live = self._live = False
        self._since_s = self._again_s = 0.0
        self._failures = self._index = 0
        self._before = {"pictures": 0, "dropped": 0}  # of the connections before this one

    def status(self) -> StreamStatus:
        """Return a snapshot; callable from any thread."""
        child, reason, time_s = self._child, self._error or self._reason, now()
        said = child.counters if child is not None else {}
        sent = {name: self._before[name] + int(said.get(name, 0)) for name in self._before}
        status = StreamStatus(address=self.target.shown, pictures=sent["pictures"], dropped=sent["dropped"])
        why = replace(status, reason=reason.message, advice=reason.advice) if reason is not None else status
        if self._error is not None:
            return replace(why, state="refused")
        if self._ended:
            return status
        if said.get("live"):
            live_s = time_s - self._since_s if self._live else 0.0
            return replace(status, state="live", live_s=live_s, kbit_s=float(said.get("kbit_s", 0.0)))
        if not self._been_live:
            return replace(status, state="connecting")
        again_in_s = 0.0 if child is not None else max(self._again_s - time_s, 0.0)
        return replace(why, state="reconnecting", again_in_s=again_in_s)

    @property
    def child_pid(self) -> int | None:
        """Process id of the sender, None while there is none."""
        return self._child.pid if self._child else None

    def put_picture(self, frame: VideoFrame) -> None:
        """Hand a picture over, and see to the connection. Raises StreamError when the first one fails."""
        self._watch()
        if self._child is None and not self._ended and now() >= self._again_s:
            self._connect()
        ring = self._rings.get("video")
        if ring is not None:
            image = fit_picture(frame.image, self._size)
            ring.put(image, width=self._size[0], height=self._size[1], time_s=frame.time_s, index=self._index)
            self._index += 1

    def put_sound(self, block: AudioBlock) -> None:
        """Hand sound over; it is left out while there is no connection."""
        if block.rate_hz != self._audio_rate_hz:
            raise StreamError(f"sound at {block.rate_hz} Hz cannot be streamed", "choose another sound source")
        with self._lock:
            ring = self._rings.get("audio")
            for start in range(0, len(block.samples) if ring is not None else 0, SOUND_SLOT_SAMPLES):
                piece = np.asarray(block.samples[start : start + SOUND_SLOT_SAMPLES], np.float32)
                assert ring is not None
                ring.put(piece, width=block.rate_hz, time_s=block.time_s + start / block.rate_hz)

    def end(self) -> None:
        """Hang up; may be called twice."""
        self._ended = True
        child = self._child
        if child is None:
            return
        for ring in self._rings.values():
            ring.finish()
        try:
            if self._live:
                child.wait("done", END_LIMIT_S)
        except ChildError:
            pass  # nobody takes the rest
        self._drop_child()

    # -- on the thread of the pictures -----------------------------------------------------------------------------

    def _watch(self) -> None:
        """Notice that the connection is there, or has broken."""
        child = self._child
        if child is None:
            return
        if child.counters.get("live") and not self._live:
            if self._been_live:
                self._tell(f"the stream to {self.target.shown} is back")
            self._live = self._been_live = True
            self._since_s, self._reason = now(), None
        failure = child.failure()
        if failure is not None:
            self._broken(failure)

    def _broken(self, failure: ChildError) -> None:
        """Let the first failure end the stream; after a later one wait, longer each time."""
        if self._live and now() - self._since_s > STEADY_S:
            self._failures = 0
        was_live = self._live
        if self._been_live:
            self._reason = failure
            self._again_s = now() + WAITS_S[min(self._failures, len(WAITS_S) - 1)]
            self._failures += 1
        else:
            self._error = StreamError(failure.message, failure.advice)
        self._drop_child()  # last: whoever asks meanwhile finds one state or the other
        if self._error is not None:
            raise self._error
        if was_live:
            self._tell(f"the stream has broken off: {failure.message}; it is connected again by itself")

    def _connect(self) -> None:
        child = Child("streamer")
        try:
            child.start()
        except ChildError as error:
            self._broken(error)
            return
        picture_bytes = self._size[0] * self._size[1] * 3
        rings = {
            "video": SharedRing.create(PICTURE_SLOTS, picture_bytes, keep_all=False),
            "audio": SharedRing.create(SOUND_SLOTS, SOUND_SLOT_SAMPLES * 4, keep_all=True),
        }
        child.send(
            {
                "do": "open",
                "url": self.target.url,
                "name": self.target.shown,
                "host": self.target.host,
                "format": SCHEMES[self.target.scheme],
                "width": self._size[0],
                "height": self._size[1],
                "fps": self._fps,
                "bit_rate": self._bit_rate,
                "audio_rate_hz": self._audio_rate_hz,
                "audio_bit_rate": AUDIO_BIT_RATE,
                "video_ring": rings["video"].name,
                "audio_ring": rings["audio"].name,
            }
        )
        with self._lock:
            self._rings, self._child = rings, child

    def _drop_child(self) -> None:
        child = self._child
        with self._lock:
            rings, self._rings, self._child, self._live = self._rings, {}, None, False
        if child is not None:
            for name in self._before:
                self._before[name] += int(child.counters.get(name, 0))
            child.close(0.0)
        for ring in rings.values():
            ring.close()
