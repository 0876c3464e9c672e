"""Child program: takes pictures and sound out of shared memory and writes an MP4 file, or a transparent MOV file.

Commands: `open` (path, sizes, rates, ring names; answered by `ready`), `quit`. When both rings are finished the file
is completed, `done` tells what is in it, and the program waits for `quit`.

The file is written in fragments, so that it plays however the program ends; when it is completed in order FFmpeg
turns it into an ordinary MP4 ("hybrid_fragmented"). Times come with the items: nothing is assumed about rates.
"""

import contextlib
import errno
import os
import time
from dataclasses import dataclass
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from app.children.control import Control, Failure
from app.children.tracks import VIDEO_TIME_BASE, Pictures, Sound
from app.shared_ring import RingItem, SharedRing

FRAGMENT_S = 0.5
ORIGIN_WAIT_S = 0.25
SOUND_LAG_LIMIT_S = 2.0
ORPHAN_LIMIT_S = 5.0


@dataclass
class Order:
    """What to write where."""

    path: str
    width: int
    height: int
    fps: float
    audio_rate_hz: int | None
    lossless: bool
    crf: int
    preset: str
    audio_bit_rate: int
    video_ring: str
    audio_ring: str | None
    transparent: bool = False  # pictures have four channels


class Film:
    """An MP4 file being written. Times are seconds from the start of the film."""

    def __init__(self, order: Order) -> None:
        self.frames = 0
        self._picture_end_s = 0.0
        self._last_pts = -1
        options = {
            "movflags": "+hybrid_fragmented+frag_keyframe+default_base_moof+delay_moov",
            "frag_duration": str(int(FRAGMENT_S * 1e6)),
            "flush_packets": "1",
            "max_interleave_delta": "1000000",  # sound that fails to come must not keep pictures in memory
        }
        kind = "mov" if order.transparent else "mp4"
        self._container = av.open(order.path, "w", format=kind, options=options)
        self._pictures = self._add_pictures(order)
        self.sound: Sound | None = None
        if order.audio_rate_hz:
            self.sound = Sound(self._container, order.audio_rate_hz, order.audio_bit_rate)
        self._fills_lag = not order.lossless
        self._period_s = 1 / order.fps
        self._container.start_encoding()

    @property
    def end_s(self) -> float:
        """How long the film is."""
        return max(self._picture_end_s, self.sound.end_s if self.sound is not None else 0.0)

    def add_picture(self, image: NDArray[np.uint8], time_s: float) -> None:
        """Append (height, width, 3) RGB, or RGBA; a picture from before the last one is left out."""
        pts = round(time_s / VIDEO_TIME_BASE)
        if pts <= self._last_pts:
            return
        self._last_pts = pts
        self._container.mux(self._pictures.encode(self._pictures.convert(image), pts))
        self.frames += 1
        self._picture_end_s = max(self._picture_end_s, time_s + self._period_s)
        if self.sound is not None and self._fills_lag:  # live sound that fails to come: the file grows only with both
            self._container.mux(self.sound.fill_until(time_s - SOUND_LAG_LIMIT_S))

    def add_sound(self, samples: NDArray[np.float32], time_s: float) -> None:
        """Append mono samples; fill a gap with silence, cut what overlaps."""
        if self.sound is not None:
            self._container.mux(self.sound.add(samples, time_s))

    def close(self) -> None:
        """Write what the encoders still hold, and complete the file."""
        self._container.mux(self._pictures.finish())
        if self.sound is not None:
            self._container.mux(self.sound.finish())
        self._container.close()

    def _add_pictures(self, order: Order) -> Pictures:
        size = (order.width, order.height)
        if order.transparent:  # Apple ProRes 4444: what film editors take, every picture by itself
            pictures = Pictures(self._container, "prores_aw", "yuva444p10le", size, order.fps)
            pictures.context.options = {"profile": "4"}
            return pictures
        pictures = Pictures(self._container, "libx264", "yuv420p", size, order.fps)
        pictures.context.gop_size = max(1, round(order.fps))
        pictures.context.max_b_frames = 0  # no reordering: a broken-off file loses less, and no edit list is needed
        pictures.context.options = {"crf": str(order.crf), "preset": order.preset, "rc-lookahead": "10"}
        return pictures


