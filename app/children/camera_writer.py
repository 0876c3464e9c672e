# SPDX-License-Identifier: MIT
"""Child program: shows pictures out of shared memory on a virtual camera, at a constant rate.

A small program of its own, because pyvirtualcam is under the GPL version 2: it uses the standard library, numpy and
pyvirtualcam, and speaks through shared memory and a pipe. JSON lines: `open` (ring, width, height, fps, device or
null) is answered by `ready` or `error`; `heartbeat` once a second; `quit` or the end of the input ends it.
"""

import json
import os
import signal
import sys
import threading
from multiprocessing import resource_tracker, shared_memory
from typing import Any

import numpy as np
import pyvirtualcam
from numpy.typing import NDArray

HEARTBEAT_S = 1.0
HEADER_BYTES = 192
WRITTEN, SLOTS, SLOT_BYTES, TAKEN = 8, 2, 3, 16  # places in the header, in 8-byte words


class NewestPicture:
    """Reads the newest picture of a ring (app/shared_ring.py describes the layout)."""

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
                if int(mark[0]) == 2 * written:  # else the writer has come round meanwhile
                    self._words[TAKEN] = written
                    return image
        return None


class Writer:
    """The program."""

    def __init__(self) -> None:
        """Keep Ctrl-C and stray output of libraries away from the protocol."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        self._lock = threading.Lock()
        self._counters = {"sent": 0, "repeated": 0}
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
            image = np.zeros((height, width, 3), np.uint8)
            while True:
                newest = pictures.take(width, height)
                self._counters["repeated"] += newest is None
                image = image if newest is None else newest
                camera.send(image)
                self._counters["sent"] += 1
                camera.sleep_until_next_frame()

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
