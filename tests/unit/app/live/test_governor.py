"""Governor on a clock of its own: the order is kept, nothing flaps, there is a floor, and quiet brings all back."""

from collections.abc import Callable

import pytest

from app.live.governor import (
    BUSY_S,
    LONGEST_QUIET_S,
    ORDER,
    PROVEN_S,
    QUIET_S,
    SETTLE_S,
    Governor,
    Load,
    Saving,
)

STEP_S = 0.25
IDLE, BUSY, BETWEEN = Load(0.5), Load(1.4), Load(0.9)
Work = Callable[[float, tuple[Saving, ...]], Load]
COST = {Saving.PREVIEW: 0.1, Saving.TRACKER: 0.25, Saving.METER: 0.05, Saving.DETAIL: 0.3}


class _Machine:
    """A machine on which a quarter of a second is one step."""

    def __init__(self) -> None:
        self.governor = Governor()
        self.time_s = 100.0
        self.history: list[tuple[float, tuple[Saving, ...]]] = []  # each change: when, and what is saved from then on

    def run(self, seconds: float, load: Load | Work, usable: tuple[Saving, ...] = ORDER) -> None:
        for _ in range(round(seconds / STEP_S)):
            self.time_s += STEP_S
            before = self.governor.savings
            now = load(self.time_s, before) if callable(load) else load
            after = self.governor.look(self.time_s, now, usable)
            if after != before:
                self.history.append((self.time_s, after))


@pytest.fixture
def machine() -> _Machine:
    return _Machine()


def others(share: float) -> Work:
    """Other programs slow everything down by this factor; each saving makes it cheaper."""
    return lambda _, savings: Load((0.8 - sum(COST[one] for one in savings)) * share)


def test_a_machine_with_room_is_left_alone(machine: _Machine) -> None:
    machine.run(3600, lambda time_s, _: BETWEEN if round(4 * time_s) % 3 else IDLE)
    assert machine.history == []


def test_a_slow_start_and_hiccups_are_forgiven(machine: _Machine) -> None:
    machine.run(SETTLE_S - STEP_S, BUSY)
    for _ in range(50):
        machine.run(BUSY_S, BUSY)
        machine.run(1, BETWEEN)
    assert machine.history == []


def test_costs_are_lowered_in_order_down_to_a_floor_and_raised_in_the_opposite_one(machine: _Machine) -> None:
    machine.run(60, BUSY)
    down = [savings for _, savings in machine.history]
    assert down == [ORDER[:1], ORDER[:2], ORDER[:3], ORDER[:4]]
    assert machine.history[-1][0] - machine.history[0][0] < 12, "help that comes late is none"
    machine.history.clear()
    machine.run(60, IDLE)
    assert [savings for _, savings in machine.history] == [ORDER[:3], ORDER[:2], ORDER[:1], ()]
    waits = [b - a for (a, _), (b, _) in zip(machine.history, machine.history[1:], strict=False)]
    assert waits == pytest.approx([SETTLE_S + QUIET_S] * 3, abs=2 * STEP_S)


def test_no_more_is_saved_than_helps(machine: _Machine) -> None:
    machine.run(120, others(1.5))
    assert machine.governor.savings == ORDER[:2], "0.8 x 1.5 is too much, without preview and tracker it is 0.68"
    assert len(machine.history) <= 12, "tries to return come ever more rarely"


def test_numbers_between_busy_and_calm_change_nothing(machine: _Machine) -> None:
    machine.run(SETTLE_S + BUSY_S + 2 * STEP_S, BUSY)
    assert machine.governor.savings == ORDER[:1]
    machine.run(600, BETWEEN)
    assert machine.governor.savings == ORDER[:1]


def test_a_machine_at_its_limit_does_not_flap(machine: _Machine) -> None:
    machine.run(7200, lambda _, savings: IDLE if Saving.TRACKER in savings else BUSY)
    returns = [time_s for time_s, savings in machine.history if Saving.TRACKER not in savings and savings]
    assert machine.governor.patience_s(Saving.TRACKER) == LONGEST_QUIET_S
    late = [b - a for a, b in zip(returns, returns[1:], strict=False)][-3:]
    assert min(late) > LONGEST_QUIET_S and len(machine.history) < 120
    assert all(later == () or Saving.DETAIL not in later for _, later in machine.history)


def test_patience_doubles_with_each_failed_return(machine: _Machine) -> None:
    machine.run(400, lambda _, savings: IDLE if savings else BUSY)
    waits = [b - a - SETTLE_S for (a, _), (b, _) in zip(machine.history, machine.history[1:], strict=False)][::2]
    assert waits == pytest.approx([QUIET_S * 2**number for number in range(len(waits))], abs=2 * STEP_S)
    assert len(waits) >= 4


def test_a_return_that_lasts_restores_the_patience(machine: _Machine) -> None:
    machine.run(200, lambda _, savings: IDLE if savings else BUSY)
    assert machine.governor.patience_s(Saving.PREVIEW) > QUIET_S
    while machine.governor.savings:
        machine.run(STEP_S, IDLE)
    machine.run(PROVEN_S - 1, IDLE)
    assert machine.governor.patience_s(Saving.PREVIEW) > QUIET_S
    machine.run(2, IDLE)
    assert machine.governor.patience_s(Saving.PREVIEW) == QUIET_S


@pytest.mark.parametrize("load", [Load(0.5, missing=0.2), Load(0.5, voice=1.1)])
def test_missing_pictures_and_a_slow_voice_count_like_slow_pictures(machine: _Machine, load: Load) -> None:
    machine.run(30, load)
    assert machine.governor.savings == ORDER


def test_what_would_save_nothing_is_left_out(machine: _Machine) -> None:
    machine.run(60, BUSY, usable=(Saving.TRACKER, Saving.DETAIL))
    assert machine.governor.savings == (Saving.TRACKER, Saving.DETAIL)
    machine.run(60, IDLE, usable=())
    assert not machine.governor.savings, "a saving ends however useful another would be"


def test_a_restart_saves_nothing(machine: _Machine) -> None:
    machine.run(30, BUSY)
    machine.governor.restart()
    assert machine.governor.savings == ()
    machine.run(SETTLE_S, BUSY)
    assert machine.governor.savings == ()