class Encoder:
    """The program."""

    def __init__(self) -> None:
        self._film: Film | None = None
        self._path = ""
        self._control = Control(self._counters, ORPHAN_LIMIT_S)

    def run(self) -> None:
        """Serve one order."""
        command = self._control.command() or {}
        if command.pop("do", "") != "open":
            self._control.exit()
        order = Order(**command)
        self._path = order.path
        rings = [SharedRing.attach(name) for name in (order.video_ring, order.audio_ring) if name]
        try:
            self._film = Film(order)
            self._control.send("ready")
            self._write(self._film, rings)
            self._film.close()
        except (av.FFmpegError, OSError, ValueError) as error:
            self._control.fail(explain(error, order.path))
        self._control.send("done", **self._counters())
        self._control.quit.wait()
        self._control.exit()

    def _write(self, film: Film, rings: list[SharedRing]) -> None:
        held, zero_s = self._find_zero(rings)
        for kind, held_item in held:
            self._add(film, kind, held_item, zero_s)
        while not all(ring.finished for ring in rings):
            idle = True
            for kind, ring in enumerate(rings):
                item = ring.get()
                if item is not None:
                    idle = False
                    self._add(film, kind, item, zero_s)
            if idle:
                if self._control.quit.is_set():
                    return  # told to end, or the parent is gone: complete the file with what there is
                time.sleep(0.001)

    def _find_zero(self, rings: list[SharedRing]) -> tuple[list[tuple[int, RingItem]], float]:
        """Wait for the first item of each ring, not for ever; the film begins with the earliest."""
        first: dict[int, RingItem] = {}
        waited_since_s: float | None = None
        while not self._control.quit.is_set():
            for kind, ring in enumerate(rings):
                found = None if kind in first else ring.get()
                if found is not None:
                    first[kind] = found
            if first and waited_since_s is None:
                waited_since_s = time.perf_counter()
            waited = waited_since_s is not None and time.perf_counter() - waited_since_s > ORIGIN_WAIT_S
            if waited or all(kind in first or ring.finished for kind, ring in enumerate(rings)):
                break
            time.sleep(0.001)
        held = sorted(first.items())
        return held, min((item.time_s for _, item in held), default=0.0)

    def _add(self, film: Film, kind: int, item: RingItem, zero_s: float) -> None:
        time_s = item.time_s - zero_s
        if kind == 0:
            film.add_picture(item.picture(), time_s)
        else:
            film.add_sound(item.samples(), time_s)

    def _counters(self) -> dict[str, Any]:
        film = self._film
        if film is None:
            return {}
        size_bytes = 0
        with contextlib.suppress(OSError):
            size_bytes = os.path.getsize(self._path)
        return {
            "frames": film.frames,
            "samples": film.sound.samples if film.sound is not None else 0,
            "filled_samples": film.sound.filled_samples if film.sound is not None else 0,
            "cut_samples": film.sound.cut_samples if film.sound is not None else 0,
            "duration_s": film.end_s,
            "bytes": size_bytes,
        }


def explain(error: Exception, path: str) -> Failure:
    """Say in words why the film cannot be written."""
    number = getattr(error, "errno", None)
    if number == errno.ENOSPC:
        return Failure(f"the disk is full: {path} ends here", "free some space; what was recorded until now plays")
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Failure(f"{path} may not be written", "choose another folder")
    return Failure(
        f"writing {path} failed: {getattr(error, 'strerror', None) or error}", "choose another folder or size"
    )


if __name__ == "__main__":
    Encoder().run()
