"""What a user does with the voice's engine: choosing, seeing what speaks and how well, comparing by ear."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.session_status import Likeness
from app.settings import load_settings
from app.ui.look import theme
from app.ui.main_window import MainWindow
from app.ui.session_model import Phase
from app.ui.voices import voice_library, voice_player
from app.ui.voices.voice_library import Engines
from app.voice_preview import Sentence
from models.voice_engines import VoicePrint
from tests.gui.conftest import OpenWindow, Stage, close, snapshot
from tests.support.fake_session import FakeSession

_LEFT = Qt.MouseButton.LeftButton
BOTH = Engines(("dsp", "neural"), "dsp")


@pytest.fixture(autouse=True)
def engines(monkeypatch: pytest.MonkeyPatch) -> list[Engines]:
    """The engines that the window finds; a test may change them before it opens one."""
    found = [BOTH]
    monkeypatch.setattr(voice_library, "engines", lambda: found[0])
    return found


def live(qtbot: QtBot, window: MainWindow, stage: Stage) -> FakeSession:
    window.sidebar.show_page("voice")
    QTest.mouseClick(window.controls.start_button, _LEFT)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    return stage.sessions[-1]


def test_an_engine_is_chosen_and_the_line_says_what_speaks(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    panel = window.voice_engine
    qtbot.waitUntil(lambda: panel.hint.text() == "Automatic: signal processing")
    session = live(qtbot, window, stage)
    assert panel.engine.currentText() == "Automatic" and panel.hint.text() == "Automatic: signal processing"
    QTest.keyClick(panel.engine, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: session.settings.voice_engine == "neural")
    session.set_voice(engine="neural")
    qtbot.waitUntil(lambda: panel.hint.text() == "Speaks now: neural")
    window.sidebar.show_page("voice")
    snapshot(window, "voice-engine-neural")
    session.set_voice(engine="dsp", fallback="this computer is too busy")
    qtbot.waitUntil(lambda: panel.hint.text() == "Fell back to signal processing: this computer is too busy.")
    assert panel.hint.property("role") == "warning" and window.status.voice.text() == "Voice 86 ms · simpler engine"
    assert "this computer is too busy" in window.status.voice.toolTip()
    snapshot(window, "voice-engine-fallback")
    close(qtbot, window)
    assert load_settings().voice_engine == "neural"


def test_without_the_neural_engine_it_cannot_be_chosen(
    qtbot: QtBot, open_window: OpenWindow, engines: list[Engines]
) -> None:
    engines[0] = Engines(("dsp",), "dsp")
    window = open_window()
    panel = window.voice_engine
    qtbot.waitUntil(panel.compare_button.isEnabled)
    panel.engine.setFocus()
    QTest.keyClick(panel.engine, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.model.settings.voice_engine == "dsp")
    assert panel.engine.currentText() == "Signal processing", "the keyboard leaves out what is not there"


def test_the_likeness_is_shown_while_somebody_speaks_and_greys_out_in_silence(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    view = window.voices.likeness
    assert view.isHidden()
    session = live(qtbot, window, stage)
    qtbot.waitUntil(lambda: view.isVisible() and view.waiting.isVisible())
    session.set_voice(likeness=Likeness(62, 31))
    qtbot.waitUntil(lambda: view.target.isVisible() and view.own.isVisible())
    assert (view.target.words.text(), view.target.number.text()) == ("Sounds like Clara", "62 of 100")
    assert view.target.bar.accessibleDescription() == "62 of 100" and view.own.number.text() == "31 of 100"
    assert view.target.bar.colour() == view.own.bar.colour() == theme.ACCENT and not view.waiting.isVisible()
    window.resize(1280, 1000)
    snapshot(window, "voice-likeness")
    session.set_voice(likeness=Likeness(62, 31, fresh=False))
    qtbot.waitUntil(lambda: view.target.bar.accessibleDescription() == "62 of 100, a moment ago")
    assert view.target.bar.colour() not in (theme.ACCENT, theme.WARNING)
    snapshot(window, "voice-likeness-grey")
    session.set_voice(likeness=Likeness(20, 90))
    qtbot.waitUntil(lambda: view.target.bar.colour() == view.own.bar.colour() == theme.WARNING)
    session.set_voice(likeness=Likeness(55, None))
    qtbot.waitUntil(lambda: not view.own.isVisible())
    session.set_voice(original=True)
    qtbot.waitUntil(lambda: not view.isVisible())


def test_nothing_is_measured_that_nobody_sees(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    window.resize(1280, 1000)
    session = live(qtbot, window, stage)

    def watched() -> list[object]:
        return [order[1] for order in session.orders if order[0] == "watch_likeness"]

    qtbot.waitUntil(lambda: watched() == [True])
    window.sidebar.show_page("outputs")
    qtbot.waitUntil(lambda: watched() == [True, False])
    window.sidebar.show_page("voice")
    qtbot.waitUntil(lambda: watched() == [True, False, True])
    window.showMinimized()
    qtbot.waitUntil(lambda: watched() == [True, False, True, False])
    window.showNormal()
    qtbot.waitUntil(lambda: watched() == [True, False, True, False, True])
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.STOPPED)
    again = live(qtbot, window, stage)
    qtbot.waitUntil(lambda: ("watch_likeness", True) in again.orders)


def test_the_same_sentence_is_heard_by_each_engine(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[tuple[str, Sentence | None]] = []

    def play(_: VoicePrint, engine: str, said: Sentence | None, stopped: threading.Event) -> None:
        played.append((engine, said))
        stopped.wait(5.0)

    scores = {"original": 4, "dsp": 38, "neural": 71}
    monkeypatch.setattr(voice_player, "_play", play)
    monkeypatch.setattr(voice_library, "preview_score", lambda _print, engine, _said: scores[engine])
    window = open_window()
    window.sidebar.show_page("voice")
    panel = window.voice_engine
    qtbot.waitUntil(panel.compare_button.isEnabled)
    QTest.mouseClick(panel.compare_button, _LEFT)
    dialog = panel.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: [row.number.text() for row in dialog.rows.values()] == [f"{s} of 100" for s in (4, 38, 71)])
    assert dialog.buttons["neural"].accessibleName() == "Listen: Neural"
    dialog.buttons["dsp"].setFocus()
    QTest.keyClick(dialog.buttons["dsp"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: played == [("dsp", None)])
    assert dialog.buttons["dsp"].accessibleName() == "Stop: Signal processing"
    snapshot(dialog, "voice-compare")
    QTest.keyClick(dialog, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: played[-1] == ("neural", None))
    assert dialog.buttons["dsp"].accessibleName() == "Listen: Signal processing"
    QTest.mouseClick(dialog.buttons["neural"], _LEFT)
    assert dialog.player.playing == ""
    dialog.reject()
    panel.own_speech = np.full(32_000, 0.1, np.float32)
    QTest.mouseClick(panel.compare_button, _LEFT)
    again = panel.dialog
    assert again is not None and again is not dialog
    QTest.mouseClick(again.buttons["original"], _LEFT)
    qtbot.waitUntil(lambda: played[-1][0] == "original")
    said = played[-1][1]
    assert said is not None and len(said.known) == 32_000
    close(qtbot, window)


def test_a_missing_engine_cannot_be_heard_and_a_failure_is_told(
    qtbot: QtBot, open_window: OpenWindow, engines: list[Engines], monkeypatch: pytest.MonkeyPatch
) -> None:
    engines[0] = replace(BOTH, names=("dsp",))

    def fail(_print: VoicePrint, engine: str, _said: object) -> int:
        if engine == "dsp":
            raise OSError("the disk is full")
        return 12

    monkeypatch.setattr(voice_library, "preview_score", fail)
    window = open_window()
    panel = window.voice_engine
    qtbot.waitUntil(panel.compare_button.isEnabled)
    panel.compare()
    dialog = panel.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.problem.text() == "The disk is full.")
    assert not dialog.buttons["neural"].isEnabled() and "not there" in dialog.rows["neural"].words.text()
    assert dialog.rows["original"].number.text() == "12 of 100" and dialog.rows["dsp"].number.text() == "–"
    snapshot(dialog, "voice-compare-missing")
