"""The same window on the real session: the synthetic face and the bundled film drive a real portrait."""

import math
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.avatar import add_avatar, list_avatars
from app.paths import demo_film, recordings_dir
from app.settings import Settings
from app.ui.main_window import MainWindow
from app.ui.session_model import Phase
from models.engines import create_face_engine
from tests.gui.conftest import OpenWindow, close, longest_pause_s, shown, snapshot
from tests.support.faces import grace_hopper
from tests.support.ffprobe import streams

_LONG_MS = 30_000  # a busy machine; not a limit of the product
SYNTHETIC = Settings(camera="synthetic", width=0, height=0)


def go_live(qtbot: QtBot, window: MainWindow) -> None:
    """Press start and wait for the first rendered picture."""
    QTest.mouseClick(window.controls.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.model.phase is not Phase.STARTING, timeout=_LONG_MS)
    assert window.model.phase is Phase.RUNNING, window.messages.words
    qtbot.waitUntil(lambda: not window.preview.avatar.words, timeout=_LONG_MS)


def wait_for_change(qtbot: QtBot, picture: Callable[[], NDArray[np.uint8]], threshold: float = 0.2) -> None:
    """Wait until the picture differs from now by this many grey levels on average."""
    first = picture().astype(np.int16)

    def changed() -> bool:
        now = picture()
        return now.shape != first.shape or float(np.abs(now - first).mean()) > threshold

    qtbot.waitUntil(changed, timeout=_LONG_MS)


