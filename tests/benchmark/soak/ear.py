"""Listens to what the sound output plays, for any length of time, and keeps only how loud each millisecond was."""

import os
import subprocess
import threading
import time

import numpy as np
from numpy.typing import NDArray

from tests.support.sound_server import MONITOR, RATE_HZ

STEP = RATE_HZ // 1000
WINDOW_S = 60.0  # the clock of the sound is set anew so often


class Ear:
    """One `parec` and the thread that reads it; begins at once."""

    def __init__(self) -> None:
        form = ["--raw", "--format=float32le", f"--rate={RATE_HZ}", "--channels=1", "--latency-msec=10"]
        self._process = subprocess.Popen(["parec", *form, f"--device={MONITOR}"], stdout=subprocess.PIPE, bufsize=0)
        self._levels: list[NDArray[np.float32]] = []  # root mean square of each ms
        self._zeros_s: list[float] = []  # for each window: the earliest start of the sound that an arrival allows
        self._thread = threading.Thread(target=self._listen, name="ear")
        self._thread.start()

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()
        self._thread.join()

    def heard(self) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        """Return times (n,) in s of the machine's clock and levels (n,) of all milliseconds."""
        levels = np.concatenate(self._levels) if self._levels else np.zeros(0, np.float32)
        window = np.minimum(np.arange(len(levels)) // int(WINDOW_S * 1000), len(self._zeros_s) - 1)
        return np.array(self._zeros_s)[window] + np.arange(len(levels)) / 1000, levels

    def _listen(self) -> None:
        assert self._process.stdout is not None
        rest, steps = b"", 0
        while chunk := os.read(self._process.stdout.fileno(), 1 << 16):
            arrived_s = time.perf_counter()
            rest += chunk
            whole = len(rest) // (4 * STEP)
            samples = np.frombuffer(rest[: whole * 4 * STEP], "<f4").reshape(-1, STEP)
            rest = rest[whole * 4 * STEP :]
            self._levels.append(np.sqrt(np.square(samples).mean(axis=1)))
            steps += whole
            zero_s, window = arrived_s - steps / 1000, int(steps / 1000 // WINDOW_S)
            if window >= len(self._zeros_s):  # a chunk can arrive late, never early
                self._zeros_s.append(zero_s)
            self._zeros_s[window] = min(self._zeros_s[window], zero_s)
