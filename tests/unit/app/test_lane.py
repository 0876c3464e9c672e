"""Lane: order, drops, failure and shutdown, with real threads."""

import threading
import time
from dataclasses import replace

import pytest

from app.errors import DeviceError
from app.lane import Lane
from app.media import VideoFrame
from tests.support.flow import Applying, Counting, Keeping, frame


def _brighter(item: VideoFrame) -> VideoFrame:
    return replace(item, image=item.image + 1)


def test_a_lossless_lane_delivers_every_item_in_order_to_every_sink() -> None:
    source, fast, slow = Counting(60), Keeping("fast"), Keeping("slow", delay_s=0.002)
    lane = Lane("film", source, [Applying(_brighter)], [fast, slow], lossless=True)
    lane.start()
    assert lane.wait(20.0)
    assert fast.indices() == slow.indices() == list(range(60))
    assert all(item.image[0, 0, 0] == item.index + 1 for item in slow.items)
    status = lane.status()
    assert (status.captured, status.processed, status.errors) == (60, 60, ())
    assert sum(status.drops.values()) == 0


def test_live_a_slow_sink_delays_nobody_and_its_drops_are_counted() -> None:
    fast, slow = Keeping("fast", backlog=200), Keeping("slow", delay_s=0.05)
    lane = Lane("video", Counting(100, fps=250.0), [], [fast, slow])
    lane.start()
    assert lane.wait(20.0)
    status = lane.status()
    assert len(fast.items) == status.processed
    assert len(slow.items) + status.drops["slow"] == status.processed
    assert status.processed + status.drops["capture"] == 100
    assert status.drops["slow"] > 0
    assert slow.indices() == sorted(slow.indices())


def test_each_device_is_opened_and_closed_once_by_one_thread() -> None:
    source, sink = Counting(5), Keeping()
    lane = Lane("video", source, [], [sink], lossless=True)
    lane.start()
    assert lane.wait(20.0)
    assert len(source.threads) == 1
    assert (source.closed, sink.opened, sink.closed) == (1, 1, 1)


def test_a_failing_source_ends_the_lane_and_is_reported_once() -> None:
    sink = Keeping(backlog=50)
    lane = Lane("video", Counting(100, fail_at=10), [], [sink], lossless=True)
    lane.start()
    assert lane.wait(20.0)
    errors = lane.status().errors
    assert [name for name, _ in errors] == ["video-capture"]
    assert isinstance(errors[0][1], DeviceError)
    assert sink.indices() == list(range(10))
    assert sink.closed == 1


@pytest.mark.expect_log("video-process failed")
def test_a_failing_stage_lets_no_unprocessed_item_through() -> None:
    def fail_at_five(item: VideoFrame) -> VideoFrame:
        if item.index == 5:
            raise RuntimeError("broken")
        return item

    sink = Keeping(backlog=50)
    lane = Lane("video", Counting(100), [Applying(fail_at_five)], [sink], lossless=True)
    lane.start()
    assert lane.wait(20.0)
    assert sink.indices() == [0, 1, 2, 3, 4]
    assert [name for name, _ in lane.status().errors] == ["video-process"]


def test_a_failing_sink_ends_alone() -> None:
    good, bad = Keeping("good"), Keeping("bad", fail_at=3)
    lane = Lane("film", Counting(20), [], [good, bad], lossless=True)
    lane.start()
    assert lane.wait(20.0)
    assert len(good.items) == 20
    assert (len(bad.items), bad.closed) == (3, 1)
    assert [name for name, _ in lane.status().errors] == ["film-bad"]


def test_stopping_ends_every_thread_and_closes_every_device() -> None:
    source, sink = Counting(10**9, fps=200.0), Keeping()
    lane = Lane("video", source, [], [sink])
    lane.start()
    time.sleep(0.1)
    assert lane.stop(5.0) == []
    assert lane.status().finished
    assert (source.closed, sink.closed) == (1, 1)


def test_sinks_come_and_go_while_running() -> None:
    lane = Lane("video", Counting(10**9, fps=200.0), [], inbox=100)  # a busy machine drops nothing either
    lane.start()
    sink = Keeping("recorder", backlog=100)
    lane.add_sink(sink)
    deadline = time.monotonic() + 5.0
    while len(sink.items) < 5 and time.monotonic() < deadline:
        time.sleep(0.005)
    assert lane.remove_sink(sink)
    kept = sink.indices()
    assert kept == list(range(kept[0], kept[0] + len(kept)))
    assert sink.closed == 1
    assert lane.stop() == []
    assert sink.indices() == kept


def test_the_source_is_replaced_without_the_sinks_noticing() -> None:
    first, second, sink, stage = Counting(10**9, fps=200.0), Counting(10**9, fps=200.0), Keeping(), Applying(_brighter)
    lane = Lane("video", first, [stage], [sink])
    lane.start()
    lane.replace_source(second)
    deadline = time.monotonic() + 5.0
    while second.next < 5 and time.monotonic() < deadline:
        time.sleep(0.005)
    assert lane.stop() == []
    assert (first.closed, second.closed, sink.opened, stage.resets) == (1, 1, 1, 1)
    assert first.threads == second.threads


def test_while_the_source_delivers_nothing_stand_ins_are_delivered() -> None:
    class Stuck(Counting):
        """Delivers three items and then waits until it is interrupted."""

        def __init__(self) -> None:
            super().__init__(3)
            self.woken = threading.Event()

        def read(self) -> VideoFrame:
            if self.next == 3:
                self.woken.wait(20.0)
            return super().read()

        def interrupt(self) -> None:
            self.woken.set()

    source, sink = Stuck(), Keeping(backlog=100)
    lane = Lane("video", source, [], [sink], idle=lambda: frame(-1))
    lane.start()
    deadline = time.monotonic() + 10.0
    while sink.indices().count(-1) < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert lane.stop(5.0) == []
    assert sink.indices()[-1] == -1
    assert [i for i in sink.indices() if i >= 0] == sorted(i for i in sink.indices() if i >= 0)
    assert lane.status().captured == 3


def test_a_source_that_is_never_opened_is_closed_all_the_same() -> None:
    first, second, third = Counting(10_000, fps=100), Counting(1), Counting(1)
    lane = Lane("test", first, [], [Keeping()])
    lane.start()
    assert lane.stop() == []
    lane.replace_source(second)
    lane.replace_source(third)
    assert (second.closed, third.closed) == (1, 1)
    assert first.closed >= 1


class Hanging:
    """A stage that hangs on one item until it is released."""

    latency_s = 0.0

    def __init__(self, at: int) -> None:
        self.at, self.release = at, threading.Event()

    def process(self, item: VideoFrame) -> VideoFrame:
        if item.index == self.at:
            assert self.release.wait(20.0)
            raise RuntimeError("the old thread has come back and reaches nobody")
        return item

    def reset(self) -> None: ...


def test_stages_that_hang_are_replaced_and_what_they_still_do_reaches_nobody() -> None:
    hanging, sink = Hanging(5), Keeping(backlog=1000)
    lane = Lane("video", Counting(60, fps=100.0), [hanging], [sink])
    lane.start()
    while lane.stuck_s < 0.1:
        time.sleep(0.01)
    lane.replace_stages([Applying(lambda item: item)])
    while len(sink.items) < 20:
        time.sleep(0.01)
    hanging.release.set()
    assert lane.wait(10.0)
    status = lane.status()
    assert status.errors == () and status.finished and lane.stop() == []
    assert 5 not in sink.indices() and sink.indices()[-1] == 59
    assert sink.closed == 1
    lane.replace_stages([])  # too late: nothing happens
    assert lane.stop() == []
