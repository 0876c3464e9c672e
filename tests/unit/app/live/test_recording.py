"""Recording: part after part; the lanes and recorders here only remember."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import MediaError
from app.live import recording
from app.live.recording import Recording, next_part
from app.sinks.recorder import RecorderStatus
from tests.support.both_lanes import Lanes


class FakeRecorder:
    def __init__(self, path: Path, **_: object) -> None:
        self.path, self.video, self.audio = path, object(), object()
        self.error: MediaError | None = None
        self.crashed = False
        path.touch()

    def status(self) -> RecorderStatus:
        return RecorderStatus(0, 0, 0, 0, 0.0, self.error, self.crashed)


@pytest.fixture
def lanes(monkeypatch: pytest.MonkeyPatch) -> Lanes:
    monkeypatch.setattr(recording, "Recorder", FakeRecorder)
    return Lanes()


def _at_once(job: Callable[[], object]) -> None:
    job()


def _path(recorded: Recording) -> Path | None:
    return recorded.path  # asked anew each time


def _recording(lanes: Any) -> Recording:  # noqa: ANN401 - stands for both lanes
    return Recording(lanes, lanes, 30.0, _at_once)


def _break(recorder: Any, *, crashed: bool) -> None:  # noqa: ANN401 - a FakeRecorder in a Recorder's place
    recorder.error, recorder.crashed = MediaError("it stopped", ""), crashed


def test_one_recording_at_a_time_begins_and_ends(lanes: Lanes, tmp_path: Path) -> None:
    recorded = _recording(lanes)
    assert _path(recorded) is None and recorded.recorded_s == 0.0
    recorded.begin(tmp_path / "a.mp4")
    recorded.begin(tmp_path / "b.mp4")
    assert _path(recorded) == tmp_path / "a.mp4" and len(lanes.sinks) == 2
    recorded.look()
    recorded.end()
    assert _path(recorded) is None and lanes.sinks == []


def test_a_fallen_encoder_is_followed_by_the_next_part_three_times_a_minute(lanes: Lanes, tmp_path: Path) -> None:
    recorded = _recording(lanes)
    recorded.begin(tmp_path / "talk.mp4")
    names = []
    while recorded.recorder is not None:
        _break(recorded.recorder, crashed=True)
        recorded.look()
        names.append(recorded.path.name if recorded.path else None)
        assert len(lanes.sinks) in (0, 2)
    assert names == ["talk (2).mp4", "talk (3).mp4", "talk (4).mp4", None]


def test_a_full_disk_ends_the_recording(lanes: Lanes, tmp_path: Path) -> None:
    recorded = _recording(lanes)
    recorded.begin(tmp_path / "talk.mp4")
    _break(recorded.recorder, crashed=False)
    recorded.look()
    assert _path(recorded) is None and lanes.sinks == []


def test_the_next_part_has_a_free_name(tmp_path: Path) -> None:
    assert next_part(tmp_path / "a.mp4").name == "a (2).mp4"
    (tmp_path / "a (2).mp4").touch()
    assert next_part(tmp_path / "a.mp4").name == "a (3).mp4"
    assert next_part(tmp_path / "a (2).mp4").name == "a (3).mp4"
