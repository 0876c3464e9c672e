"""Child program: decodes a film, a picture, sound or a network stream into shared memory.

Commands: `open` (answered by `ready` with what the input holds), `start` (kind, ring) once for each kind that is
wanted, `quit`. A file is opened once for the picture and once for the sound, each with a thread of its own, so that
neither consumer can hold up the other; a network stream is opened once.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from app.children.control import Control, Failure
from app.children.damage import is_cut_off
from app.children.media_input import (
    SOUND_RATE_HZ,
    STILL_FPS,
    Info,
    Pictures,
    Sound,
    explain,
    inspect_input,
    inspect_sound,
    open_input,
    pick_streams,
)
from app.children.pace import Pace
from app.shared_ring import SharedRing

BLOCK_SAMPLES = 960  # 20 ms
PIECE_SAMPLES = 480  # 10 ms: live, a block that is not a whole number of them would delay all that follow
SOUND_LATE_LIMIT_S = 0.3
SOUND_JUMP_S = 0.03


@dataclass
class Job:
    """What to play and how."""

    address: str
    network: bool
    live: bool
    loop: bool
    mirror: bool
    max_side: int | None
    once: bool  # the input can be opened only once
    sound_only: bool = False

    def open(self) -> InputContainer:
        """Open the input. Raises Failure."""
        low_delay = self.network and self.live
        return open_input(self.address, network=self.network, low_delay=low_delay, sound=self.sound_only)


class Feed:
    """Reads one container and puts what it decodes into the rings that are there."""

    def __init__(self, job: Job, info: Info, pace: Pace | None, counters: dict[str, Any]) -> None:
        self.rings: dict[str, SharedRing] = {}
        self._job = job
        self._info = info
        self._pace = pace
        self._counters = counters
        self._pictures = Pictures(info, mirror=job.mirror)
        self._sound = Sound()
        self._index = 0
        self._shift_s = 0.0  # film time added by loops
        self._last_s = -1.0
        self._sound_next_s: float | None = None
        self._rest: NDArray[np.float32] = np.zeros(0, np.float32)  # sound that does not fill a block yet

    def run(self, container: InputContainer) -> None:
        """Play to the end, or again and again. Raises Failure."""
        while True:
            try:
                if self._info.still:
                    self._show_still(container)
                else:
                    self._play(container)
            except (av.FFmpegError, OSError) as error:
                if self._job.network:
                    raise explain(error, self._job.address, network=True) from error
                self._counters["damaged"] = True  # what came before has been delivered
            end_s = max(self._last_s + 1 / self._info.fps if self._last_s >= 0 else 0.0, self._sound_next_s or 0.0)
            if not self._job.loop or end_s <= self._shift_s:
                break
            self._shift_s += self._info.duration_s or (end_s - self._shift_s)
            self._sound_next_s = None
            container.seek(0)
        self._finish()

    def _play(self, container: InputContainer) -> None:
        video, audio = pick_streams(container, self._job.address, need_video=not self._job.sound_only)
        wanted = ("video", "audio") if self._job.once else tuple(self.rings)  # a ring may be added to a stream later
        streams = [s for kind, s in (("video", video), ("audio", audio)) if s is not None and kind in wanted]
        starts = [float(s.start_time * s.time_base) for s in (video, audio) if s and s.start_time and s.time_base]
        both = len(starts) == sum(s is not None for s in (video, audio))
        zero_s = min(starts) if both else min([0.0, *starts])
        for frame in self._decode(container, streams):
            time_s = self._shift_s + (frame.time - zero_s if frame.time is not None else self._guess_s(frame))
            if isinstance(frame, av.VideoFrame):
                self._put_picture(frame, time_s)
            elif isinstance(frame, av.AudioFrame):
                self._put_sound(frame, time_s)
        self._put_tail()
        ends_s = {"video": self._last_s, "audio": self._sound_next_s or self._shift_s}
        for kind, stream in (("video", video), ("audio", audio)):
            if stream is not None and kind in self.rings:
                reached_s = ends_s[kind] - self._shift_s
                self._counters["damaged"] |= is_cut_off(container, stream, self._job.address, reached_s)

    def _decode(self, container: InputContainer, streams: list[Any]) -> Iterator[av.VideoFrame | av.AudioFrame]:
        for packet in container.demux(*streams):
            if packet.stream.type not in self.rings:
                continue
            if packet.is_corrupt:
                self._counters["damaged"] = True
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                self._counters["damaged"] = True
                continue
            for frame in frames:
                if isinstance(frame, (av.VideoFrame, av.AudioFrame)):
                    yield frame

    def _guess_s(self, frame: av.VideoFrame | av.AudioFrame) -> float:
        """Film time within this round, for a frame that carries none."""
        if isinstance(frame, av.VideoFrame):
            return max(0.0, self._last_s - self._shift_s + 1 / self._info.fps) if self._last_s >= 0 else 0.0
        return (self._sound_next_s or self._shift_s) - self._shift_s

    def _show_still(self, container: InputContainer) -> None:
        video, _ = pick_streams(container, self._job.address)
        assert video is not None
        frame = next(f for f in self._decode(container, [video]) if isinstance(f, av.VideoFrame))
        number = 0
        while number == 0 or self._job.live:
            self._put_picture(frame, number / STILL_FPS)
            number += 1

    def _put_picture(self, frame: av.VideoFrame, time_s: float) -> None:
        time_s = max(time_s, self._last_s + 0.001) if self._last_s >= 0 else time_s
        self._last_s = time_s
        if self._pace is not None:
            self._pace.hold(time_s, lead=True)
            time_s = self._pace.due(time_s)
        image = self._pictures.convert(frame)
        height, width = image.shape[:2]
        self._put("video", image, width=width, height=height, time_s=time_s, index=self._index)
        self._index += 1

    def _put_sound(self, frame: av.AudioFrame, time_s: float) -> None:
        ahead_s = len(self._rest) / SOUND_RATE_HZ
        if self._sound_next_s is None or abs(time_s - self._sound_next_s - ahead_s) > SOUND_JUMP_S:
            self._put_rest(self._rest)
            self._sound_next_s = time_s
        samples = np.concatenate([self._rest, self._sound.convert(frame)])
        whole = len(samples) // BLOCK_SAMPLES * BLOCK_SAMPLES
        self._rest = samples[whole:]
        self._put_samples(samples[:whole])

    def _put_tail(self) -> None:
        if "audio" in self.rings and self._sound_next_s is not None:
            self._put_rest(np.concatenate([self._rest, self._sound.flush()]))

    def _put_rest(self, samples: NDArray[np.float32]) -> None:
        """Put sound after which there is a gap or nothing; live without the last few milliseconds."""
        whole = len(samples) // PIECE_SAMPLES * PIECE_SAMPLES if self._job.live else len(samples)
        self._put_samples(samples[:whole])
        self._rest = self._rest[:0]

    def _put_samples(self, samples: NDArray[np.float32]) -> None:
        for start in range(0, len(samples), BLOCK_SAMPLES):
            block = samples[start : start + BLOCK_SAMPLES]
            time_s = self._sound_next_s or 0.0
            self._sound_next_s = time_s + len(block) / SOUND_RATE_HZ
            if self._pace is not None:
                # like a microphone: a block is there when its last sample has been
                if self._pace.hold(self._sound_next_s, lead=False) > SOUND_LATE_LIMIT_S:
                    self._counters["sound_dropped"] += 1
                    continue
                time_s = self._pace.due(time_s)
            self._put("audio", block, width=SOUND_RATE_HZ, time_s=time_s)

    def _put(
        self,
        kind: str,
        payload: NDArray[np.uint8] | NDArray[np.float32],
        *,
        width: int,
        height: int = 0,
        time_s: float,
        index: int = 0,
    ) -> None:
        patient = kind == "video" or not self._job.once
        while not self.rings[kind].put(
            payload, width=width, height=height, time_s=time_s, index=index, timeout_s=0.0 if self._job.live else 1.0
        ):
            # live, or one thread for both: sound that nobody takes must not stop the picture
            if self._job.live or not patient:
                self._counters["sound_dropped"] += 1
                return

    def _finish(self) -> None:
        for kind in self.rings:
            self._counters[f"{kind}_ended"] = True


class Reader:
    """The program."""

    def __init__(self) -> None:
        self._counters: dict[str, Any] = {"damaged": False, "sound_dropped": 0}
        self._control = Control(lambda: self._counters)

    def run(self) -> None:
        """Serve commands until told to quit."""
        command = self._control.command() or {}
        if command.get("do") != "open":
            self._control.exit()
        command.pop("do")
        job = Job(**command)
        try:
            container = job.open()
            if job.sound_only:
                info = inspect_sound(container, job.address)
            else:
                info = inspect_input(container, job.address, job.max_side, network=job.network)
        except Failure as failure:
            self._control.fail(failure)
        self._control.send("ready", **info.message())
        pace = Pace(wait=not job.network or info.duration_s is not None) if job.live else None
        if not job.once:
            container.close()
        self._serve(job, info, pace, container)

    def _serve(self, job: Job, info: Info, pace: Pace | None, container: InputContainer) -> None:
        shared = Feed(job, info, pace, self._counters) if job.once else None
        while True:
            command = self._control.command() or {}
            if command.get("do") == "quit":
                self._control.quit.wait()
                self._control.exit()
            rings = {kind: SharedRing.attach(name) for kind, name in command["rings"].items()}
            if shared is not None:
                playing = bool(shared.rings)
                shared.rings = shared.rings | rings
                if not playing:
                    threading.Thread(target=self._play, args=(job, shared, container), name="both", daemon=True).start()
                continue
            for kind, ring in rings.items():
                feed = Feed(job, info, pace, self._counters)
                feed.rings[kind] = ring
                threading.Thread(target=self._play, args=(job, feed, None), name=kind, daemon=True).start()

    def _play(self, job: Job, feed: Feed, container: InputContainer | None) -> None:
        try:
            feed.run(container or job.open())
        except Failure as failure:
            self._control.fail(failure)
        self._control.send("heartbeat", **self._counters)
        for ring in feed.rings.values():
            ring.finish()


if __name__ == "__main__":
    Reader().run()
