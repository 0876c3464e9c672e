"""Overload on a clock of its own: when the learned part rests, when it returns, and that it does not flap."""

from collections.abc import Callable

import pytest

from app.live.voice_overload import (
    BUSY_S,
    LONGEST_QUIET_S,
    PROVEN_S,
    QUIET_S,
    SETTLE_S,
    Overload,
)

STEP_S = 0.25
Load = Callable[[float, bool], float]


class _Machine:
    """A machine on which a quarter of a second is one step."""

    def __init__(self) -> None:
        self.overload = Overload()
        self.time_s = 100.0
        self.gaps = 7  # what the output had counted before
        self.changes: list[float] = []  # times at which the decision changed

    def run(self, seconds: float, load: float | Load, gap_every: int = 0) -> None:
        """Let time pass; `load` may depend on the time and on whether the learned part works."""
        for step in range(round(seconds / STEP_S)):
            self.time_s += STEP_S
            self.gaps += bool(gap_every) and step % gap_every == 0
            before = self.overload.learned
            share = load(self.time_s, before) if callable(load) else load
            if self.overload.look(self.time_s, share, self.gaps) != before:
                self.changes.append(self.time_s)


@pytest.fixture
def machine() -> _Machine:
    return _Machine()


def test_a_machine_with_room_is_left_alone(machine: _Machine) -> None:
    machine.run(3600, lambda time_s, _: 0.3 + 0.5 * (round(4 * time_s) % 9 == 0))
    assert machine.changes == [] and machine.overload.learned


def test_a_slow_start_is_no_overload(machine: _Machine) -> None:
    machine.run(SETTLE_S - STEP_S, 3.0, gap_every=1)
    machine.run(60, 0.3)
    assert machine.changes == []


def test_what_cannot_keep_up_rests_and_comes_back_after_ten_quiet_seconds(machine: _Machine) -> None:
    machine.run(20, 0.3)
    begin_s = machine.time_s
    machine.run(SETTLE_S + 2, lambda _, learned: 1.2 if learned else 0.1)
    assert machine.changes == [pytest.approx(begin_s + BUSY_S + STEP_S)] and machine.overload.resting
    machine.run(60, 0.3)
    assert machine.overload.learned
    assert machine.changes[1] - machine.changes[0] == pytest.approx(SETTLE_S + QUIET_S, abs=2 * STEP_S)


def test_a_hiccup_is_forgiven(machine: _Machine) -> None:
    machine.run(20, 0.3)
    for _ in range(20):
        machine.run(BUSY_S - STEP_S, 2.0)
        machine.run(2, 0.3)
    assert machine.changes == []


def test_gaps_count_when_they_come_together_and_the_engine_works_hard(machine: _Machine) -> None:
    machine.run(20, 0.3)
    machine.run(60, 0.3, gap_every=12)  # one in 3 s: a device's own trouble
    machine.run(60, 0.1, gap_every=1)  # many, but the engine takes a tenth: leaving it out would help nobody
    assert machine.changes == []
    machine.run(2, 0.5, gap_every=1)
    assert len(machine.changes) == 1


def test_noise_while_resting_delays_the_return(machine: _Machine) -> None:
    machine.run(20, 1.2)
    assert machine.overload.resting
    machine.run(60, lambda time_s, _: 0.8 if round(time_s) % 8 == 0 else 0.1)
    machine.run(30, 0.1, gap_every=30)
    assert machine.overload.resting
    machine.run(QUIET_S + 1, 0.1)
    assert machine.overload.learned


def test_patience_doubles_with_each_failed_return_and_has_an_end(machine: _Machine) -> None:
    machine.run(7200, lambda _, learned: 1.2 if learned else 0.1)
    downs, ups = machine.changes[::2], machine.changes[1::2]
    rests = [up - down - SETTLE_S for down, up in zip(downs, ups, strict=False)]
    wanted = [min(QUIET_S * 2**number, LONGEST_QUIET_S) for number in range(len(rests))]
    assert rests == pytest.approx(wanted, abs=2 * STEP_S)
    assert rests[-1] == pytest.approx(LONGEST_QUIET_S, abs=1) and len(machine.changes) < 70


def test_a_return_that_lasts_restores_the_patience(machine: _Machine) -> None:
    machine.run(300, lambda _, learned: 1.2 if learned else 0.1)
    assert machine.overload.patience_s > QUIET_S
    while not machine.overload.learned:
        machine.run(STEP_S, 0.1)
    machine.run(PROVEN_S - 1, 0.1)
    assert machine.overload.patience_s > QUIET_S
    machine.run(2, 0.1)
    assert machine.overload.patience_s == QUIET_S
    machine.run(SETTLE_S + BUSY_S + 1, 1.2)
    assert machine.overload.resting
    machine.overload.restart()
    assert machine.overload.learned


def test_counts_that_begin_again_are_no_gaps(machine: _Machine) -> None:
    machine.run(20, 0.5)
    machine.gaps = 0  # another output was opened
    machine.run(20, 0.5)
    assert machine.changes == []