def test_pick_an_avatar_press_start_and_see_it_move(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(SYNTHETIC, real=True)
    other = window.avatars.ids[-1]
    item = window.avatars.view.model().index(len(window.avatars.ids) - 1, 0)
    QTest.mouseClick(
        window.avatars.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=window.avatars.view.visualRect(item).center(),
    )
    assert window.model.settings.avatar == other
    go_live(qtbot, window)
    wait_for_change(qtbot, lambda: shown(window))
    qtbot.waitUntil(lambda: "Face seen" in window.status.face.text(), timeout=_LONG_MS)
    snapshot(window, "live")
    QTest.keyClick(window, Qt.Key.Key_C)
    assert "Centred" in window.messages.words


def test_record_makes_a_film_that_plays_and_closing_keeps_the_second_one(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(SYNTHETIC, real=True)
    go_live(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.model.status.recorded_s > 2.0, timeout=_LONG_MS)
    QTest.keyClick(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.messages.words.startswith("Recorded"), timeout=_LONG_MS)
    window.sidebar.show_page("outputs")
    assert window.outputs.show_button.isVisible()
    qtbot.wait(1100)  # names have seconds; and the status of the first recording is gone
    QTest.keyClick(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.model.status.recorded_s > 2.0, timeout=_LONG_MS)
    close(qtbot, window)
    films = sorted(recordings_dir().glob("*.mp4"))
    assert len(films) == 2
    for film in films:
        assert streams(film)["video"].frames > 3


def test_the_demo_film_drives_with_two_clicks(qtbot: QtBot, open_window: OpenWindow) -> None:
    if not demo_film().is_file():
        pytest.skip("the bundled film is not there")
    window = open_window(real=True)
    index = window.cameras.picker.findData("demo")
    window.cameras.picker.setCurrentIndex(index)
    window.cameras.picker.activated.emit(index)
    go_live(qtbot, window)
    wait_for_change(qtbot, lambda: shown(window))
    voice = window.model.voice
    qtbot.waitUntil(lambda: window.model.status.voice.talking, timeout=_LONG_MS)
    qtbot.waitUntil(lambda: window.model.status.voice.output_db > -50.0, timeout=_LONG_MS)
    assert "Voice" in window.status.voice.text() and "algorithm" in window.model.status.voice.latency_ms
    QTest.keyClick(window, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: window.model.status.voice.muted, timeout=_LONG_MS)
    qtbot.waitUntil(lambda: window.model.status.voice.output_db < -80.0, timeout=_LONG_MS)
    assert voice.muted and not voice.original
    snapshot(window, "demo")


def test_a_voice_is_made_of_a_film_and_measured_for_real(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    window.commands.voices.add(demo_film())
    dialog = window.commands.voices.enrol_dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.stage.take is not None, timeout=_LONG_MS)
    dialog.name.setText("Speaking machine")
    dialog.ground.setCurrentIndex(dialog.ground.findData("synthetic"))
    dialog.who.setText("flite")
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.model.settings.voice == "speaking-machine", timeout=_LONG_MS)
    made, clara = window.voices.voice("speaking-machine"), window.voices.voice("clara")
    assert made is not None and clara is not None and made.source == demo_film().name
    assert 120.0 < math.exp(made.print.log_f0_mean) < 260.0 and made.print.speech_s > 3.0


def test_an_own_avatar_is_removed_and_brought_back(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    photo = tmp_path / "my friend.png"
    Image.fromarray(grace_hopper()).save(photo)
    add_avatar(photo, "My friend", "own photo", "own camera", "She has agreed.", create_face_engine())
    window = open_window(Settings(avatar="my-friend"))
    window.avatars.remove("my-friend")
    qtbot.waitUntil(lambda: window.messages.action.text() == "Undo" and window.messages.action.isVisible())
    qtbot.waitUntil(lambda: "my-friend" not in window.avatars.ids)
    assert window.model.settings.avatar != "my-friend"
    QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.model.settings.avatar == "my-friend", timeout=_LONG_MS)


def test_a_picture_without_a_face_is_refused_politely(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window()
    for name, content in (("wall.png", None), ("letter.png", b"Dear friend")):
        path = tmp_path / name
        if content is None:
            Image.new("RGB", (400, 400), (180, 170, 160)).save(path)
        else:
            path.write_bytes(content)
        window.commands.avatars.add_photo(path)
        card = window.commands.avatars.card
        qtbot.waitUntil(lambda: "cannot be used" in card.title.text(), timeout=_LONG_MS)  # noqa: B023 - called at once
        assert card.draft is None and card.other_button.isVisible()
        if content is not None:
            assert "ot a picture" in card.verdict.text()
        else:
            assert "No face was found" in card.verdict.text() and "choose one" in card.advice.text().lower()
        QTest.mouseClick(card.close_button, Qt.MouseButton.LeftButton)
    assert window.avatars.ids == [avatar.id for avatar in list_avatars()]


def test_a_camera_that_is_not_there_is_named_with_a_remedy(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Settings(camera="/dev/video97"), real=True)
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.FAILED, timeout=_LONG_MS)
    qtbot.waitUntil(lambda: window.messages.isVisible())
    assert "video97" in window.messages.words
    assert window.messages.action.text() == "Use the demo film"
    assert window.cameras.picker.currentText() == "/dev/video97 — not connected"
    assert not window.status.rate.isVisible()


@pytest.mark.alone
def test_the_window_answers_all_the_time_while_live(qtbot: QtBot, open_window: OpenWindow) -> None:
    """No pause of the GUI thread over 100 ms while starting, performing, changing avatar and recording."""
    window = open_window(SYNTHETIC, real=True)
    go_live(qtbot, window)  # loads OpenCV and the engines, once in the life of the program
    ticks: list[float] = []
    ticker = QTimer(interval=5)
    ticker.timeout.connect(lambda: ticks.append(time.perf_counter()))
    ticker.start()
    for value in range(10, 30):
        window.motion.strength.slider.setValue(value)
        qtbot.wait(20)
    QTest.keyClick(window, Qt.Key.Key_D)
    QTest.keyClick(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.model.status.recorded_s > 1.0, timeout=_LONG_MS)
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.STOPPED, timeout=_LONG_MS)
    ticker.stop()
    assert float(np.diff(ticks).max()) < longest_pause_s()
