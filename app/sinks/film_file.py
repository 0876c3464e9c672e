"""One MP4 file being written through the encoder child process; what stands behind a Recorder."""

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.child import Child, ChildDiedError, ChildError
from app.errors import MediaError
from app.media import AudioBlock, VideoFrame
from app.picture_cutout import cut_out
from app.picture_fit import even_size, fit_picture
from app.shared_ring import SharedRing

__all__ = ["FilmFile", "RecorderStatus"]

OPEN_LIMIT_S = 20.0
STALL_LIMIT_S = 30.0
FINISH_LIMIT_S = 60.0
PUT_SLICE_S = 0.1
RING_BYTES = 48_000_000
SOUND_SLOTS = 512
SOUND_SLOT_SAMPLES = 4096


@dataclass(frozen=True, slots=True)
class RecorderStatus:
    """What a recording has come to.

    Attributes:
        frames: pictures in the file so far (a second behind while recording).
        frames_dropped, blocks_dropped: items lost because the encoder was too slow or had failed.
        bytes: size of the file.
        duration_s: length of the film.
        error: what ended it early, else None.
        crashed: that was the encoder itself, not the disk or the path: another recording can go on.
    """

    frames: int
    frames_dropped: int
    blocks_dropped: int
    bytes: int
    duration_s: float
    error: MediaError | None
    crashed: bool = False


