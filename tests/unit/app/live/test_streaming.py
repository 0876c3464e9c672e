"""Streaming and Outputs: one stream at a time on both lanes; the lanes and streams here only remember."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.live import streaming
from app.live.outputs import Outputs
from app.live.streaming import Streaming
from app.stream_status import StreamStatus
from app.stream_target import StreamTarget
from tests.support.both_lanes import Lanes

TARGET = StreamTarget.read("udp://127.0.0.1:5000")


class FakeStream:
    def __init__(self, target: StreamTarget, **options: object) -> None:
        self.target, self.options, self.video, self.audio = target, options, object(), object()

    def status(self) -> StreamStatus:
        return StreamStatus("live", self.target.shown)


@pytest.fixture
def lanes(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - stands for both lanes
    monkeypatch.setattr(streaming, "LiveStream", FakeStream)
    return Lanes()


def test_another_address_takes_the_place_of_the_first(lanes: Any) -> None:  # noqa: ANN401
    sent = Streaming(lanes, lanes, 30.0, lambda _: None)
    assert not sent.status().on
    sent.send(TARGET, 1500)
    first = list(lanes.sinks)
    assert sent.status().on and len(first) == 2
    sent.send(StreamTarget.read("udp://127.0.0.1:6000"))
    assert sent.status().address == "udp://127.0.0.1:6000" and not set(first) & set(lanes.sinks)
    sent.send(None)
    assert sent.status() == StreamStatus() and lanes.sinks == []


def _at_once(job: Callable[[], object]) -> None:
    job()


def test_recording_and_stream_are_reported_together(lanes: Any, tmp_path: Path) -> None:  # noqa: ANN401
    outputs = Outputs(lanes, lanes, 30.0, _at_once, lambda _: None)
    outputs.streaming.send(TARGET)
    assert outputs.report() == {
        "recording": None,
        "recorded_s": 0.0,
        "stream": StreamStatus("live", "udp://127.0.0.1:5000"),
    }
