# SPDX-License-Identifier: MIT
"""Child program: shows pictures out of shared memory on a virtual camera, at a constant rate.

The rate is that of a clock of its own: while no new picture comes, the last one is repeated.

A small program of its own, because pyvirtualcam is under the GPL version 2: it uses the standard library, numpy and
pyvirtualcam, and speaks through shared memory and a pipe. JSON lines: `open` (ring, width, height, fps, device or
null) is answered by `ready` or `error`; `heartbeat` once a second; `quit` or the end of the input ends it.
"""

import json
import math
import os
import signal
import sys
import threading
import time
from collections import deque
from multiprocessing import resource_tracker, shared_memory
from typing import Any

import numpy as np
import pyvirtualcam
from numpy.typing import NDArray

HEARTBEAT_S = 1.0
FIRST_PICTURE_POLL_S = 0.002
WAIT_S = 0.010  # that a picture waits for its tick: longer costs delay, shorter and jitter makes it miss the tick ...
WAIT_SHARE = 0.3  # ... but no more than this of the time between two ticks
WAIT_SLACK, NUDGE = 0.09, 0.006  # shares of it: off by more than the one, the ticks move by the other for each picture
WAITS = 15  # pictures whose middle wait counts
RATE_PICTURES = 90  # the rate is that of the last three seconds at 30 a second
HEADER_BYTES = 192
WRITTEN, SLOTS, SLOT_BYTES, TAKEN = 8, 2, 3, 16  # places in the header, in 8-byte words
PUT_S = 24  # place in the header of a slot, in bytes


