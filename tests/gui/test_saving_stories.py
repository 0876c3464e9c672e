"""When the computer is busy: the window says what is saved, and the user may forbid it."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenWindow, Stage, snapshot
from tests.gui.test_window_stories import live
from tests.support.fake_session import LIVE_VOICE


def test_what_is_saved_stands_in_the_status_line_as_long_as_it_is(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    line = window.status.engine
    qtbot.waitUntil(lambda: line.text().startswith("Landmarks on the processor"))
    session.set(saving=("preview", "tracker"))
    qtbot.waitUntil(lambda: line.text().startswith("Saving power: face tracked every second frame"))
    assert "fewer pictures" in line.text() and "ends by itself" in line.toolTip()
    assert "Landmarks on the processor" in line.toolTip()
    window.resize(820, 480)
    assert line.isVisible(), "told however little room there is"
    snapshot(window, "saving")
    session.set(saving=())
    qtbot.waitUntil(lambda: line.text().startswith("Landmarks on the processor"))


def test_a_busy_computer_shows_fewer_pictures_in_the_window(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    shows: list[int] = []
    show = window.preview.avatar.show_picture

    def count(picture: NDArray[np.uint8] | None) -> None:
        shows.append(1)
        show(picture)

    monkeypatch.setattr(window.preview.avatar, "show_picture", count)
    session.set(saving=("preview",))
    qtbot.waitUntil(lambda: window.model.status.saving == ("preview",))
    qtbot.wait(150)
    shows.clear()
    qtbot.wait(1000)
    assert 2 <= len(shows) <= 11
    session.set(saving=())
    qtbot.waitUntil(lambda: not window.model.status.saving)
    shows.clear()
    qtbot.waitUntil(lambda: len(shows) > 11)


def test_steadiness_is_a_switch_that_stays(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    assert window.model.settings.steady
    window.sync.steady.toggled.emit(False)
    qtbot.waitUntil(lambda: not session.settings.steady)
    window.model.change(steady=True)
    qtbot.waitUntil(lambda: session.settings.steady)


def test_latency_jitter_and_drops_are_told_with_their_causes(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    session.set(output_ms=(61.0, 74.0, 88.0), jitter_ms=4.2, drops={"capture": 7, "virtual camera": 2, "preview": 0})
    session.set(voice=replace(LIVE_VOICE, output_ms=(86.0, 97.0, 108.0), jitter_ms=2.0))
    qtbot.waitUntil(lambda: "9 dropped" in window.status.drops.text())
    assert "7: the portrait was not ready" in window.status.drops.toolTip()
    assert "2: the virtual camera" in window.status.drops.toolTip() and "preview" not in window.status.drops.toolTip()
    assert "61 ms, 95 of 100 within 74, 99 within 88" in window.status.latency.toolTip()
    assert "even within 4 ms" in window.status.latency.toolTip()
    QTest.mouseClick(window.status.voice, Qt.MouseButton.LeftButton)
    view = window.status.voice.view
    assert view is not None
    assert "86 ms, 95 of 100 blocks 97, 99 of 100 108" in view.rest.text() and "6 ms after" in view.rest.text()
    view.hide()


def test_closing_does_not_wait_for_a_film_that_never_came(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    window.commands.record()
    qtbot.waitUntil(lambda: window.model.status.recording is not None)
    session.set(recording=None)  # it has failed before its first picture
    qtbot.waitUntil(lambda: "recording" in window.model.background.names)
    with qtbot.waitSignal(window.closed, timeout=4_000):  # it is looked for during 10 s
        window.close()