class FilmFile:
    """One film being written, fed by up to two threads. For the arguments see Recorder."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        fps: float,
        size: tuple[int, int] | None,
        audio_rate_hz: int | None,
        lossless: bool,
        crf: int,
        preset: str,
        audio_bit_rate: int,
        transparent: bool = False,
    ) -> None:
        self.path = Path(os.path.abspath(path))
        self.audio_rate_hz = audio_rate_hz
        self._lossless = lossless
        self._options = {
            "fps": fps,
            "lossless": lossless,
            "crf": crf,
            "preset": preset,
            "audio_bit_rate": audio_bit_rate,
            "transparent": transparent,
        }
        self._transparent = transparent
        self._size = even_size(size) if size else None
        self._lock = threading.RLock()
        self._child: Child | None = None
        self._rings: dict[str, SharedRing] = {}
        self._dropped = {"video": 0, "audio": 0}
        self._counters: dict[str, float] = {}
        self._error: MediaError | None = None
        self._crashed = False
        self._told = False
        self._finished = False
        self._open_ends = {"video"} | ({"audio"} if audio_rate_hz else set())

    def status(self) -> RecorderStatus:
        """Return counters; callable from any thread."""
        child = self._child
        counters = self._counters or (child.counters if child else {})
        return RecorderStatus(
            frames=int(counters.get("frames", 0)),
            frames_dropped=self._dropped["video"],
            blocks_dropped=self._dropped["audio"],
            bytes=int(counters.get("bytes", 0)),
            duration_s=float(counters.get("duration_s", 0.0)),
            error=self._error,
            crashed=self._crashed,
        )

    @property
    def child_pid(self) -> int | None:
        """Process id of the encoder, None while there is none."""
        return self._child.pid if self._child else None

    def close(self) -> None:
        """Complete the file; what is written afterwards is refused. Raises MediaError if that fails, once."""
        with self._lock:
            self._open_ends.clear()
            self._finish()
            self._tell()

    def begin(self) -> None:
        """Start the encoder; the second sink finds it started. Raises MediaError."""
        with self._lock:
            if self._finished:
                raise MediaError(f"the recording {self.path} is closed", "start a new one")
            if self._child is not None:
                return
            _check_writable(self.path)
            child = Child("encoder")
            try:
                child.start()
            except ChildError as error:
                raise MediaError(error.message, error.advice) from None
            self._child = child
            if self.audio_rate_hz:
                self._rings["audio"] = SharedRing.create(SOUND_SLOTS, SOUND_SLOT_SAMPLES * 4, keep_all=True)

    def put_picture(self, frame: VideoFrame) -> None:
        """Hand a frame to the encoder. Raises MediaError once when the recording has failed."""
        with self._lock:
            if "video" not in self._rings:
                self._open_file(frame)
            size = self._size
        if "video" not in self._rings or size is None:
            self._dropped["video"] += 1
            return
        image = fit_picture(frame.image, size)
        if self._transparent:
            image = _clear(image, frame.alpha)
        self._put("video", image, width=size[0], height=size[1], time_s=frame.time_s)

    def put_sound(self, block: AudioBlock) -> None:
        """Hand a block to the encoder. Raises MediaError once when the recording has failed."""
        if "audio" not in self._rings:
            self._dropped["audio"] += 1
            return
        if block.rate_hz != self.audio_rate_hz:
            raise MediaError(
                f"sound at {block.rate_hz} Hz does not fit {self.path}", f"send it at {self.audio_rate_hz} Hz"
            )
        for start in range(0, len(block.samples), SOUND_SLOT_SAMPLES):
            piece = np.asarray(block.samples[start : start + SOUND_SLOT_SAMPLES], np.float32)
            self._put("audio", piece, width=block.rate_hz, time_s=block.time_s + start / block.rate_hz)

    def end(self, kind: str) -> None:
        """Close one sink; the last one completes the file. Raises MediaError if that fails, once."""
        with self._lock:
            if kind not in self._open_ends:
                return
            self._open_ends.discard(kind)
            if kind in self._rings:
                self._rings[kind].finish()
            if not self._open_ends:
                self._finish()
                self._tell()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _open_file(self, frame: VideoFrame) -> None:
        """Make the file once the size is known."""
        child = self._child
        if child is None or self._error is not None:
            self._tell()
            return
        if self._size is None:
            self._size = even_size((frame.image.shape[1], frame.image.shape[0]))
        slot_bytes = self._size[0] * self._size[1] * (4 if self._transparent else 3)
        ring = SharedRing.create(max(3, min(16, RING_BYTES // slot_bytes)), slot_bytes, keep_all=True)
        self._rings["video"] = ring
        audio = self._rings.get("audio")
        child.send(
            {
                "do": "open",
                "path": str(self.path),
                "width": self._size[0],
                "height": self._size[1],
                "audio_rate_hz": self.audio_rate_hz,
                "video_ring": ring.name,
                "audio_ring": audio.name if audio else None,
                **self._options,
            }
        )
        try:
            child.wait("ready", OPEN_LIMIT_S)
        except ChildError as error:
            self._fail(error)
            self._tell()

    def _put(
        self,
        kind: str,
        payload: NDArray[np.uint8] | NDArray[np.float32],
        *,
        width: int,
        height: int = 0,
        time_s: float,
    ) -> None:
        ring = self._rings[kind]
        wait_s = PUT_SLICE_S if self._lossless else 0.0
        deadline = time.perf_counter() + STALL_LIMIT_S
        while True:
            if self._error is None and self._child is not None:
                failure = self._child.failure()
                if failure is not None:
                    self._fail(failure)
            if self._error is not None:
                self._dropped[kind] += 1
                self._tell()
                return
            if ring.put(payload, width=width, height=height, time_s=time_s, timeout_s=wait_s):
                return
            if not self._lossless:
                self._dropped[kind] += 1
                return
            if time.perf_counter() > deadline:
                self._fail(ChildError(f"writing {self.path} has stalled for {STALL_LIMIT_S:.0f} s", "try again"))

    def _finish(self) -> None:
        """Let the encoder complete the file, and end it."""
        child = self._child
        if child is None or self._finished:
            self._finished = True
            return
        self._finished = True
        for ring in self._rings.values():
            ring.finish()
        if "video" in self._rings and self._error is None:
            try:
                self._counters = child.wait("done", FINISH_LIMIT_S)
            except ChildError as error:
                self._fail(error)
        self._counters = self._counters or dict(child.counters)
        child.close()
        self._child = None
        if "video" not in self._rings:
            self.path.unlink(missing_ok=True)  # no picture ever came: leave no empty file behind
        for ring in self._rings.values():
            ring.close()

    def _fail(self, error: ChildError) -> None:
        if self._error is None:
            text = error.message
            if str(self.path) not in text:
                text = f"recording {self.path} stopped: {text}"
            self._crashed = isinstance(error, ChildDiedError)
            self._error = MediaError(text, error.advice)

    def _tell(self) -> None:
        """Raise the error the first time only: both sinks and the closing meet it."""
        with self._lock:
            if self._error is not None and not self._told:
                self._told = True
                raise self._error


def _clear(image: NDArray[np.uint8], alpha: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """Return (h, w, 4) RGBA: without what is behind the portrait; solid where no matte fits."""
    if alpha is None or alpha.shape != image.shape[:2]:
        alpha = np.full(image.shape[:2], 255, np.uint8)
    return cut_out(image, alpha)


def _check_writable(path: Path) -> None:
    """Find the plain mistakes early. Raises MediaError."""
    if not path.parent.is_dir():
        raise MediaError(f"the folder {path.parent} does not exist", "make it or choose another one")
    try:
        with path.open("wb"):
            pass
    except OSError as error:
        raise MediaError(f"{path} cannot be written: {error.strerror}", "choose another folder or name") from None
