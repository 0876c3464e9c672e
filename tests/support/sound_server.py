"""A private sound server with one virtual microphone and one virtual speaker; nothing is shared with the user's.

`with sound_server() as server:` starts it and sets the variables that make PortAudio, ALSA and PulseAudio programs,
child processes included, see the devices `vmic` and `vspeaker` and nothing else.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

RATE_HZ = 48000
MICROPHONE, SPEAKER = "vmic", "vspeaker"  # as the program under test sees them
FEED, MONITOR = "vmic_feed", "vspeaker.monitor"  # the test's ends of the two
_TOOL = Path(__file__).resolve().parents[1] / "devices" / "virtual-audio"
_PROGRAMS = ("bash", "pulseaudio", "pactl", "paplay", "parec")
_MODULES = {
    SPEAKER: ("module-null-sink", "sink_name=vspeaker", "rate=48000", "channels=2"),
    MICROPHONE: ("module-remap-source", "source_name=vmic", "master=vmic_feed.monitor"),
}


@dataclass(frozen=True)
class Recorded:
    """What a recording has caught.

    Attributes:
        samples: (n,) float32 mono, -1..1, 48 kHz.
        time_s: session clock of the first sample, right to about 10 ms.
    """

    samples: NDArray[np.float32]
    time_s: float


class Recording:
    """A program that records, mono float32 at 48 kHz to its output, until `stop`."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0, env=os.environ | env)
        self._chunks: list[bytes] = []
        self._arrivals: list[tuple[float, int]] = []  # (when, bytes until then)
        self._thread = threading.Thread(target=self._collect)
        self._thread.start()

    def seconds(self) -> float:
        """How much has been recorded so far."""
        return self._arrivals[-1][1] / 4 / RATE_HZ if self._arrivals else 0.0

    def stop(self) -> Recorded:
        """End it; return what was caught."""
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        data = b"".join(self._chunks)
        samples = np.frombuffer(data[: len(data) // 4 * 4], "<f4").astype(np.float32)
        # a chunk can arrive late, never early: the earliest one tells the truth
        start_s = min((when - count / 4 / RATE_HZ for when, count in self._arrivals), default=time.perf_counter())
        return Recorded(samples, start_s)

    def _collect(self) -> None:
        assert self._process.stdout is not None
        count = 0
        while chunk := os.read(self._process.stdout.fileno(), 1 << 16):
            count += len(chunk)
            self._chunks.append(chunk)
            self._arrivals.append((time.perf_counter(), count))


class Playing:
    """Sound on its way into the virtual microphone."""

    def __init__(self, samples: NDArray[np.floating], env: dict[str, str], device: str) -> None:
        self._file = tempfile.NamedTemporaryFile(suffix=".raw")
        self._file.write(np.asarray(samples, "<f4").tobytes())
        self._file.flush()
        form = ["--raw", "--format=float32le", f"--rate={RATE_HZ}", "--channels=1", "--latency-msec=50"]
        self._process = subprocess.Popen(["paplay", *form, f"--device={device}", self._file.name], env=os.environ | env)

    def wait(self, timeout_s: float = 60.0) -> None:
        """Wait until all has been played."""
        self._process.wait(timeout_s)
        self._file.close()

    def stop(self) -> None:
        """End it now; may be called after `wait`."""
        self._process.terminate()
        self._process.wait()
        self._file.close()


class SoundServer:
    """A running server. `env` holds the variables for other processes; they are set in this one too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env: dict[str, str] = {}

    def start(self) -> None:
        """Start it, also again after `stop`: the devices have the same names."""
        done = subprocess.run([str(_TOOL), "start", str(self.folder)], stdout=subprocess.PIPE, text=True, check=True)
        self.env = dict(re.findall(r"^export (\w+)=(.*)$", done.stdout, re.MULTILINE))
        self._hurry()

    def _hurry(self) -> None:
        """Let it be served first, as the sound server of a desktop is, where that is allowed."""
        if sys.platform == "linux":
            pid = (self.folder / "pid").read_text().strip()
            with contextlib.suppress(OSError):
                for thread in os.listdir(f"/proc/{pid}/task"):
                    os.sched_setscheduler(int(thread), os.SCHED_RR, os.sched_param(9))

    def stop(self) -> None:
        """End it and remove its files, as when the sound system crashes; may be called twice."""
        with contextlib.suppress(OSError):  # it may have ended by itself
            pid = int((self.folder / "pid").read_text())
            if Path(f"/proc/{pid}/comm").read_text() == "pulseaudio\n":
                os.kill(pid, signal.SIGKILL)  # asked politely it takes two seconds
        shutil.rmtree(self.folder, ignore_errors=True)

    def play(self, samples: NDArray[np.floating], *, device: str = FEED) -> Playing:
        """Play (n,) samples, -1..1 at 48 kHz, into the virtual microphone; returns at once."""
        return Playing(samples, self.env, device)

    def record(self, source: str = MONITOR) -> Recording:
        """Record what the program plays (`MONITOR`) or what it hears (`MICROPHONE`); returns at once."""
        form = ["--raw", "--format=float32le", f"--rate={RATE_HZ}", "--channels=1", "--latency-msec=10"]
        return Recording(["parec", *form, f"--device={source}"], self.env)

    def unload(self, device: str) -> None:
        """Unplug `MICROPHONE` or `SPEAKER`; the server moves streams elsewhere if it can (`stop` spares none)."""
        wanted = _MODULES[device][1]
        for line in self.control("list", "short", "modules").splitlines():
            if wanted in line:
                self.control("unload-module", line.split()[0])

    def reload(self, device: str) -> None:
        """Plug it in again."""
        self.control("load-module", *_MODULES[device])

    def control(self, *words: str) -> str:
        """Run pactl; returns what it says."""
        done = subprocess.run(
            ["pactl", *words], env=os.environ | self.env, stdout=subprocess.PIPE, text=True, check=True, timeout=10
        )
        return done.stdout


def missing() -> list[str]:
    """Return what this machine lacks for a sound server, empty if nothing."""
    return [name for name in _PROGRAMS if shutil.which(name) is None]


@contextmanager
def sound_server() -> Iterator[SoundServer]:
    """Start a server, set its variables, stop it at the end. Skips the test where it cannot be."""
    if lacking := missing():
        pytest.skip(f"needs {', '.join(lacking)} (packages pulseaudio, pulseaudio-utils, libasound2-plugins)")
    # a short path: the name of a socket may have a hundred characters
    folder = Path(tempfile.mkdtemp(prefix="likeness-sound-", dir="/tmp"))
    server = SoundServer(folder)
    server.start()
    before = {name: os.environ.get(name) for name in server.env}
    os.environ.update(server.env)
    try:
        yield server
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        server.stop()
