"""What a user does in the window, told on a session whose behaviour the test decides."""

import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QListView, QSlider, QWidget
from pytestqt.qtbot import QtBot

from app.settings import load_settings
from app.ui.main_window import MainWindow
from app.ui.message import Level, Message
from app.ui.session_model import Phase
from tests.gui.conftest import OpenWindow, Stage, close, drop, longest_pause_s, shown, snapshot
from tests.support.fake_session import FakeSession


def live(qtbot: QtBot, window: MainWindow, stage: Stage) -> FakeSession:
    QTest.mouseClick(window.controls.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    return stage.sessions[-1]


def test_start_shows_moving_pictures_and_stop_the_still_again(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    assert "Press Start" in window.preview.avatar.words
    qtbot.waitUntil(lambda: window.preview.avatar.picture is not None)
    still = shown(window)
    live(qtbot, window, stage)
    qtbot.waitUntil(lambda: not window.preview.avatar.words)
    first = shown(window)
    qtbot.waitUntil(lambda: not np.array_equal(shown(window), first))
    qtbot.waitUntil(lambda: "30 fps" in window.status.rate.text() and "31 / 44" in window.status.latency.text())
    assert "3 dropped" in window.status.drops.text()
    snapshot(window, "live-fake")
    QTest.mouseClick(window.controls.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.model.phase is Phase.STOPPED)
    assert np.array_equal(shown(window), still)


def test_without_a_face_words_say_so_and_go_when_it_is_back(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    session.set(face=False)
    qtbot.waitUntil(lambda: "cannot see a face" in window.preview.avatar.words)
    snapshot(window, "no-face")
    session.set(face=True, other_faces=1)
    qtbot.waitUntil(lambda: "cannot see" not in window.preview.avatar.words)
    assert "follow the marked one" in window.preview.self_view.words


def test_a_camera_that_fails_gives_one_message_with_its_remedy_and_a_way_out(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    stage.prepare = lambda session: setattr(session, "start_fails", ("camera desk is busy", "close the other program"))
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.FAILED)
    qtbot.waitUntil(lambda: window.messages.isVisible())
    assert window.messages.words == "Camera desk is busy. Close the other program."
    qtbot.waitUntil(lambda: window.preview.avatar.picture is not None)  # the still portrait stays
    qtbot.waitUntil(lambda: stage.sessions[0].orders[-1] == ("stop",))
    snapshot(window, "camera-failed")
    stage.prepare = lambda _: None
    QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)  # "Use the demo film"
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    assert stage.sessions[1].settings.camera == "demo"
    assert not window.messages.isVisible()


def test_keys_do_what_their_tooltips_say(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    key = Qt.Key
    QTest.keyClick(window, key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    session = stage.sessions[0]
    for letter in (key.Key_C, key.Key_X):
        QTest.keyClick(window, letter)
    qtbot.waitUntil(lambda: session.orders.count(("calibrate",)) == 2)
    mirrored = window.model.settings.mirror_preview
    QTest.keyClick(window, key.Key_M)
    assert window.model.settings.mirror_preview is not mirrored
    QTest.keyClick(window, key.Key_V)
    qtbot.waitUntil(lambda: session.settings.virtual_camera == "auto")
    qtbot.waitUntil(lambda: "/dev/video9" in window.outputs.camera_words.text())
    QTest.keyClick(window, key.Key_S)
    qtbot.waitUntil(lambda: "Saved" in window.messages.words)
    QTest.keyClick(window, key.Key_R)
    qtbot.waitUntil(lambda: window.actions_["record"].text() == "1:05")
    snapshot(window, "recording")
    QTest.keyClick(window, key.Key_R)
    qtbot.waitUntil(lambda: ("stop_recording",) in session.orders)
    QTest.keyClick(window, key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.STOPPED)


def test_avatars_are_reached_by_number_letters_and_arrows(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    ids = window.avatars.ids
    QTest.keyClick(window, Qt.Key.Key_9)  # beyond the last takes the last, as in Avatarify
    assert window.model.settings.avatar == ids[min(8, len(ids) - 1)]
    QTest.keyClick(window, Qt.Key.Key_1)
    assert window.model.settings.avatar == ids[0]
    for step, keys in ((1, (Qt.Key.Key_D, Qt.Key.Key_Right)), (-1, (Qt.Key.Key_A, Qt.Key.Key_Left))):
        for key in keys:
            before = ids.index(window.model.settings.avatar)
            QTest.keyClick(window, key)
            assert window.model.settings.avatar == ids[(before + step) % len(ids)]


def test_live_controls_reach_the_session_and_the_newest_value_wins(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    for value in range(40):  # a slider being dragged
        window.motion.strength.slider.setValue(value)
    QTest.mouseClick(window.motion.mode.button("absolute"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.motion.mirror_output.switch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.settings == window.model.settings)
    assert (session.settings.strength, session.settings.motion, session.settings.mirror_output) == (
        1.95,
        "absolute",
        True,
    )
    applied = [order for order in session.orders if order[0] == "apply"]
    assert len(applied) < 40, "changes made while one is under way are handed over together"
    assert all(name.startswith("window-session") for name in session.threads), "never called on the GUI thread"


def test_settings_are_remembered(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    window.motion.strength.slider.setValue(28)
    QTest.keyClick(window, Qt.Key.Key_B)
    window.resize(1100, 700)
    close(qtbot, window)
    assert load_settings() == window.model.settings
    again = open_window(load_settings())
    assert again.motion.strength.value == pytest.approx(1.4)
    assert not again.preview.self_view.isVisible()


@pytest.mark.alone
def test_closing_while_recording_finishes_it_and_never_freezes(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    session.stop_takes_s = 1.0
    QTest.keyClick(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: session.status().recording is not None)
    ticks: list[float] = []
    ticker = QTimer(interval=5)
    ticker.timeout.connect(lambda: ticks.append(time.monotonic()))
    ticker.start()
    with qtbot.waitSignal(window.closed, timeout=10_000):
        window.close()
        qtbot.wait(300)
        assert window.isVisible()
        assert "Finishing the recording" in window.preview.avatar.words
    ticker.stop()
    assert session.orders[-1] == ("stop",)
    assert float(np.diff(ticks).max()) < longest_pause_s()


def test_a_photo_dropped_anywhere_brings_the_card_and_a_film_becomes_the_driver(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window()
    film = tmp_path / "clip.mp4"
    film.write_bytes(b"film")
    drop(window, film)
    assert window.model.settings.camera == str(film)
    assert window.cameras.picker.currentText() == "clip.mp4"
    photo = tmp_path / "grey.png"
    Image.new("RGB", (200, 200), "grey").save(photo)
    drop(window, photo)
    card = window.commands.avatars.card
    assert card.isVisible()
    qtbot.waitUntil(lambda: "cannot be used" in card.title.text(), timeout=15_000)
    QTest.mouseClick(card.close_button, Qt.MouseButton.LeftButton)
    assert not card.isVisible()


def test_messages_come_one_at_a_time_and_errors_wait_for_the_user(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    for number in (1, 2):
        window.model.message.emit(Message(f"error {number}", "do this", Level.ERROR))
    window.model.message.emit(Message("by the way"))
    assert window.messages.words == "Error 1. Do this."
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.messages.words == "Error 2. Do this."
    QTest.mouseClick(window.messages.close_button, Qt.MouseButton.LeftButton)
    assert not window.messages.isVisible()


def test_an_error_does_not_swallow_what_can_be_undone(open_window: OpenWindow) -> None:
    window = open_window()
    undone: list[bool] = []
    window.model.message.emit(Message("removed", action="Undo", act=lambda: undone.append(True)))
    window.model.message.emit(Message("disk full", "free some space", Level.ERROR))
    assert window.messages.words.startswith("Disk full")
    window.messages.dismiss()
    QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    assert undone == [True]


def test_full_screen_shows_only_the_preview(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert not window.sidebar.isVisible() and not window.controls.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen() and window.sidebar.isVisible()


def test_every_control_has_a_name_and_a_tooltip_and_is_reached_by_tab(open_window: OpenWindow) -> None:
    window = open_window()
    for page, at_least in (("portrait", 15), ("voice", 20), ("outputs", 13)):
        window.sidebar.show_page(page)
        assert_reachable(window, at_least)


@pytest.mark.parametrize("size", [(1280, 720), (900, 600)])
def test_nothing_lies_outside_the_window(qtbot: QtBot, open_window: OpenWindow, size: tuple[int, int]) -> None:
    window = open_window()
    window.resize(*size)
    QApplication.processEvents()
    for part in (window.preview.avatar, window.preview.self_view, window.status.engine, window.controls.start_button):
        corner = part.mapTo(window, QPoint(part.width(), part.height()))
        assert corner.x() <= window.width() and corner.y() <= window.height(), part.objectName()
    snapshot(window, f"size-{size[0]}")


def assert_reachable(window: QWidget, at_least: int) -> None:
    kinds = (QAbstractButton, QComboBox, QSlider, QListView, QLineEdit)
    controls = [w for kind in kinds for w in window.findChildren(kind) if w.isVisibleTo(window)]
    inner = [w for w in controls if isinstance(w.parent(), (QComboBox, QLineEdit)) or w.objectName().startswith("qt_")]
    controls = [w for w in controls if w not in inner and w.window() is window]
    assert len(controls) > at_least
    for control in controls:
        about = f"{type(control).__name__} {control.objectName()} {control.accessibleName()!r}"
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or text, f"{about}: no name"
        if not isinstance(control, QListView):
            assert control.toolTip(), f"{about}: no tooltip"
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, f"{about}: not reached by Tab"
