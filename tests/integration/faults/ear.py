"""Listens to what the virtual speaker plays and judges it as it comes: nothing is kept."""

import os
import subprocess
import threading

import numpy as np

from tests.integration.faults.codes import RATE_HZ, SoundJudge
from tests.support.sound_server import MONITOR


class Ear:
    """One `parec` and the thread that reads it; begins at once."""

    def __init__(self, judge: SoundJudge) -> None:
        form = ["--raw", "--format=float32le", f"--rate={RATE_HZ}", "--channels=1", "--latency-msec=20"]
        self._process = subprocess.Popen(["parec", *form, f"--device={MONITOR}"], stdout=subprocess.PIPE, bufsize=0)
        self._judge = judge
        self._thread = threading.Thread(target=self._listen, name="ear")
        self._thread.start()

    def stop(self) -> None:
        """End it; all that was heard is judged then."""
        self._process.terminate()
        self._process.wait()
        self._thread.join()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        rest = b""
        with self._process.stdout as stream:
            while chunk := os.read(stream.fileno(), 1 << 16):
                line = rest + chunk
                whole = len(line) // 4 * 4
                rest = line[whole:]
                self._judge.listen(np.frombuffer(line[:whole], "<f4"))
