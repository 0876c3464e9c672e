"""A microphone without its device; with one it is tested in tests/integration/test_sound_devices.py."""

import threading
from typing import Any

import numpy as np
import pytest

from app.child import ChildError
from app.errors import DeviceError, EndOfSource
from app.shared_ring import SharedRing
from app.sources import microphone
from app.sources.microphone import Microphone


class FakeChild:
    """A microphone process that gives three blocks and then fails as told."""

    error: ChildError | None = None
    asked: list[str]

    def __init__(self, name: str) -> None:
        assert name == "microphone"
        self.pid = 1
        self.counters = {"overruns": 1, "lost_blocks": 2, "drift_ppm": 12.5}

    def start(self) -> None:
        """Nothing to do."""

    def send(self, command: dict[str, Any]) -> None:
        FakeChild.asked.append(command["device"])
        ring = SharedRing.attach(command["ring"])
        for number in range(3):
            ring.put(np.full(480, 0.25, np.float32), width=48000, time_s=number / 100, index=number)
        ring.close()

    def wait(self, event: str, timeout_s: float, stop: threading.Event) -> dict[str, Any]:
        return {"device": {"id": "Fake: Mic"}, "latency_ms": 20.0}

    def failure(self) -> ChildError | None:
        return self.error

    def close(self, deadline_s: float = 0.0) -> None:
        """Nothing to do."""


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeChild.error, FakeChild.asked = None, []
    monkeypatch.setattr(microphone, "Child", FakeChild)


def test_blocks_with_their_times_and_then_the_loss() -> None:
    source = Microphone("mic")
    source.open()
    blocks = [source.read() for _ in range(3)]
    assert [block.time_s for block in blocks] == [0.0, 0.01, 0.02]
    assert all(block.rate_hz == 48000 and block.samples.dtype == np.float32 for block in blocks)
    status = source.status()
    assert (status.device, status.overruns, status.level, status.drift_ppm) == ("Fake: Mic", 3, 0.25, 12.5)
    FakeChild.error = ChildError("the microphone 'Mic' has gone", "connect it again")
    with pytest.raises(DeviceError, match="has gone; connect it again"):
        source.read()
    source.close()
    FakeChild.error = None
    source.open()  # comes back to the very device that it was
    assert FakeChild.asked == ["mic", "Fake: Mic"]
    assert source.status().overruns == 6
    source.close()


def test_a_device_that_falls_silent_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(microphone, "SILENCE_LIMIT_S", 0.05)
    source = Microphone()
    source.open()
    for _ in range(3):
        source.read()
    with pytest.raises(DeviceError, match="gives no sound"):
        source.read()
    source.close()


def test_an_interrupted_read_ends() -> None:
    source = Microphone()
    source.open()
    for _ in range(3):
        source.read()
    timer = threading.Timer(0.05, source.interrupt)
    timer.start()
    with pytest.raises(EndOfSource):
        source.read()
    timer.join()
    source.close()
    source.close()
    with pytest.raises(EndOfSource):
        source.read()