class NewestPicture:
    """Reads the newest picture of a ring (app/shared_ring.py describes the layout).

    Attributes:
        time_s: when the last one that was taken had been put.
    """

    def __init__(self, name: str) -> None:
        """Attach; the block stays the parent's, so the resource tracker must not learn of it."""
        if sys.version_info >= (3, 13):
            self._block = shared_memory.SharedMemory(name=name, track=False)
        else:
            register, resource_tracker.register = resource_tracker.register, lambda name, rtype: None
            self._block = shared_memory.SharedMemory(name=name)
            resource_tracker.register = register
        self._words: NDArray[np.uint64] = np.ndarray((HEADER_BYTES // 8,), np.uint64, self._block.buf)
        self._stride = 64 + -(-int(self._words[SLOT_BYTES]) // 64) * 64
        self.time_s = 0.0

    def close(self) -> None:
        """Let go of the memory."""
        self._words = np.zeros(HEADER_BYTES // 8, np.uint64)
        self._block.close()

    def take(self, width: int, height: int) -> NDArray[np.uint8] | None:
        """Return a copy of the newest (height, width, 3) picture, None if there is no new one."""
        for _ in range(50):
            written = int(self._words[WRITTEN])
            if written == int(self._words[TAKEN]):
                return None
            start = HEADER_BYTES + (written - 1) % int(self._words[SLOTS]) * self._stride
            mark: NDArray[np.uint64] = np.ndarray((1,), np.uint64, self._block.buf, start)
            if int(mark[0]) == 2 * written:
                image: NDArray[np.uint8] = np.ndarray((height, width, 3), np.uint8, self._block.buf, start + 64)
                image = image.copy()
                put_s: NDArray[np.float64] = np.ndarray((1,), np.float64, self._block.buf, start + PUT_S)
                time_s = float(put_s[0])
                if int(mark[0]) == 2 * written:  # else the writer has come round meanwhile
                    self._words[TAKEN], self.time_s = written, time_s
                    return image
        return None


class OutputClock:
    """Ticks `fps` times a second on a grid of its own, however long the work between two ticks takes.

    A tick that cannot be kept is left out and counted, so that a short stall shifts nothing and causes no burst. Where
    pictures come as often as it ticks, the grid moves until they wait for their ticks as long as is good.

    Attributes:
        missed: ticks left out.
    """

    def __init__(self, fps: float) -> None:
        self._period_s = 1 / fps
        self._due_s = 0.0
        self._ticks_s: deque[float] = deque(maxlen=RATE_PICTURES)
        self._waits_s: deque[float] = deque(maxlen=WAITS)
        self.missed = 0

    @property
    def rate_hz(self) -> float:
        """Ticks per second of late; 0.0 before the second one."""
        ticks_s = list(self._ticks_s)
        return (len(ticks_s) - 1) / (ticks_s[-1] - ticks_s[0]) if len(ticks_s) > 1 else 0.0

    @property
    def wait_s(self) -> float:
        """How long pictures have waited for their tick of late, the middle."""
        return float(np.median(self._waits_s)) if self._waits_s else 0.0

    def waited(self, wait_s: float) -> None:
        """Learn how long a new picture has waited for this tick."""
        self._waits_s.append(wait_s)
        too_long_s = self.wait_s - min(WAIT_S, WAIT_SHARE * self._period_s)
        if abs(too_long_s) > WAIT_SLACK * self._period_s:
            self._due_s -= math.copysign(NUDGE * self._period_s, too_long_s)

    def wait(self) -> None:
        """Sleep until the next tick; the first one is at once."""
        time_s = time.perf_counter()
        self._due_s = self._due_s + self._period_s if self._due_s else time_s
        late_s = time_s - self._due_s
        if late_s > self._period_s:
            left_out = int(late_s / self._period_s)
            self.missed += left_out
            self._due_s += left_out * self._period_s
        elif late_s < 0:
            time.sleep(-late_s)
        self._ticks_s.append(time.perf_counter())


class Writer:
    """The program."""

    def __init__(self) -> None:
        """Keep Ctrl-C and stray output of libraries away from the protocol."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        self._lock = threading.Lock()
        self._counters: dict[str, float] = {"sent": 0, "repeated": 0, "missed": 0, "rate_hz": 0.0}
        self.send("hello", pid=os.getpid())

    def send(self, event: str, **values: object) -> None:
        """Send one event to the parent."""
        with self._lock:
            self._out.write(json.dumps({"event": event, **values}) + "\n")
            self._out.flush()

    def run(self) -> None:
        """Open the camera as told and show pictures until the input ends."""
        command = json.loads(sys.stdin.readline() or '{"do": "quit"}')
        if command["do"] != "open":
            return
        threading.Thread(target=self._await_end, daemon=True).start()
        threading.Thread(target=self._beat, daemon=True).start()
        try:
            self._show(command)
        except (RuntimeError, ValueError, OSError) as error:
            self.send("error", text=str(error), advice="")
            os._exit(1)  # a thread waits for input: an ordinary ending would wait for it

    def _show(self, command: dict[str, Any]) -> None:
        width, height, pictures = command["width"], command["height"], NewestPicture(command["ring"])
        with pyvirtualcam.Camera(width, height, command["fps"], device=command["device"]) as camera:
            self.send("ready", device=camera.device, backend=camera.backend)
            image = None
            while image is None:  # rather no picture than a black one
                image = pictures.take(width, height)
                time.sleep(FIRST_PICTURE_POLL_S)
            clock = OutputClock(command["fps"])
            while True:
                clock.wait()
                newest = pictures.take(width, height)
                self._counters["repeated"] += newest is None
                if newest is not None:
                    image = newest
                    clock.waited(time.perf_counter() - pictures.time_s)
                camera.send(image)
                waited_ms = round(1000 * clock.wait_s, 2)
                self._counters |= {"missed": clock.missed, "rate_hz": round(clock.rate_hz, 2), "wait_ms": waited_ms}
                self._counters["sent"] += 1

    def _beat(self) -> None:
        while True:
            threading.Event().wait(HEARTBEAT_S)
            self.send("heartbeat", **self._counters)

    def _await_end(self) -> None:
        for line in sys.stdin:
            if json.loads(line).get("do") == "quit":
                break
        os._exit(0)


if __name__ == "__main__":
    Writer().run()
