"""How long an engine takes for a block while the rest of the machine is busy, as in a call with a picture."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import psutil

from models.evaluate.voice_stream import run
from models.voice_engines import RATE_HZ, Samples, VoiceEngine

_WARM_UP_S = 1.0  # of speech
_END_S = 5
_BUSY = """
import sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), __import__("os")._exit(0)), daemon=True).start()
number = 1
while True:
    number = number * 69069 % 4294967296 + 1
"""


@dataclass(frozen=True, slots=True)
class Speed:
    """Computing time over length of a block (RTF).

    Attributes:
        p50, p99: of a block on the clock.
        threads: processor time of this process over time on the clock: 1 at most where one thread computes.
        busy: other programs that computed without pause.
    """

    p50: float
    p99: float
    threads: float
    busy: int


def measure_speed(engine: VoiceEngine, speech: Samples, seconds: float = 5.0) -> Speed:
    """Convert speech over and over, as fast as it goes, with every other core of the machine kept busy.

    Args:
        engine: has a voice and a speaker.
        speech: (n,), one block at least.
        seconds: for how long.
    """
    engine.reset()
    run(engine, speech[: round(_WARM_UP_S * RATE_HZ)])
    count = max(1, (psutil.cpu_count() or 2) - 1)
    times_s: list[float] = []
    with busy_cores(count):
        started = time.perf_counter(), time.process_time()
        while not times_s or time.perf_counter() - started[0] < seconds:
            times_s += run(engine, speech)[1]
        clock_s, cpu_s = time.perf_counter() - started[0], time.process_time() - started[1]
    length_s = engine.block / RATE_HZ
    p50, p99 = (float(np.quantile(times_s, share)) / length_s for share in (0.5, 0.99))
    return Speed(p50, p99, cpu_s / clock_s, count)


@contextmanager
def busy_cores(count: int) -> Iterator[None]:
    """Keep so many programs computing; they end with the block, and with this process if that is killed."""
    command = [sys.executable, "-S", "-c", _BUSY]
    children = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(count)]
    try:
        yield
    finally:
        for child in children:
            child.kill()
        for child in children:
            child.communicate(timeout=_END_S)
