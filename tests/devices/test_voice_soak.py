"""Both lanes for a long time on the same machine: no sound lost, no growing delay, no growing memory.

`LIKENESS_SOAK_S=600 python -m pytest tests/devices/test_voice_soak.py -s` is what a release needs, on a quiet machine.
A virtual machine stands still now and then, whatever runs on it. A witness, an urgent process that only sleeps, notes
when: sound that is lost at such a moment is not the program's fault, all other is.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.devices.conftest import Found
from tests.support.foreign_readers import version_of
from tests.support.likeness import likeness
from tests.support.sound_server import MICROPHONE, RATE_HZ, SPEAKER, sound_server
from tests.support.speech import demo_speech

WITNESS = """
import os, sys, time
try:
    os.setpriority(os.PRIO_PROCESS, 0, -11)
except OSError:
    pass  # then it may stand still a little more often
while True:
    before = time.perf_counter()
    time.sleep(0.005)
    late_s = time.perf_counter() - before - 0.005
    if late_s > 0.015:
        print(round(1000 * late_s), flush=True)
"""
SECONDS = float(os.environ.get("LIKENESS_SOAK_S", "60"))
WARM_S = 10.0


@contextmanager
def _witness() -> Iterator[list[int]]:
    """Run the witness meanwhile; the list is filled when it has ended."""
    stalls_ms: list[int] = []
    with subprocess.Popen([sys.executable, "-c", WITNESS], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield stalls_ms
        finally:
            process.terminate()
            assert process.stdout is not None
            stalls_ms += map(int, process.stdout.read().split())


@pytest.mark.skipif("VM" in os.environ, reason="needs a real processor: emulation is too slow for both lanes")
def test_the_voice_flows_for_minutes_beside_the_portrait(tmp_path: Path, found: Found) -> None:
    stats = tmp_path / "stats.jsonl"
    speech = np.tile(demo_speech(), round((SECONDS + 30) * RATE_HZ / len(demo_speech())) + 1)
    with sound_server() as server, _witness() as stalls_ms:
        recording, playing = server.record(), server.play(speech)
        done = likeness(
            *("live", "--headless", "--camera", "synthetic", "--virtual-camera", "none", "--size", "1280x720"),
            *("--microphone", MICROPHONE, "--audio-output", SPEAKER, "--voice", "walter"),
            *("--duration", SECONDS, "--stats", stats, "--json"),
            timeout_s=SECONDS + 120,
        )
        playing.stop()
        heard = recording.stop().samples
    assert done.status == 0, done.err
    rows = [json.loads(line) for line in stats.read_text(encoding="utf-8").splitlines()]
    warm = [row for row in rows if row["elapsed_s"] > WARM_S]
    total_ms = np.array([row["voice_latency_ms"]["total"] for row in warm])
    figures = {
        "seconds": SECONDS,
        "machine_stalls_ms": stalls_ms,
        "underruns": rows[-1]["underruns"],
        "overruns": rows[-1]["overruns"],
        "voice_ms_p50": float(np.median(total_ms)),
        "voice_ms_p95": float(np.percentile(total_ms, 95)),
        "fps": float(np.median([row["fps"] for row in warm])),
        "picture_ms_p95": float(np.median([row["latency_ms_p95"] for row in warm])),
        "memory_mb": [warm[0]["memory_mb"], warm[-1]["memory_mb"]],
    }
    found(peer=version_of("pulseaudio"), **figures | {"machine_stalls_ms": f"{len(stalls_ms)} times"})
    sys.stdout.write(f"\nboth lanes: {figures}\n")
    assert figures["underruns"] <= len(stalls_ms) and figures["overruns"] == 0
    assert warm[-1]["memory_mb"] < 1.05 * warm[0]["memory_mb"]
    loud = np.abs(heard[RATE_HZ * 10 : -RATE_HZ * 5])
    seconds = loud[: len(loud) // RATE_HZ * RATE_HZ].reshape(-1, RATE_HZ).max(axis=1)
    assert (seconds > 0.01).mean() > 0.9  # it speaks all the time, but for the pauses of the speech
