"""An output without its device; with one it is tested in tests/integration/test_sound_devices.py."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from app.child import ChildError
from app.errors import DeviceError
from app.media import AudioBlock, now
from app.shared_ring import SharedRing
from app.sinks import audio_output
from app.sinks.audio_output import AudioOutput


class FakeChild:
    """A speaker process that can be told to fail; keeps what it was sent."""

    living: list["FakeChild"]
    refuses = 0

    def __init__(self, name: str) -> None:
        assert name == "speaker"
        self.pid = 1
        self.counters: dict[str, Any] = {}
        self.sent: list[dict[str, Any]] = []
        self.error: ChildError | None = None

    def start(self) -> None:
        FakeChild.living.append(self)

    def send(self, command: dict[str, Any]) -> None:
        self.sent.append(command)

    def wait(self, event: str, timeout_s: float, stop: threading.Event) -> dict[str, Any]:
        if FakeChild.refuses:
            FakeChild.refuses -= 1
            raise ChildError("the sound output 'X' is in use by another program", "close that program")
        return {"device": {"id": "Fake: X"}, "latency_ms": 30.0}

    def failure(self) -> ChildError | None:
        return self.error

    def close(self, deadline_s: float = 0.0) -> None:
        FakeChild.living.remove(self)


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    FakeChild.living, FakeChild.refuses = [], 0
    monkeypatch.setattr(audio_output, "Child", FakeChild)
    monkeypatch.setattr(audio_output, "FIRST_WAIT_S", 0.02)
    monkeypatch.setattr(audio_output, "WATCH_EVERY_S", 0.01)
    yield
    assert not FakeChild.living


def _block(count: int = 480) -> AudioBlock:
    return AudioBlock(np.linspace(0, 1, count, dtype=np.float32), 48000, 5.0)


def _until(condition: Callable[[], bool]) -> None:
    deadline = now() + 5
    while not condition():
        assert now() < deadline
        threading.Event().wait(0.005)


def test_sound_goes_into_the_ring_in_pieces_with_their_times() -> None:
    output = AudioOutput("x")
    output.open()
    ring = SharedRing.attach(FakeChild.living[0].sent[0]["ring"])
    output.write(_block(2000))
    items = [ring.get() for _ in range(3)]
    assert [len(item.samples()) for item in items if item] == [960, 960, 80]
    assert [item.time_s for item in items if item] == pytest.approx([5.0, 5.02, 5.04])
    ring.close()
    output.close()
    output.close()
    assert output.status().state == "closed"


def test_the_first_opening_fails_with_the_reason() -> None:
    FakeChild.refuses = 1
    output = AudioOutput("x")
    with pytest.raises(DeviceError, match="in use by another program; close that program"):
        output.open()
    with pytest.raises(DeviceError, match="closed"):
        output.write(_block())


def test_a_device_that_goes_is_opened_again_with_the_same_delay() -> None:
    notices: list[str] = []
    output = AudioOutput("x", notice=notices.append)
    output.open()
    output.set_delay_s(0.15)
    first = FakeChild.living[0]
    first.counters = {"underruns": 3, "dropped_ms": 7.0, "playing": True}
    assert output.status().state == "playing"
    FakeChild.refuses = 2
    first.error = ChildError("the sound output 'X' has gone", "connect it again")
    _until(lambda: bool(notices))
    for _ in range(200):
        output.write(_block())  # never waits, never raises
    _until(lambda: len(notices) == 2)
    assert notices == ["the sound output 'X' has gone; trying again", "the sound output is back"]
    second = FakeChild.living[0]
    assert second is not first and second.sent[0]["delay_s"] == 0.15 and second.sent[0]["device"] == "Fake: X"
    second.counters = {"underruns": 1}
    status = output.status()
    assert (status.underruns, status.dropped_ms, status.reconnects, status.state) == (4, 7.0, 1, "waiting for sound")
    assert status.lost_blocks > 0
    output.close()
