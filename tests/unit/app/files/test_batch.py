"""Batch: a result appears only when complete; the first error of any lane is told after everything is closed."""

from pathlib import Path

import pytest

from app.errors import DeviceError, MediaError
from app.files.batch import run_lanes, share_done, written_beside
from app.lane import Lane
from app.media import VideoFrame
from tests.support.flow import Counting, Keeping


def test_a_result_takes_its_place_when_it_is_complete(tmp_path: Path) -> None:
    output = tmp_path / "a.MP4"
    output.write_text("old")
    with written_beside(output) as partial:
        partial.write_text("new")
        assert (output.read_text(), partial.parent, partial.suffix) == ("old", tmp_path, ".mp4")
    assert output.read_text() == "new" and list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize("error", [KeyboardInterrupt, MediaError("it broke", "mend it")])
def test_after_a_failure_nothing_is_left_and_the_old_file_stays(tmp_path: Path, error: BaseException) -> None:
    output = tmp_path / "a.wav"
    output.write_text("old")
    with pytest.raises(type(error) if isinstance(error, Exception) else KeyboardInterrupt), written_beside(output) as p:
        p.write_text("half")
        raise error
    assert output.read_text() == "old" and list(tmp_path.iterdir()) == [output]


def test_a_folder_in_the_place_of_the_result_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.wav").mkdir()
    with pytest.raises(MediaError, match=r"a\.wav"), written_beside(tmp_path / "a.wav") as partial:
        partial.write_text("new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


@pytest.mark.parametrize(("at_s", "share"), [(-0.02, 0.0), (1.5, 0.25), (6.0, 1.0), (6.01, 1.0)])
def test_a_share_stays_within_its_whole_where_a_film_is_longer_than_it_tells(at_s: float, share: float) -> None:
    assert share_done(at_s, 6.0) == share


def test_lanes_run_to_their_end_and_drop_nothing() -> None:
    sink = Keeping(backlog=2)
    calls: list[str] = []
    lane = Lane[VideoFrame]("a", Counting(40, fps=200.0), [], [sink], lossless=True)
    run_lanes([lane], lambda: calls.append("progress"), lambda: calls.append("give up"))
    assert sink.indices() == list(range(40)) and sink.closed == 1
    assert "give up" not in calls and calls


def test_the_error_of_one_lane_ends_the_others_after_they_were_told_to_give_up() -> None:
    good, bad = Keeping("good", backlog=2), Keeping("bad", backlog=2, fail_at=3)
    lanes = [
        Lane[VideoFrame]("a", Counting(10_000, fps=100.0), [], [good], lossless=True),
        Lane[VideoFrame]("b", Counting(10_000, fps=100.0), [], [bad], lossless=True),
    ]
    closed_when_told: list[int] = []
    with pytest.raises(DeviceError, match="disk is full"):
        run_lanes(lanes, lambda: None, lambda: closed_when_told.append(good.closed))
    assert closed_when_told == [0] and good.closed == bad.closed == 1


def test_an_interruption_gives_up_and_closes_everything() -> None:
    sink = Keeping(backlog=2)
    told: list[int] = []

    def interrupt() -> None:
        raise KeyboardInterrupt

    lane = Lane[VideoFrame]("a", Counting(10_000, fps=100.0), [], [sink], lossless=True)
    with pytest.raises(KeyboardInterrupt):
        run_lanes([lane], interrupt, lambda: told.append(sink.closed))
    assert told == [0] and sink.closed == 1
