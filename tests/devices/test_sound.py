"""A long passage from microphone to output beside busy Python threads; its figures are printed.

Meaningful on a quiet machine only. LIKENESS_SOUND_S sets how long it takes (60 s; 600 before a release).
"""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from app.sinks.audio_output import AudioOutput
from app.sources.microphone import Microphone
from tests.devices.conftest import Found
from tests.support.foreign_readers import version_of
from tests.support.sound_server import MICROPHONE, SPEAKER, sound_server

LENGTH_S = float(os.environ.get("LIKENESS_SOUND_S", "60"))
SETTLING_S = 5.0
BUSY_THREADS = 2


@contextmanager
def _busy(stop: threading.Event) -> Iterator[None]:
    """Threads that never leave Python, as the worst picture lane would be."""

    def spin() -> None:
        count = 0
        while not stop.is_set():
            count += 1

    interval_s = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)  # as a session does
    threads = [threading.Thread(target=spin) for _ in range(BUSY_THREADS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        sys.setswitchinterval(interval_s)


@pytest.mark.skipif("VM" in os.environ, reason="needs a real processor: emulation is too slow for sound beside work")
def test_no_gap_beside_busy_threads(capsys: pytest.CaptureFixture[str], found: Found) -> None:
    source, output = Microphone(MICROPHONE), AudioOutput(SPEAKER)
    latencies_ms: list[tuple[float, float]] = []
    with sound_server() as server:
        waking = server.record()
        noise = np.random.default_rng(0).standard_normal(int((LENGTH_S + 10) * 48000)) * 0.05
        playing = server.play(noise)
        source.open()
        output.open()
        try:
            with _busy(threading.Event()):
                start_s = time.perf_counter()
                before = None
                while (past_s := time.perf_counter() - start_s) < LENGTH_S + SETTLING_S:
                    output.write(source.read())
                    if before is None and past_s > SETTLING_S:
                        before = output.status(), source.status()
                    elif before is not None and len(latencies_ms) < past_s - SETTLING_S:
                        latencies_ms.append((output.status().latency_p50_ms, output.status().latency_p95_ms))
            after = output.status(), source.status()
        finally:
            source.close()
            output.close()
            playing.stop()
            waking.stop()
    assert before is not None
    figures = {
        "underruns": after[0].underruns - before[0].underruns,
        "device_underruns": after[0].device_underruns - before[0].device_underruns,
        "overruns": after[1].overruns - before[1].overruns,
        "dropped_ms": round(after[0].dropped_ms - before[0].dropped_ms, 1),
        "round_trip_p50_ms": round(float(np.median([row[0] for row in latencies_ms])), 1),
        "round_trip_p95_ms": round(max(row[1] for row in latencies_ms), 1),
    }
    found(peer=version_of("pulseaudio"), seconds=LENGTH_S, **figures)
    with capsys.disabled():
        print(f"\nsound, {LENGTH_S:.0f} s beside {BUSY_THREADS} busy threads: {figures}")  # noqa: T201
    assert figures["round_trip_p50_ms"] < 150
    assert (figures["device_underruns"], figures["overruns"], figures["underruns"]) == (0, 0, 0)
