"""Uneven times become even ones."""

import numpy as np

from app.children.ticks import Ticks


def test_trembling_times_leave_no_tick_empty_and_fill_none_twice() -> None:
    ticks, chance = Ticks(30), np.random.default_rng(1)
    times_s = np.arange(300) / 30 + chance.uniform(-0.012, 0.012, 300)
    placed = [number for time_s in times_s for number in ticks.place(float(time_s))]
    assert placed == list(range(placed[-1] + 1)) and placed[-1] in (298, 299, 300)
    assert ticks.time_s(30) == 1.0


def test_a_slow_source_is_repeated_and_a_fast_one_thinned_out() -> None:
    slow, fast = Ticks(30), Ticks(10)
    assert [list(slow.place(time_s)) for time_s in (0.0, 0.1, 0.2)] == [[0], [1, 2, 3], [4, 5, 6]]
    assert sum(len(fast.place(number / 30)) for number in range(90)) in (30, 31)


def test_what_was_dropped_and_long_gaps_are_not_made_up_for() -> None:
    ticks = Ticks(30)
    assert list(ticks.place(0.0)) == [0]
    assert list(ticks.place(0.2, longest_gap_s=0.0)) == [6]
    assert list(ticks.place(0.1)) == [], "an old picture comes too late"
    assert list(ticks.place(3.0)) == [90]
