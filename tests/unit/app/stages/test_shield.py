"""Shield: what stages do wrong ends there, is counted, and is logged once in a row."""

import logging

import pytest

from app.stages.shield import Shield


class Halving:
    """A stage that divides 100 by what comes."""

    latency_s = 0.0

    def process(self, item: float) -> float:
        return 100.0 / item

    def reset(self) -> None:
        raise RuntimeError("no")


class Small(Shield[float]):
    """Lets nothing large through."""

    def check(self, made: float) -> None:
        if made > 50.0:
            raise ValueError("too large")


@pytest.mark.expect_log("it is lost")
def test_failures_and_what_must_not_leave_become_none(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    shield = Small([Halving()], "it is lost")
    made, errors = [], []
    for item in (4.0, 0.0, 1.0, 10.0):
        made.append(shield.attempt(item))
        errors.append(type(shield.error))
    assert made == [25.0, None, None, 10.0] and shield.failures == 2
    assert errors == [type(None), ZeroDivisionError, ValueError, type(None)]
    assert [record.levelname for record in caplog.records] == ["ERROR", "DEBUG"]
    shield.reset()
    assert shield.failures == 3
