"""The user streams: says where, sees how it does, ends it; the key is seen by nobody and kept only on request."""

import stat

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.control.orders import understand
from app.settings import Settings, load_settings, settings_file
from app.stream_status import StreamStatus
from app.ui.main_window import MainWindow
from app.ui.outputs.stream_dialog import StreamDialog
from app.ui.session_model import Phase
from tests.gui.conftest import OpenWindow, Stage, close, snapshot
from tests.support.fake_session import FakeSession

KEY = "live_123_SecretSecret"
LEFT = Qt.MouseButton.LeftButton


def _live(qtbot: QtBot, window: MainWindow, stage: Stage) -> FakeSession:
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    return stage.sessions[-1]


def _dialog(window: MainWindow) -> StreamDialog:
    dialog = window.commands.stream.dialog
    assert dialog is not None
    return dialog


def _state(window: MainWindow) -> tuple[str, str]:
    return window.output_strip.stream.state, window.output_strip.stream.tone


def test_one_click_asks_where_and_goes_live_the_next_ends_it(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F4)
    session = _live(qtbot, window, stage)
    button = window.output_strip.stream
    assert _state(window) == ("Off", "off") and "where" in button.toolTip()
    snapshot(window, "stream-off")
    QTest.mouseClick(button, LEFT)
    dialog = _dialog(window)
    assert dialog.key.echoMode() is QLineEdit.EchoMode.Password and not dialog.go_button.isEnabled()
    dialog.address.setText("http://example.com")
    QTest.mouseClick(dialog.go_button, LEFT)
    assert "rtmp://" in dialog.problem.text() and dialog.isVisible()
    snapshot(dialog, "stream-dialog-refused")
    dialog.address.setText(f"rtmp://live.example.com/app/{KEY}")
    dialog.address.editingFinished.emit()
    assert dialog.address.text() == "rtmp://live.example.com/app" and dialog.key.text() == KEY
    snapshot(dialog, "stream-dialog")
    QTest.mouseClick(dialog.go_button, LEFT)
    qtbot.waitUntil(lambda: _state(window) == ("1:05", "on"))
    assert "•••" in button.toolTip() and KEY not in button.toolTip() + window.stream.detail.text()
    snapshot(window, "stream-live")
    target = next(order[1] for order in session.orders if order[0] == "stream")
    assert getattr(target, "url", "") == f"rtmp://live.example.com/app/{KEY}" and KEY not in repr(target)
    QTest.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: _state(window) == ("Off", "off"))
    QTest.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: _state(window) == ("1:05", "on"))  # the key is known until the program ends
    close(qtbot, window)
    kept = settings_file().read_text(encoding="utf-8")
    assert KEY not in kept and load_settings().stream_address == "rtmp://live.example.com/app"
    assert not stat.S_IMODE(settings_file().stat().st_mode) & 0o077, "only its user may read it"


def test_a_key_is_kept_when_that_is_wanted(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window(Settings(stream_address="rtmp://live.example.com/app"))
    _live(qtbot, window, stage)
    QTest.mouseClick(window.output_strip.stream, LEFT)  # the key is asked for again
    dialog = _dialog(window)
    dialog.key.setText(KEY)
    QTest.mouseClick(dialog.remember.switch, LEFT)
    dialog.rate.setCurrentIndex(dialog.rate.findData(4000))
    QTest.mouseClick(dialog.go_button, LEFT)
    qtbot.waitUntil(lambda: window.model.status.stream.on)
    close(qtbot, window)
    settings = load_settings()
    assert (settings.stream_key, settings.stream_kbit_s) == (KEY, 4000) and KEY not in repr(settings)
    again = open_window(settings)
    session = _live(qtbot, again, stage)
    QTest.mouseClick(again.output_strip.stream, LEFT)
    qtbot.waitUntil(lambda: again.model.status.stream.on)
    assert again.commands.stream.dialog is None
    assert [order[2] for order in session.orders if order[0] == "stream"] == [4000]


def test_every_state_has_its_words(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F4)
    session = _live(qtbot, window, stage)
    there = "rtmp://h/app/•••"
    for status, words, tone in (
        (StreamStatus("connecting", there), "Trying…", "wait"),
        (StreamStatus("reconnecting", there, again_in_s=3.2, reason="it has hung up"), "Again in 4 s", "bad"),
        (StreamStatus("reconnecting", there, reason="it has hung up"), "Trying…", "bad"),
        (StreamStatus("refused", there, reason="nobody listens", advice="start it"), "Refused", "bad"),
    ):
        session.set(stream=status)
        qtbot.waitUntil(lambda shown=(words, tone): _state(window) == shown)  # type: ignore[misc]
        assert not any(button.cut for button in window.output_strip.buttons)
        for text in (window.stream.detail.text(), window.output_strip.stream.toolTip()):
            assert status.reason[1:] in text and KEY not in text
        snapshot(window, f"stream-{words[:5]}-{tone}")


def test_orders_from_outside_switch_the_stream(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    desk = window.around.desk
    assert "nothing runs" in desk.act(understand(["stream"]))["error"]
    _live(qtbot, window, stage)
    assert "where to stream" in desk.act(understand(["stream", "on"]))["error"]
    window.model.change(stream_address="udp://127.0.0.1:5000")
    assert desk.act(understand(["stream", "on"]))["ok"]
    qtbot.waitUntil(lambda: window.model.status.stream.on)
    said = desk.act(understand(["status"]))["status"]
    assert (said["stream"], said["stream_address"]) == ("live", "udp://127.0.0.1:5000")
    assert desk.act(understand(["stream"]))["ok"]
    qtbot.waitUntil(lambda: not window.model.status.stream.on)
