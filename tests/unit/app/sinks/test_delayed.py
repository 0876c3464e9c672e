"""Delayed: frames leave at their age, in order, and late ones at once."""

import time

import pytest

from app.media import now
from app.sinks.delayed import Delayed
from tests.support.flow import Keeping, frame


def test_a_fresh_frame_leaves_at_its_age() -> None:
    sink = Keeping()
    delayed = Delayed(sink, fps=30.0)
    delayed.delay_s = 0.08
    captured_s = now()
    for index in range(3):
        delayed.write(frame(index, time_s=captured_s + index * 0.01))
        age_s = now() - (captured_s + index * 0.01)
        assert age_s >= 0.08
    assert sink.indices() == [0, 1, 2]
    assert delayed.ages.delay_ms(now(), 50)[0] >= 80


@pytest.mark.alone
@pytest.mark.parametrize("delay_s", [0.0, 0.05])
def test_a_late_frame_does_not_wait(delay_s: float) -> None:
    delayed = Delayed(Keeping(), fps=30.0)
    delayed.delay_s = delay_s
    before_s = time.perf_counter()
    for index in range(50):
        delayed.write(frame(index, time_s=now() - 0.2))
    assert time.perf_counter() - before_s < 0.05  # fifty waits would take 2.5 s


def test_it_keeps_the_frames_of_a_second_and_behaves_as_the_sink() -> None:
    sink = Keeping("virtual camera")
    delayed = Delayed(sink, fps=30.0)
    assert (delayed.name, delayed.backlog) == ("virtual camera", 30)
    delayed.open()
    delayed.close()
    assert (sink.opened, sink.closed) == (1, 1)
