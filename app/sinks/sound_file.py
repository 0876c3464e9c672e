"""Sound into a new file of its own or beside the copied picture of a film; the writing happens in a child process."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.child import Child, ChildError
from app.errors import MediaError
from app.media import AudioBlock
from app.shared_ring import SharedRing

__all__ = ["SOUND_FORMATS", "SoundFile", "SoundFormat", "sound_format"]

OPEN_LIMIT_S = 30.0
STALL_LIMIT_S = 30.0
PUT_SLICE_S = 0.1
SLOTS = 64
SLOT_SAMPLES = 4096


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """A kind of file.

    Attributes:
        container, codec: FFmpeg's names.
        bit_rate: bits per second, 0 where the coding has none.
        film: it can hold a picture.
    """

    container: str
    codec: str
    bit_rate: int = 0
    film: bool = False


SOUND_FORMATS = {
    ".wav": SoundFormat("wav", "pcm_s16le"),
    ".flac": SoundFormat("flac", "flac"),
    ".mp3": SoundFormat("mp3", "libmp3lame", 128_000),
    ".m4a": SoundFormat("ipod", "aac", 128_000),
    ".ogg": SoundFormat("ogg", "libopus", 64_000),
    ".opus": SoundFormat("opus", "libopus", 64_000),
    ".mp4": SoundFormat("mp4", "aac", 128_000, film=True),
    ".m4v": SoundFormat("mp4", "aac", 128_000, film=True),
    ".mov": SoundFormat("mov", "aac", 128_000, film=True),
    ".mkv": SoundFormat("matroska", "libopus", 64_000, film=True),
    ".webm": SoundFormat("webm", "libopus", 64_000, film=True),
}


def sound_format(path: Path) -> SoundFormat:
    """Return the kind of file that a name stands for. Raises MediaError."""
    try:
        return SOUND_FORMATS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(SOUND_FORMATS)
        raise MediaError(
            f"{path}: this kind of file cannot be written", f"give the output a name that ends in one of {known}"
        ) from None


class SoundFile:
    """A Sink[AudioBlock] that writes mono sound into a file and waits for it: nothing is dropped.

    In a film, picture, subtitles, chapters and tags of the original are copied without decoding; the sound stands at
    its time, counted from the beginning of the original. A file of sound alone begins with its first sample.

    Args:
        path: file to write; replaced if it is there.
        name: what the file will be called in the end; its ending decides about container and coding.
        original: file whose picture (if the container can hold it) and tags are taken over.
        rate_hz: of the blocks.

    Attributes:
        left_out: what of the original the new container cannot hold, in words; known once open.
    """

    name = "sound file"
    backlog = 50

    def __init__(self, path: Path, *, name: Path, original: Path, rate_hz: int = 48_000) -> None:
        self.left_out: list[str] = []
        self.samples = 0
        self._kind = sound_format(name)
        self._path, self._final, self._original = path, name, original
        self._rate_hz = rate_hz
        self._child: Child | None = None
        self._ring: SharedRing | None = None
        self._given_up = threading.Event()

    @property
    def child_pid(self) -> int | None:
        """Process id of the writer, None while there is none."""
        return self._child.pid if self._child else None

    def open(self) -> None:
        """Start the writer. Raises MediaError if the file cannot be written."""
        child, ring = Child("soundtrack"), SharedRing.create(SLOTS, SLOT_SAMPLES * 4, keep_all=True)
        self._ring = ring
        try:
            child.start()
            self._child = child
            child.send(
                {
                    "do": "open",
                    "path": str(self._path.absolute()),
                    "name": str(self._final),
                    "format": self._kind.container,
                    "codec": self._kind.codec,
                    "bit_rate": self._kind.bit_rate,
                    "rate_hz": self._rate_hz,
                    "original": str(self._original.absolute()),
                    "picture": self._kind.film,
                    "ring": ring.name,
                }
            )
            ready = child.wait("ready", OPEN_LIMIT_S, self._given_up)
        except ChildError as error:
            self._end()
            raise self._explain(error) from None
        self.left_out = [str(words) for words in ready.get("left_out", [])]

    def write(self, block: AudioBlock) -> None:
        """Add a block. Raises MediaError when writing has failed."""
        if block.rate_hz != self._rate_hz:
            raise MediaError(f"sound at {block.rate_hz} Hz does not fit {self._final}", f"send {self._rate_hz} Hz")
        samples = np.asarray(block.samples, np.float32)
        for start in range(0, len(samples), SLOT_SAMPLES):
            self._put(samples[start : start + SLOT_SAMPLES], block.time_s + start / block.rate_hz)
        self.samples += len(samples)

    def close(self) -> None:
        """Complete the file, which may take long where much picture follows; may be called twice. Raises MediaError."""
        if self._child is None or self._ring is None:
            return
        self._ring.finish()
        try:
            self._await_done(self._child)
        except ChildError as error:
            if not self._given_up.is_set():
                raise self._explain(error) from None
        finally:
            self._end()

    def give_up(self) -> None:
        """Let a waiting `write` fail and `close` end at once, leaving a file that is worth nothing; from any thread."""
        self._given_up.set()

    def _put(self, samples: NDArray[np.float32], time_s: float) -> None:
        child, ring = self._child, self._ring
        if child is None or ring is None:
            raise MediaError(f"{self._final} is closed", "start again")
        deadline = time.perf_counter() + STALL_LIMIT_S
        while not ring.put(samples, width=self._rate_hz, time_s=time_s, timeout_s=PUT_SLICE_S):
            failure = child.failure()
            if failure is not None:
                raise self._explain(failure)
            if self._given_up.is_set():
                raise MediaError(f"writing {self._final} was given up", "start again")
            if time.perf_counter() > deadline:
                raise MediaError(f"writing {self._final} has stalled for {STALL_LIMIT_S:.0f} s", "try again")

    def _await_done(self, child: Child) -> None:
        """Wait as long as the file grows."""
        size_bytes = -1
        while True:
            try:
                child.wait("done", STALL_LIMIT_S, self._given_up)
                return
            except ChildError:
                grown_bytes = int(child.counters.get("bytes", 0))
                if child.failure() is not None or self._given_up.is_set() or grown_bytes == size_bytes:
                    raise
                size_bytes = grown_bytes

    def _end(self) -> None:
        if self._child is not None:
            self._child.close(0.0 if self._given_up.is_set() else 3.0)
            self._child = None
        if self._ring is not None:
            self._ring.close()
            self._ring = None

    def _explain(self, error: ChildError) -> MediaError:
        message = error.message
        if not any(str(path) in message for path in (self._final, self._original, self._original.absolute())):
            message = f"writing {self._final} failed: {message}"
        return MediaError(message, error.advice)
