"""The microphone's program on a device made of numbers that runs over; the real ones are in the integration."""

import threading
from typing import Any

import numpy as np
import pytest

from app.children import microphone
from app.children.room import Room
from app.children.sound_system import OpenStream
from app.sound.devices import SoundDevice

DEVICE = SoundDevice("ALSA: X", "X", "ALSA", False, True, 2, 44_100)


class Stream:
    """Gives blocks of ones; `over` says that sound was lost before each of them."""

    latency = 0.03
    read_available = 0

    def __init__(self, over: bool) -> None:
        self.over, self.reads = over, 0

    def read(self, count: int) -> tuple[np.ndarray[Any, Any], bool]:
        self.reads += 1
        return np.ones((count, 2), np.float32), self.over


class Ring:
    """Takes what is put into it."""

    def __init__(self) -> None:
        self.indices: list[int] = []

    def put(self, block: np.ndarray[Any, Any], *, width: int, time_s: float, index: int) -> bool:
        assert block.shape == (480,) and width == 48_000
        self.indices.append(index)
        return True


class Watch:
    """Ends the program after so many blocks."""

    def __init__(self, program: microphone.Microphone, blocks: int) -> None:
        self._program, self._blocks = program, blocks

    def feed(self) -> None:
        self._blocks -= 1
        if not self._blocks:
            self._program._control.quit.set()


def test_a_device_that_runs_over_is_opened_with_a_longer_buffer_and_blocks_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(microphone, "load", lambda: type("Module", (), {"PortAudioError": ValueError}))
    monkeypatch.setattr(microphone, "SETTLING_S", 0.0)
    monkeypatch.setattr(microphone, "Control", lambda *_, **__: type("Control", (), {"quit": threading.Event()})())
    program, ring = microphone.Microphone(), Ring()
    outlet, watch = microphone._Outlet(ring, program._counters), Watch(program, 20)  # type: ignore[arg-type]
    over, calm = Stream(True), Stream(False)
    opened = [OpenStream(stream, DEVICE, 44_100, 2, 441, 0.0) for stream in (over, calm)]
    assert program._listen(opened[0], outlet, watch, Room()) == pytest.approx(0.05)  # type: ignore[arg-type]
    assert over.reads == program._counters["overruns"] == 3
    assert program._listen(opened[1], outlet, watch, Room(0.05)) is None  # type: ignore[arg-type]
    assert calm.reads == 17 and ring.indices == list(range(len(ring.indices))) and len(ring.indices) >= 17
