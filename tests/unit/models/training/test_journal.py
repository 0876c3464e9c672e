"""What a training notes on its way."""

import json
import logging
import sys
from pathlib import Path

import pytest

from models.training.journal import Journal


def _without_tensorboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", None)


def test_without_tensorboard_one_line_says_so_and_the_numbers_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _without_tensorboard(monkeypatch)
    with caplog.at_level(logging.INFO):
        journal = Journal(tmp_path)
        said = [record.getMessage() for record in caplog.records]
        journal.note(1, {"l1": 0.123456789})
        journal.note(2, {"l1": 0.1})
        journal.close()
    assert len(said) == 1 and "tensorboard is not installed" in said[0]
    entries = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert entries == [{"step": 1, "l1": 0.12346}, {"step": 2, "l1": 0.1}]
    assert [path.name for path in tmp_path.iterdir()] == ["log.jsonl"]


def test_a_later_run_goes_on_in_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_tensorboard(monkeypatch)
    for step in (1, 2):
        journal = Journal(tmp_path)
        journal.note(step, {})
        journal.close()
    assert len((tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_tensorboard_reads_the_same_numbers(tmp_path: Path) -> None:
    """One file of events for a run, however often it is measured."""
    reader = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    journal = Journal(tmp_path)
    for step in (1, 20):
        journal.note(step, {"l1": 1 / step, "perceptual": 3.0})
    journal.close()
    assert len(list((tmp_path / "tensorboard").iterdir())) == 1
    events = reader.EventAccumulator(str(tmp_path / "tensorboard"))
    events.Reload()
    assert sorted(events.Tags()["scalars"]) == ["l1", "perceptual"]
    assert [(event.step, round(event.value, 5)) for event in events.Scalars("l1")] == [(1, 1.0), (20, 0.05)]
