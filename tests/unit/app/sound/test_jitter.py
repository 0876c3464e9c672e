"""The buffer before a sound card, on simulated clocks."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from app.sound import jitter
from app.sound.jitter import FAR_S, MARGIN_S, START_MARGIN_S, JitterBuffer

RATE_HZ = 48000
BLOCK = 480


@dataclass
class World:
    """A sender whose clock is off, whose blocks arrive with jitter, and a card that takes 10 ms at a time."""

    buffer: JitterBuffer
    ppm: float = 0.0  # of the sender's clock
    jitter_s: float = 0.004
    block: int = BLOCK
    level: float = 0.5
    card_hz: int = RATE_HZ
    travel_s: float = 0.02  # from capture to arrival
    time_s: float = 100.0
    out: list[NDArray[np.float32]] = field(default_factory=list)
    sent: int = 0

    def __post_init__(self) -> None:
        self._random = np.random.default_rng(7)
        self._due_s = self.time_s

    def run(self, seconds: float, *, silent_sender: bool = False) -> NDArray[np.float32]:
        """Let time pass; returns what was played in it."""
        start = len(self.out)
        step_s = BLOCK / RATE_HZ
        for _ in range(round(seconds / step_s)):
            self.time_s += step_s
            while self._due_s <= self.time_s:
                self._send(silent_sender)
            self.out.append(self.buffer.pull(round(step_s * self.card_hz), self.time_s + 0.02))
        return np.concatenate(self.out[start:])

    def _send(self, silent_sender: bool) -> None:
        real_hz = RATE_HZ * (1 + self.ppm * 1e-6)
        captured_s = 100.0 + self.sent / real_hz
        if not silent_sender:
            time = (self.sent + np.arange(self.block)) / RATE_HZ
            self.buffer.push((self.level * np.sin(2 * np.pi * 300 * time)).astype(np.float32), captured_s)
        self.sent += self.block
        self._due_s = 100.0 + (self.sent + self.block) / real_hz + self.travel_s
        self._due_s += self._random.uniform(0, self.jitter_s)


def _clicks(sound: NDArray[np.float32], *, ended: bool = False) -> int:
    """How often the sound bends more sharply than the tone or a fade does; where it `ended`, only edges count."""
    steepest = 2 * np.pi * 300 / RATE_HZ + np.pi / 240
    if ended:
        return int(np.sum(np.abs(np.diff(sound)) > 0.5 * steepest * 1.1))
    return int(np.sum(np.abs(np.diff(sound, 2)) > 0.5 * steepest**2 * 1.1))


# in three minutes the clocks part by 54 ms, more than the buffer may ever hold; ten find what adds up slowly
@pytest.mark.parametrize(("ppm", "delay_s", "seconds"), [(-300, None, 180), (300, None, 600), (300, 0.12, 180)])
def test_minutes_on_two_clocks(ppm: float, delay_s: float | None, seconds: int) -> None:
    world = World(JitterBuffer(start_margin_s=MARGIN_S), ppm)
    world.buffer.delay_s = delay_s
    world.run(5)
    slacks, latencies = [], []
    for _ in range(seconds - 5):
        world.out.clear()
        sound = world.run(1)
        assert _clicks(sound) == 0
        slacks.append(world.buffer.slack_s)
        latencies.append(world.buffer.latencies_s[-1])
    assert (world.buffer.underruns, world.buffer.interruptions) == (0, 0)
    assert world.buffer.dropped_s == 0
    assert abs(world.buffer.ratio - 1) <= 0.003
    if delay_s is None:
        assert min(slacks) > 0.001 and max(slacks) < 0.04
        assert max(latencies) < 0.1
    else:
        assert np.abs(np.array(latencies) - delay_s).max() < 0.005


def test_an_underrun_fades_and_is_learnt_from() -> None:
    world = World(JitterBuffer(start_margin_s=MARGIN_S))
    world.run(2)
    sound = np.concatenate([world.run(0.2, silent_sender=True), world.run(2)])
    assert _clicks(sound, ended=True) == 0
    assert np.abs(sound[4800:7200]).max() == 0
    assert (world.buffer.underruns, world.buffer.interruptions) == (1, 0)
    assert MARGIN_S < world.buffer.margin_s <= MARGIN_S + 0.005
    assert world.buffer.playing
    world.run(100)
    assert world.buffer.margin_s > MARGIN_S + 0.003  # quiet minutes do not make it careless


def test_the_beginning_has_a_reserve_that_goes_when_all_is_calm() -> None:
    world = World(JitterBuffer())
    world.run(2)
    assert world.buffer.margin_s == START_MARGIN_S
    world.run(40)
    assert world.buffer.margin_s == MARGIN_S
    assert world.buffer.underruns == 0


def test_a_lesson_is_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jitter, "FORGET_PER_S", 0.001)
    world = World(JitterBuffer(start_margin_s=MARGIN_S))
    world.run(2)
    world.run(0.2, silent_sender=True)
    world.run(100)
    assert world.buffer.margin_s == MARGIN_S


def test_a_sender_that_pauses_is_no_underrun() -> None:
    world = World(JitterBuffer(start_margin_s=MARGIN_S))
    world.run(2)
    world.run(3, silent_sender=True)
    assert not world.buffer.playing
    world.run(1)
    assert (world.buffer.underruns, world.buffer.interruptions) == (0, 1)
    assert world.buffer.margin_s == MARGIN_S


def test_a_missing_block_is_bridged_and_keeps_the_time() -> None:
    world = World(JitterBuffer(start_margin_s=MARGIN_S))
    world.buffer.delay_s = 0.15
    world.run(3)
    before_s = world.buffer.latencies_s[-1]
    sound = np.concatenate([world.run(0.01, silent_sender=True), world.run(1)])
    assert _clicks(sound, ended=True) == 0
    assert world.buffer.latencies_s[-1] == pytest.approx(before_s, abs=0.001)
    assert world.buffer.underruns == 0


@pytest.mark.parametrize("level", [0.5, 0.0])
def test_a_new_delay_is_taken_up_without_a_click(level: float) -> None:
    world = World(JitterBuffer(start_margin_s=MARGIN_S), level=level)
    world.run(3)
    early_s = world.buffer.latencies_s[-1]
    for delay_s in (0.3, 0.1, None):
        world.buffer.delay_s = delay_s
        sound = world.run(12)
        assert _clicks(sound) == 0
        assert world.buffer.latencies_s[-1] == pytest.approx(delay_s or early_s, abs=0.012)
    assert world.buffer.underruns == 0


def test_a_delay_that_cannot_be_kept_is_served_as_early_as_is_safe() -> None:
    world = World(JitterBuffer(start_margin_s=MARGIN_S))
    world.buffer.delay_s = 0.01
    world.run(20)
    assert world.buffer.underruns == 0
    assert world.buffer.slack_s == pytest.approx(0.010 + MARGIN_S, abs=0.004)


def test_a_burst_of_stale_sound_is_not_played() -> None:
    """The card stalls for 1.7 s while sound goes on coming, as some do at the start."""
    world = World(JitterBuffer(start_margin_s=MARGIN_S))
    world.run(2)
    usual_s = world.buffer.latencies_s[-1]
    world.time_s += 1.7
    while world._due_s <= world.time_s:
        world._send(False)
    sound = world.run(0.5)
    assert _clicks(sound) == 0
    assert world.buffer.latencies_s[-1] < usual_s + FAR_S
    assert world.buffer.dropped_s == pytest.approx(1.7, abs=0.05)


def test_memory_is_bounded_when_nobody_pulls() -> None:
    buffer = JitterBuffer(start_margin_s=MARGIN_S)
    for number in range(2000):
        buffer.push(np.zeros(480, np.float32), 50 + number / 100)
    assert buffer._resampler.buffered < 4 * RATE_HZ


@pytest.mark.parametrize("block", [BLOCK, 960, 1536])
@pytest.mark.parametrize("card_hz", [48000, 44100])
def test_any_block_length_and_card_rate(block: int, card_hz: int) -> None:
    world = World(JitterBuffer(RATE_HZ, card_hz, start_margin_s=MARGIN_S), block=block, card_hz=card_hz)
    world.run(2)
    sound = world.run(4)
    assert world.buffer.underruns == 0
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    assert np.argmax(spectrum) * card_hz / len(sound) == pytest.approx(300, abs=1)
    assert np.sqrt(np.mean(sound**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.01)
