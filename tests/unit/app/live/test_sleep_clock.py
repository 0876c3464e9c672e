"""Whether the computer has slept."""

from app.live.sleep_clock import SleepClock, asleep_s


def test_a_sleep_is_told_once_and_a_nap_is_none() -> None:
    asleep = [100.0]
    clock = SleepClock(lambda: asleep[0])
    found = []
    for more_s in (0.0, 0.001, 60.0, 0.0, 0.5, 8 * 3600.0):
        asleep[0] += more_s
        found.append(clock.slept())
    assert found == [False, False, True, False, False, True]


def test_this_computer_does_not_sleep_while_it_is_tested() -> None:
    clock = SleepClock()
    assert not any(clock.slept() for _ in range(100))
    assert abs(asleep_s() - asleep_s()) < 0.01
