"""What a user looks at in the gallery, and what keys reach, is expected by the performance before it is asked for."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.ui.avatars import foresight
from app.ui.main_window import MainWindow
from app.ui.session_model import Phase
from tests.gui.conftest import OpenWindow, Stage

_NONE = Qt.KeyboardModifier.NoModifier


def _point_at(window: MainWindow, place: int) -> str:
    """Move the pointer over the avatar at this place; returns its id."""
    view = window.avatars.view
    view.scrollTo(view.model().index(place, 0))
    where = QPointF(view.visualRect(view.model().index(place, 0)).center())
    button = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, where, view.viewport().mapToGlobal(where), button, button, _NONE)
    QApplication.sendEvent(view.viewport(), move)
    return window.avatars.ids[place]


def test_neighbours_number_keys_and_what_is_looked_at_are_expected(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foresight, "_CALM_MS", 60)
    window = open_window(Settings(avatar="edda"))
    ids = window.avatars.ids
    _point_at(window, 3)
    qtbot.wait(200)
    assert not stage.sessions, "nothing is expected before there is a performance"
    window.model.start()
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    session = stage.sessions[-1]
    at = ids.index("edda")
    reached = [ids[(at + 1) % len(ids)], ids[at - 1]]
    qtbot.waitUntil(lambda: bool(session.expected), timeout=5000)
    assert session.expected[:3] == (ids[3], *reached), "what was looked at before, then the neighbours"
    assert set(ids[:9]) <= {*session.expected, "edda"}, "what the number keys reach"

    pointed = _point_at(window, 5)
    qtbot.waitUntil(lambda: session.expected[0] == pointed)
    window.avatars.view.setFocus()
    QTest.keyClick(window.avatars.view, Qt.Key.Key_Home)
    focused = window.avatars.view.current_id()
    assert focused != pointed
    qtbot.waitUntil(lambda: session.expected[0] == focused)

    window.model.change(avatar=ids[5], number_keys="profiles")
    after = (ids[6 % len(ids)], ids[4])
    qtbot.waitUntil(lambda: session.expected[-2:] == after, timeout=5000)
    assert len(session.expected) <= 3, "the number keys mean profiles"
