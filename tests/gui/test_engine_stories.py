"""The user chooses what moves the portrait, and always knows what does."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Settings, load_settings
from app.ui.main_window import MainWindow
from app.ui.session_model import Phase
from tests.gui.conftest import OpenWindow, Stage, close, snapshot
from tests.support.fake_session import FakeSession

RUNS_ON = "openvino f32 on a processor: 41 ms a frame (not taken: torch cuda f16, graph: no NVIDIA GPU can be used)"


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file where weights are looked for; nobody reads it here."""
    path = tmp_path / "vox-adv-cpk.pth.tar"
    path.write_bytes(b"weights")
    monkeypatch.setenv("LIKENESS_FOMM", str(path))
    return path


def live(qtbot: QtBot, window: MainWindow, stage: Stage) -> FakeSession:
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    return stage.sessions[-1]


def to_front(qtbot: QtBot, window: MainWindow) -> None:
    """Give the keyboard back to the window, as a desktop does when a dialog is closed."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def click_engine(window: MainWindow, name: str) -> None:
    QTest.mouseClick(window.engine.engine.button(name), Qt.MouseButton.LeftButton)


def test_without_weights_it_says_how_to_get_them_and_offers_what_works(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, weights: Path
) -> None:
    weights.unlink()
    window = open_window(Settings(engine="fomm"))
    qtbot.waitUntil(lambda: bool(window.engine_control.lack))
    assert not window.engine.engine.button("fomm").isEnabled()
    assert "likeness models import FILE" in window.engine.hint.text()
    assert weights.name in window.engine.engine.button("fomm").toolTip()
    snapshot(window, "engine-no-weights")
    stage.prepare = lambda session: setattr(session, "start_fails", ("there are no weights", "import some"))
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.FAILED)
    qtbot.waitUntil(lambda: window.messages.action.text() == "Use the landmark engine")
    stage.prepare = lambda _: None
    QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    assert stage.sessions[-1].settings.engine == "landmark"
    weights.write_bytes(b"weights")  # imported meanwhile, in a terminal
    window.engine_control.look()
    qtbot.waitUntil(lambda: window.engine.engine.button("fomm").isEnabled())


def test_it_says_which_device_runs_and_why_not_another(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, weights: Path
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    qtbot.waitUntil(lambda: "Landmarks on" in window.status.engine.text())
    assert not window.engine.device.isVisible()
    click_engine(window, "fomm")
    qtbot.waitUntil(lambda: session.settings.engine == "fomm")
    qtbot.waitUntil(lambda: "Being loaded" in window.engine.hint.text())
    assert "Landmarks on" in window.status.engine.text(), "it is what still runs"
    session.set(engine="fomm", device="auto", runs_on=RUNS_ON)
    qtbot.waitUntil(lambda: "openvino f32 on a processor" in window.status.engine.text())
    assert "no NVIDIA GPU" in window.status.engine.toolTip() and "no NVIDIA GPU" in window.engine.hint.text()
    snapshot(window, "engine-fomm")
    session.set(refused="its keypoints lie too close together")
    qtbot.waitUntil(lambda: "too close together" in window.engine.hint.text())
    assert window.engine.hint.property("role") == "warning"


def test_a_switch_that_fails_leaves_what_runs_and_the_choice_on_it(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, weights: Path
) -> None:
    window = open_window(Settings(engine="fomm", device="cpu"))
    session = live(qtbot, window, stage)
    session.set(runs_on=RUNS_ON)
    for count in (1, 2):
        index = window.engine.device.findData("cuda")
        window.engine.device.setCurrentIndex(index)
        window.engine.device.activated.emit(index)
        qtbot.waitUntil(lambda: session.settings.device == "cuda")
        words = "it cannot run on cuda (f16: no GPU; bf16: no GPU); choose the device cpu"
        session.set(failed_switches=count, notices=(words,))
        qtbot.waitUntil(lambda: window.model.settings.device == "cpu")
        assert window.engine.device.currentData() == "cpu" and window.model.settings.engine == "fomm"
        qtbot.waitUntil(lambda: session.settings.device == "cpu")
        assert window.engine.hint.text() == f"Not switched: I{words[1:]}."
    assert window.messages.words == "It cannot run on cuda (f16: no GPU; bf16: no GPU). Choose the device cpu."
    snapshot(window, "engine-kept")
    click_engine(window, "landmark")
    assert "Not switched" not in window.engine.hint.text()


def test_torch_after_qt_on_windows_asks_for_a_new_start(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    monkeypatch.setattr("app.ui.portrait.engine_control.needs_restart", lambda name: name == "fomm")
    click_engine(window, "fomm")
    assert window.model.settings.engine == "landmark"
    assert window.engine.engine.button("landmark").isChecked()
    assert window.messages.action.text() == "Restart"
    with qtbot.waitSignal(window.closed, timeout=10_000):
        QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    assert window.again and load_settings().engine == "fomm"


@pytest.mark.skipif(sys.platform != "linux", reason="the names of keys differ")
def test_the_keys_of_avatarify_are_a_choice_that_is_remembered(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = window.commands.help_dialog
    assert dialog is not None and "Ctrl+R\n" not in dialog.keys.toPlainText()
    snapshot(dialog, "help-standard")
    QTest.mouseClick(dialog.maps.button("avatarify"), Qt.MouseButton.LeftButton)
    assert "Ctrl+R\n" in dialog.keys.toPlainText() and "in smaller steps" in dialog.keys.toPlainText()
    snapshot(dialog, "help-avatarify")
    dialog.accept()
    to_front(qtbot, window)
    session = live(qtbot, window, stage)
    before = window.model.settings
    for key in (Qt.Key.Key_R, Qt.Key.Key_T, Qt.Key.Key_O, Qt.Key.Key_Q, Qt.Key.Key_X, Qt.Key.Key_F, Qt.Key.Key_U):
        QTest.keyClick(window, key)
    after = window.model.settings
    assert after.mirror_preview is not before.mirror_preview and after.mirror_output is not before.mirror_output
    assert after.landmarks is not before.landmarks and after.avatar != before.avatar
    qtbot.waitUntil(lambda: session.orders.count(("calibrate",)) == 2)
    assert window.model.recording is None and not window.model.voice.muted, "R and U mean something else here"
    assert "(R)" in window.actions_["mirror"].toolTip() and "Ctrl+R" in window.actions_["record"].toolTip()
    assert "(F9)" in window.controls.voice.mute_button.toolTip()
    window.model.change(push_to_talk=True)
    QTest.keyPress(window, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: ("talk", True) in session.orders)
    QTest.keyRelease(window, Qt.Key.Key_Y)
    close(qtbot, window)
    assert load_settings().keys == "avatarify"
    again = open_window(load_settings())
    assert "(R)" in again.actions_["mirror"].toolTip()


def test_escape_quits_with_avatarifys_keys_and_asks_when_live(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window(Settings(keys="avatarify"))
    session = live(qtbot, window, stage)
    window.messages.dismiss()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    dialog = window.commands.leaving.dialog
    assert dialog is not None and dialog.isVisible()
    snapshot(dialog, "quit")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.isVisible() and session.status().state == "running"
    to_front(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.STOPPED)
    with qtbot.waitSignal(window.closed, timeout=10_000):
        QTest.keyClick(window, Qt.Key.Key_Escape)
