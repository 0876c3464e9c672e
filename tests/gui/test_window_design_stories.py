"""The window in every state, in both themes and several sizes: everything named, reachable, readable; its new parts.

With LIKENESS_SCREENSHOTS naming a folder each state is kept there as a picture.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.settings import Settings, load_settings
from app.sound.cable import CableStatus
from app.ui.look import theme
from app.ui.look.palettes import DARK, LIGHT
from app.ui.main_window import MainWindow
from app.ui.outputs.cable_control import OUTPUT_ID
from app.ui.session_model import Phase
from tests.gui.conftest import OpenWindow, Stage, close, snapshot
from tests.support.fake_session import FakeSession
from tests.support.posing import Posing
from tests.support.window_walk import complaints

_LEFT = Qt.MouseButton.LeftButton
_AT_ONCE_S = 0.5  # a busy machine; without one it is the next 20 ms
_PAGES = ("portrait", "motion", "voice", "outputs")


def live(qtbot: QtBot, window: MainWindow, stage: Stage) -> FakeSession:
    QTest.mouseClick(window.controls.start_button, _LEFT)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    qtbot.waitUntil(lambda: not window.preview.avatar.words and "fps" in window.status.rate.text())
    return stage.sessions[-1]


def pose(session: FakeSession) -> None:
    """Let a session show faces instead of patterns."""
    session.preview, session.self_view = Posing("Grace Hopper", (1280, 720)), Posing("Mira", (640, 480))


def tour(qtbot: QtBot, window: MainWindow, stage: Stage) -> dict[str, Callable[[], object]]:
    """Return how to bring a fresh window into each state, one after the other."""
    model, act = window.model, window.actions_

    def voice_of(**changes: object) -> None:
        session = stage.sessions[-1]
        session.set(voice=replace(session.status().voice, **changes))  # type: ignore[arg-type]

    def fail() -> None:
        stage.prepare = lambda session: setattr(session, "start_fails", ("camera desk is busy", "close the other one"))
        model.stop()
        qtbot.waitUntil(lambda: model.phase is Phase.STOPPED)
        model.start()
        qtbot.waitUntil(lambda: model.phase is Phase.FAILED and window.messages.isVisible())

    def motion() -> None:
        model.change(self_view=True, self_view_over=False)
        window.sidebar.show_page("motion")

    def push_to_talk() -> None:
        act["mute"].trigger()
        model.change(push_to_talk=True)

    def own_voice() -> None:
        act["panic"].trigger()
        voice_of(original=True)

    def streaming() -> None:
        model.change(stream_address="udp://192.168.0.20:5000")
        act["stream"].trigger()

    def no_face() -> None:
        voice_of(original=False)
        stage.sessions[-1].set(face=False)
        qtbot.wait(600)

    return {
        "ready": lambda: None,
        "live": lambda: live(qtbot, window, stage),
        "points": lambda: act["landmarks"].trigger(),
        "overlay": lambda: act["overlay"].trigger(),
        "alone": lambda: act["self_view"].trigger(),
        "motion": motion,
        "voice": lambda: window.sidebar.show_page("voice"),
        "outputs": lambda: window.sidebar.show_page("outputs"),
        "sending": lambda: act["virtual_camera"].trigger(),
        "recording": lambda: act["record"].trigger(),
        "streaming": streaming,
        "muted": lambda: act["mute"].trigger(),
        "push-to-talk": push_to_talk,
        "panic": lambda: act["panic"].trigger(),
        "own-voice": own_voice,
        "no-face": no_face,
        "busy": lambda: stage.sessions[-1].set(face=True, saving=("preview", "tracker")),
        "failed": fail,
    }


@pytest.mark.parametrize("look", ["dark", "light"])
def test_every_state_can_be_read_reached_and_heard(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, look: str
) -> None:
    stage.prepare = pose
    window = open_window(Settings(theme=look))
    assert theme.palette().name == look
    found: dict[str, list[str]] = {}
    for number, (name, go) in enumerate(tour(qtbot, window, stage).items(), start=1):
        go()
        qtbot.wait(150)  # the status comes ten times a second
        snapshot(window, f"{look}-{number:02d}-{name}")
        if wrong := complaints(window):
            found[name] = wrong
        if name == "voice":
            hint = window.voice_engine.hint
            assert hint.visibleRegion().boundingRect().size() == hint.size(), "the engine's line is under the fold"
    assert number >= 12 and not found, "\n".join(f"{name}: {what}" for name, all_ in found.items() for what in all_)


@pytest.mark.parametrize("look", ["dark", "light"])
def test_dialogs_can_be_read_reached_and_heard(qtbot: QtBot, open_window: OpenWindow, look: str) -> None:
    window = open_window(Settings(theme=look))
    wrong = []
    for name in ("help", "open_film", "add_voice", "stream", "manage_profiles", "edit_keys"):
        window.actions_[name].trigger()
        qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
        dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
        qtbot.wait(100)
        snapshot(dialog, f"{look}-dialog-{name}")
        wrong += [f"{name}: {what}" for what in complaints(dialog)]
        dialog.reject()
        qtbot.waitUntil(lambda: not any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("size", [(820, 480), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_size_cuts_anything(qtbot: QtBot, open_window: OpenWindow, stage: Stage, size: tuple[int, int]) -> None:
    stage.prepare = pose
    window = open_window(Settings(theme="light", virtual_camera="auto"))
    window.resize(*size)
    session = live(qtbot, window, stage)
    session.set(voice=replace(session.status().voice, underruns=12), drops={"capture": 1234}, virtual_camera="on")
    qtbot.waitUntil(lambda: "1234" in window.status.state.toolTip())
    window.actions_["panic"].trigger()
    wrong = []
    for page in _PAGES:
        window.sidebar.show_page(page)
        qtbot.wait(50)
        wrong += [f"{page}: {what}" for what in complaints(window)]
        snapshot(window, f"size-{size[0]}-x{window.devicePixelRatioF():g}-{page}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scale", ["1.5", "2"])
@pytest.mark.skipif("QT_SCALE_FACTOR" in os.environ, reason="is scaled already")
def test_no_scale_cuts_anything(scale: str) -> None:
    here = [f"{Path(__file__)}::test_no_size_cuts_anything[820x480]"]
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider", *here]
    done = subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": scale}, capture_output=True, text=True)
    assert done.returncode == 0 and "1 passed" in done.stdout, done.stdout[-3000:]


def test_the_theme_changes_while_live_and_is_remembered(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window(Settings(theme="dark"))
    live(qtbot, window, stage)

    def ground() -> QColor:
        return window.grab().toImage().pixelColor(window.width() - 3, window.height() - 3)

    assert ground() == QColor(DARK.panel)
    before = window.actions_["panic"].icon().cacheKey()
    window.view.themes["light"].trigger()
    qtbot.waitUntil(lambda: ground() == QColor(LIGHT.panel))
    assert window.actions_["panic"].icon().cacheKey() != before and LIGHT.accent in window.status.state.text()
    assert window.model.phase is Phase.RUNNING
    close(qtbot, window)
    assert load_settings().theme == "light"


def test_the_camera_stands_beside_over_or_not_at_all(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    stage.prepare = pose
    window = open_window()
    live(qtbot, window, stage)
    view, preview = window.view, window.preview
    assert preview.self_view.isVisible() and not view.opacity.isVisible()

    def side() -> QColor:
        """Where the portrait's picture is grey, and the camera's is not."""
        avatar = preview.avatar
        return avatar.grab().toImage().pixelColor(round(0.17 * avatar.width()), avatar.height() // 2)

    grey = QColor(70, 70, 70)
    assert side() == grey
    QTest.mouseClick(view.modes.button("over"), _LEFT)
    assert not preview.self_view.isVisible() and view.opacity.isVisible()
    view.opacity.setValue(90)
    qtbot.waitUntil(lambda: side() != grey)
    strong = side()
    QTest.keyClick(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert window.model.settings.self_view_opacity == 0.8
    view.opacity.setValue(10)
    qtbot.waitUntil(lambda: side() != strong)
    QTest.mouseClick(view.modes.button("off"), _LEFT)
    assert not preview.self_view.isVisible() and not view.opacity.isVisible()
    qtbot.waitUntil(lambda: side() == grey)
    QTest.keyClick(window, Qt.Key.Key_B)
    assert preview.self_view.isVisible()
    QTest.keyClick(window, Qt.Key.Key_O)
    assert not preview.self_view.isVisible() and view.opacity.isVisible()


def test_one_key_hides_picture_and_voice_and_nobody_can_miss_it(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    begun_s = time.perf_counter()
    QTest.keyClick(window, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: ("pause", True) in session.orders)
    assert time.perf_counter() - begun_s < _AT_ONCE_S
    assert window.panic_bar.isVisible() and "hear nothing" in window.panic_bar.words.text()
    assert "Paused" in window.preview.avatar.words and "Paused" in window.windowTitle()
    assert window.preview.avatar.grab().toImage().pixelColor(2, window.preview.avatar.height() // 2) == QColor(
        theme.ALARM
    )
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.STOPPED)
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    orders = stage.sessions[-1].orders
    assert orders.index(("pause", True)) < orders.index(("start",)), "it holds for the next start"
    QTest.mouseClick(window.panic_bar.go_on, _LEFT)
    qtbot.waitUntil(lambda: orders[-1] == ("pause", False))
    assert not window.panic_bar.isVisible() and "Paused" not in window.windowTitle()


def test_the_mixer_shows_levels_and_sets_the_gain(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    mixer = window.mixer
    qtbot.waitUntil(lambda: mixer.input.level_db > -40 and mixer.output.level_db > -40)
    assert (mixer.input.lit, mixer.input.muted) == (True, False)
    mixer.gain.setFocus()
    QTest.keyClick(mixer.gain, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: session.settings.input_gain_db == 1.0)
    assert window.microphone.gain.value == 1.0 and mixer.gain_words.text() == "+1 dB"
    QTest.mouseClick(mixer.talk, _LEFT)
    assert window.model.settings.push_to_talk and window.controls.voice.talk_button.isVisible()
    window.model.voice.pause(True)
    assert mixer.input.muted and mixer.output.muted


def test_each_output_says_how_it_is_and_follows_one_click(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    strip, cable = window.output_strip, window.sound_output.cable
    qtbot.waitUntil(lambda: not cable.busy and strip.cable.state == "Off")
    assert [button.accessibleName() for button in strip.buttons] == [
        f"{name}: Off" for name in ("Camera", "Voice", "Recording", "Stream")
    ]
    assert not strip.record.isEnabled()
    QTest.mouseClick(strip.camera, _LEFT)
    assert window.model.settings.virtual_camera == "auto" and strip.camera.state == "Waits for Start"
    session = live(qtbot, window, stage)
    qtbot.waitUntil(lambda: strip.camera.state == "Not connected")
    session.set(virtual_camera="sending to Likeness")
    qtbot.waitUntil(lambda: strip.camera.state == "On" and strip.camera.isChecked())
    QTest.mouseClick(strip.record, _LEFT)
    qtbot.waitUntil(lambda: strip.record.state == "1:05" and strip.record.isChecked())
    QTest.mouseClick(strip.record, _LEFT)
    qtbot.waitUntil(lambda: strip.record.state == "Saved")
    qtbot.waitUntil(lambda: not cable.busy)
    cable.status = CableStatus("unavailable")
    QTest.mouseClick(strip.cable, _LEFT)
    assert window.sidebar.page == "outputs" and window.model.settings.audio_output == "none"
    cable.status = CableStatus("ready", ("zoom",))
    QTest.mouseClick(strip.cable, _LEFT)
    assert window.model.settings.audio_output == OUTPUT_ID
    qtbot.waitUntil(lambda: strip.cable.state == "On, 1 listening")
    QTest.mouseClick(strip.cable, _LEFT)
    assert window.model.settings.audio_output == "none"


def test_the_status_names_delay_offset_device_and_what_was_too_slow(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    session = live(qtbot, window, stage)
    status = window.status
    qtbot.waitUntil(lambda: status.offset.text() == "A/V +6 ms")
    session.set(drops={"capture": 7, "preview": 2}, runs_on="openvino f32 on AMD (2 cores): 41 ms a frame")
    qtbot.waitUntil(lambda: status.drops.text() == "9 dropped · portrait slow")
    assert "the portrait was not ready" in status.drops.toolTip()
    assert "openvino f32 on AMD" in status.engine.text() and status.engine.isVisible()
    window.resize(820, 480)
    qtbot.waitUntil(lambda: not status.offset.isVisible())
    assert status.rate.isVisible() and "A/V +6 ms" in status.state.toolTip(), "what has no room is in the tooltip"
