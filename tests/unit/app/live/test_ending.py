"""The end of a session: both lanes at once, and who stays is named."""

import time

import pytest

from app.live.ending import end


class Slow:
    def __init__(self, alive: list[str]) -> None:
        self.alive = alive

    def stop(self, timeout_s: float) -> list[str]:
        time.sleep(0.2)
        return self.alive


@pytest.mark.expect_log("thread voice-process does not end")
def test_lanes_end_beside_each_other_and_the_living_are_named() -> None:
    began_s = time.monotonic()
    assert end((Slow([]), None, Slow(["voice-process"])), 5.0) == ["voice-process"]
    assert time.monotonic() - began_s < 0.39
