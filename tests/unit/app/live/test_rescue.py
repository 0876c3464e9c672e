"""Rescue: when an engine is made anew, and the thread that looks."""

import threading

import pytest

from app.live.rescue import PATIENCE_S, PAUSE_S, Lookout, Rescue


def _looks(rescue: Rescue, begin_s: float, stuck: list[float], *, failing: bool = False) -> list[bool]:
    return [rescue.look(begin_s + 0.25 * n, stuck_s, failing=failing) for n, stuck_s in enumerate(stuck)]


def test_one_that_hangs_is_made_anew_once_and_has_time_to_begin() -> None:
    rescue = Rescue(hang_s=4.0, fail_s=2.0)
    assert _looks(rescue, 0.0, [0.0, 1.0, 3.9, 4.15, 4.4, 4.65]) == [False, False, False, False, True, False]
    assert _looks(rescue, 2.0 + PATIENCE_S, [20.0]) == [True]  # the new one hangs, too


def test_a_computer_that_has_slept_is_no_hang() -> None:
    rescue = Rescue(hang_s=4.0)
    assert not any(_looks(rescue, 0.0, [0.01, 8 * 3600.0, 0.01, 0.02]))


def test_one_that_fails_for_long_is_made_anew_and_a_moment_is_forgiven() -> None:
    rescue = Rescue(hang_s=4.0, fail_s=2.0)
    assert not any(_looks(rescue, 0.0, [0.0] * 8, failing=True))
    assert not any(_looks(rescue, 2.0, [0.0]))
    found = _looks(rescue, 3.0, [0.0] * 12, failing=True)
    assert found.count(True) == 1 and found.index(True) == 8


def test_one_that_fails_again_and_again_is_made_anew_more_rarely_and_never_given_up() -> None:
    rescue, times = Rescue(hang_s=4.0, fail_s=2.0), []
    for n in range(1, 400):
        if rescue.look(n * 0.5, 0.0, failing=n % 10 != 0):
            times.append(n * 0.5)
            rescue.made()
    pauses = [after - before for before, after in zip(times, times[1:], strict=False)]
    assert max(pauses) < PAUSE_S + 5.0 and times[-1] > 180.0
    assert all(times[n + 3] - times[n] >= PAUSE_S for n in range(len(times) - 3))
    assert sum(time_s < 70.0 for time_s in times) <= 9


def test_a_new_one_that_fails_at_once_is_not_waited_for_and_one_that_hangs_is() -> None:
    rescue = Rescue(hang_s=4.0, fail_s=2.0)
    assert _looks(rescue, 0.1, [0.0] * 9, failing=True)[-1] and rescue.tries == 1
    assert not any(_looks(rescue, 2.25, [0.0] * 12, failing=True))  # it is being made
    rescue.made()
    assert _looks(rescue, 5.25, [0.0] * 9, failing=True)[-1] and rescue.tries == 2
    rescue.made()
    assert not any(_looks(rescue, 7.5, [6.0] * 20))  # its first item may take long


def test_a_minute_of_health_makes_earlier_tries_forgotten() -> None:
    rescue = Rescue(hang_s=4.0, fail_s=2.0)
    _looks(rescue, 0.1, [0.0] * 9, failing=True)
    assert not any(_looks(rescue, 3.0, [0.0] * 200)) and rescue.tries == 1
    assert not any(_looks(rescue, 53.0, [0.0] * 60)) and rescue.tries == 0


@pytest.mark.expect_log("looking after the session failed")
def test_the_lookout_looks_on_when_a_look_fails_and_ends_at_once() -> None:
    looks, twice = [0], threading.Event()

    def look() -> None:
        looks[0] += 1
        if looks[0] == 1:
            raise RuntimeError("once")
        twice.set()

    lookout = Lookout(look, every_s=0.01)
    assert twice.wait(10.0)
    lookout.stop()
    lookout.stop()
    seen = looks[0]
    assert not threading.Event().wait(0.05) and looks[0] == seen
