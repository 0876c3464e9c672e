"""The output stream of app.children.speaker and its clock, on a card made of numbers; the whole in the integration."""

import time
from typing import Any

import numpy as np
import pytest

from app.children import speaker
from app.children.control import Failure
from app.children.sound_system import OpenStream
from app.sound.devices import SoundDevice

DEVICE = SoundDevice("ALSA: X", "X", "ALSA", True, False, 2, 48000)


class FakeStream:
    """A card with room for 30 ms that plays as time passes; `dry` says that it had run dry, `gone` that it fails."""

    def __init__(self, room: int = 1440) -> None:
        self.latency = 0.02
        self.room = room
        self.written = 0
        self.dry = self.gone = self.closed = False
        self._start_s = time.perf_counter()

    @property
    def write_available(self) -> int:
        played = int((time.perf_counter() - self._start_s) * 48000) // 480 * 480
        return min(self.room, self.room - self.written + played)

    def write(self, frames: np.ndarray[Any, Any]) -> bool:
        if self.gone:
            raise ValueError("host error")
        assert frames.dtype == np.float32 and frames.shape[1] == 2
        self.written += len(frames)
        return self.dry

    def abort(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> speaker._Card:
    monkeypatch.setattr(speaker, "load", lambda: type("Module", (), {"PortAudioError": ValueError}))
    return speaker._Card(OpenStream(FakeStream(), DEVICE, 48000, 2, 480, 0.0))


def _play(card: speaker._Card, blocks: int) -> list[float]:
    times_s = []
    for _ in range(blocks):
        while not card.wait_for_room():
            pass
        times_s.append(card.next_s())
        card.write(np.zeros(480, np.float32))
    return times_s


@pytest.mark.alone
def test_knows_when_a_sample_will_be_heard(card: speaker._Card) -> None:
    start_s = time.perf_counter()
    times_s = _play(card, 60)
    assert card.latency_s == pytest.approx(0.03)
    # sample n of this card is heard n / 48000 s after its start
    assert times_s[-1] == pytest.approx(start_s + 59 * 0.01, abs=0.02)


def test_a_card_that_runs_dry_gets_a_longer_buffer(card: speaker._Card, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, float]] = []

    def open_stream(kind: str, text: str, latency: float) -> OpenStream:
        asked.append((kind, text, latency))
        return OpenStream(FakeStream(2400), DEVICE, 48000, 2, 480, 0.0)

    monkeypatch.setattr(speaker, "open_stream", open_stream)
    monkeypatch.setattr(speaker, "SETTLING_S", 0.0)
    stream = card.opened.stream
    stream.dry = True
    for _ in range(2):
        _play(card, 1)
        assert card.roomier() is card
    _play(card, 1)
    roomier = card.roomier()
    assert asked[0][:2] == ("output", "ALSA: X") and asked[0][2] == pytest.approx(0.04)
    assert stream.closed and roomier.underruns == 3 and roomier.latency_s == pytest.approx(0.05)
    assert roomier.roomier() is roomier


def test_a_card_that_has_gone_is_told(card: speaker._Card) -> None:
    card.opened.stream.gone = True
    with pytest.raises(Failure, match="the sound output 'X' has gone"):
        _play(card, 1)
