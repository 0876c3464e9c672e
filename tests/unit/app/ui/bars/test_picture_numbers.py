"""Numbers of the picture in words."""

from app.live.governor import ORDER
from app.session_status import SessionStatus
from app.ui.bars.picture_numbers import PictureNumbers


def test_every_saving_has_words_of_its_own() -> None:
    words = PictureNumbers().saving(SessionStatus(saving=tuple(ORDER)))
    assert len(set(words)) == len(ORDER) and not set(words) & {str(one) for one in ORDER}
    assert words[0] == "portrait drawn with less detail", "what is missed most comes first"


def test_without_savings_nothing_is_said() -> None:
    assert PictureNumbers().saving_line(SessionStatus()) == ""
    line = PictureNumbers().saving_line(SessionStatus(saving=("tracker",)))
    assert line == "Saving power: face tracked every second frame"


def test_drops_are_told_by_cause_and_only_where_there_were_some() -> None:
    tip = PictureNumbers().drops_tip(SessionStatus(drops={"capture": 3, "recorder": 0, "stream": 1}))
    assert "3: the portrait was not ready" in tip and "recording" not in tip and "1: stream" in tip
