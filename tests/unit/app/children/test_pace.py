"""When an item of a film is due."""

import time

import pytest

from app.children.pace import LATE_LIMIT_S, STREAM_LATE_LIMIT_S, Pace


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that moves only when somebody sleeps, or when a test moves it."""
    seconds = [1000.0]

    def sleep(duration_s: float) -> None:
        seconds[0] += duration_s

    monkeypatch.setattr(time, "perf_counter", lambda: seconds[0])
    monkeypatch.setattr(time, "sleep", sleep)
    return seconds


def test_a_film_is_held_to_its_own_pace(clock: list[float]) -> None:
    pace = Pace(wait=True)
    for n in range(5):
        clock[0] += 0.01
        assert pace.hold(7 + n * 0.04, lead=True) == pytest.approx(0.0, abs=1e-9)
        assert clock[0] == pytest.approx(1000.01 + n * 0.04)
        assert pace.due(7 + n * 0.04) == pytest.approx(clock[0])


def test_a_film_that_falls_far_behind_goes_on_from_there(clock: list[float]) -> None:
    """The picture moves the clock, also for the sound; the sound moves nothing."""
    pace = Pace(wait=True)
    pace.hold(0.0, lead=True)
    clock[0] += LATE_LIMIT_S + 2.0
    assert pace.hold(1.0, lead=False) == pytest.approx(2.0)
    assert pace.hold(1.0, lead=True) == 0.0
    assert pace.due(1.0) == pytest.approx(clock[0])


def test_a_stream_never_bears_a_time_to_come_nor_one_long_gone(clock: list[float]) -> None:
    pace = Pace(wait=False)
    pace.hold(0.0, lead=True)
    pace.hold(0.4, lead=True)  # early: no sleep, the clock moves
    assert clock[0] == 1000.0 and pace.due(0.4) == pytest.approx(1000.0)
    clock[0] += 0.4
    assert pace.hold(0.5, lead=True) == pytest.approx(0.3)
    clock[0] += STREAM_LATE_LIMIT_S
    pace.hold(0.54, lead=True)
    assert pace.due(0.54) == pytest.approx(clock[0])
