"""Notices are printed once each, as they come."""

import pytest

from app.commands.notices import Notices


def test_each_notice_is_printed_once_and_again_when_it_comes_back(capsys: pytest.CaptureFixture[str]) -> None:
    notices = Notices()
    for now in (["a"], ["a", "b"], ["a", "b"], ["b", "c"], ["c", "a"]):
        notices.tell(now)
    assert capsys.readouterr().err.split("\n")[:-1] == [f"likeness: {name}" for name in "abca"]
