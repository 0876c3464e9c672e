"""A slider in steps shows and tells numbers; a double click is the ordinary one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.parts.slider_row import SliderRow


@pytest.fixture
def row(qtbot: QtBot) -> SliderRow:
    made = SliderRow("Formant", "tip", (-6.0, 6.0), lambda value: f"{value:+.1f}", step=0.1)
    qtbot.addWidget(made)
    made.resize(300, 30)
    made.show()
    return made


def test_numbers_come_back_as_they_were_set_and_nobody_is_told(row: SliderRow) -> None:
    told: list[float] = []
    row.changed.connect(told.append)
    for value in (-6.0, -0.3, 0.0, 2.7, 6.0):
        row.set_value(value)
        assert row.value == pytest.approx(value) and row.value_words.text() == f"{value:+.1f}"
    assert not told


def test_the_user_is_heard_and_a_double_click_goes_back(row: SliderRow) -> None:
    told: list[float] = []
    row.changed.connect(told.append)
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert told == [pytest.approx(0.1)] and row.value_words.text() == "+0.1"
    row.set_value(4.0)
    QTest.mouseDClick(row.slider, Qt.MouseButton.LeftButton)
    assert row.value == 0.0
