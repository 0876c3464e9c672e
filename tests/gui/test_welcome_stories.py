"""The first start: four steps that can all be skipped, devices that are open only while their step is shown."""

import time
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QListView, QWidget
from pytestqt.qtbot import QtBot

from app.errors import DeviceError
from app.live.camera_judge import CameraFindings
from app.live.camera_look import LookStatus
from app.media import VideoFrame
from app.settings import Settings
from app.sinks.virtual_camera_state import CameraState
from app.sound import cable
from app.sources.camera_list import CameraInfo
from app.ui.application import run_window
from app.ui.beginning import Beginning
from app.ui.inputs import camera_panel
from app.ui.main_window import MainWindow
from app.ui.message import Level, Message
from app.ui.outputs import cable_control, virtual_camera_care
from app.ui.session_model import Phase
from app.ui.voices import voice_library
from app.ui.voices.voice_library import Take
from app.ui.welcome import camera_step
from app.ui.welcome.camera_step import CameraStep
from app.ui.welcome.dialog import WelcomeDialog
from app.ui.welcome.memory import was_seen
from app.voice.enrol import judge
from app.voice.speaker import load_speaker
from models.voice_engines import Samples, SpeechQuality
from tests.gui.conftest import OpenWindow, Stage, close, shown, snapshot
from tests.support.fake_voices import GOOD, FakeTake, fake_print, recording

WEBCAM = CameraInfo("by-id", "Webcam", "/dev/video0", "ready")
FINE = CameraFindings(True, "", "", 30.0, 640, 480)


class FakePicture:
    """A grey picture, new at each look."""

    def poll(self) -> VideoFrame:
        return VideoFrame(np.full((480, 640, 3), 90, np.uint8), time.perf_counter(), 1)


class FakeLook:
    """A camera whose findings the test decides."""

    def __init__(self, settings: Settings) -> None:
        self.camera = settings.camera
        self.picture = FakePicture()
        self.now = LookStatus("looking", FINE)
        self.open = True

    def status(self) -> LookStatus:
        return self.now

    def stop(self) -> None:
        self.open = False


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[FakeLook]:
    """One webcam that is there; every look at it, oldest first."""
    made: list[FakeLook] = []

    def new_look(settings: Settings) -> FakeLook:
        made.append(FakeLook(settings))
        return made[-1]

    monkeypatch.setattr(camera_panel, "_list_cameras", lambda: [WEBCAM])
    monkeypatch.setattr(camera_step, "new_look", new_look)
    return made


def no_camera(settings: Settings) -> FakeLook:
    raise DeviceError("no camera was found", "connect one, or choose a film or a stream as the driver")


def click(widget: QWidget) -> None:
    assert widget.isVisible() and widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def says(step: CameraStep, light: str, place: str) -> bool:
    return light in step.light.words and place in step.place.words


def welcome(window: MainWindow) -> WelcomeDialog:
    """Show the welcome as the first start does."""
    window.commands.welcome.show_once()
    dialog = window.commands.welcome.dialog
    assert dialog is not None and dialog.isVisible()
    return dialog


def test_from_a_fresh_start_one_click_moves_the_avatar_and_the_welcome_stays_away(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, looks: list[FakeLook]
) -> None:
    window = open_window()
    dialog = welcome(window)
    qtbot.waitUntil(lambda: len(looks) == 1 and dialog.camera.look is not None)
    taken: list[bool] = []
    stage.prepare = lambda _: taken.extend(look.open for look in looks)
    click(dialog.start_button)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    assert taken == [False], "the welcome gives the camera back before the performance takes it"
    first = shown(window)
    qtbot.waitUntil(lambda: not np.array_equal(shown(window), first))
    qtbot.waitUntil(was_seen)
    window.commands.welcome.show_once()
    assert window.commands.welcome.dialog is None
    close(qtbot, window)


def test_without_a_camera_one_click_still_moves_the_avatar(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real session, the real demo film and the real networks."""
    monkeypatch.setattr(camera_panel, "_list_cameras", list)
    monkeypatch.setattr(camera_step, "new_look", no_camera)
    window = open_window(Settings(microphone="none"), real=True)
    dialog = welcome(window)
    qtbot.waitUntil(lambda: "No camera was found" in dialog.camera.picture.words, timeout=20_000)
    assert dialog.camera.demo_button.isVisible()
    snapshot(dialog, "welcome-no-camera")
    click(dialog.start_button)
    assert window.model.settings.camera == "demo"
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING, timeout=60_000)
    qtbot.waitUntil(lambda: not window.preview.avatar.words, timeout=20_000)
    first = shown(window)
    qtbot.waitUntil(lambda: not np.array_equal(shown(window), first), timeout=20_000)
    close(qtbot, window)


def test_each_step_may_be_skipped_and_holds_no_device_before_and_after(
    qtbot: QtBot, open_window: OpenWindow, looks: list[FakeLook]
) -> None:
    window = open_window()
    dialog = welcome(window)
    assert len(dialog.steps) <= 4
    qtbot.waitUntil(lambda: dialog.camera.look is not None)
    for number in range(1, 4):
        click(dialog.next_button)
        assert dialog.step == number and dialog.steps[number].isVisible()
        qtbot.waitUntil(lambda: not any(look.open for look in looks))
    assert len(looks) == 1 and not dialog.next_button.isVisible()
    click(dialog.row.buttons[0])
    qtbot.waitUntil(lambda: len(looks) == 2 and dialog.camera.look is not None and looks[1].open)
    click(dialog.skip_button)
    qtbot.waitUntil(lambda: not looks[1].open)
    assert window.model.phase is Phase.STOPPED and window.model.settings == Settings()
    qtbot.waitUntil(was_seen)


def test_light_and_distance_are_told_in_words_and_another_camera_is_opened_at_once(
    qtbot: QtBot, open_window: OpenWindow, looks: list[FakeLook]
) -> None:
    window = open_window()
    step = welcome(window).camera
    qtbot.waitUntil(lambda: step.light.state == "good" and step.place.state == "good")
    assert "640 × 480" in step.speed.words and step.picture.picture is not None
    for findings, light, place in (
        (replace(FINE, light="light"), "Put a lamp before you", "Good."),
        (replace(FINE, light="backlight"), "brighter behind you", "Good."),
        (replace(FINE, place="nearer"), "Good.", "Come nearer"),
        (replace(FINE, place="farther"), "Good.", "Move back"),
        (replace(FINE, place="come"), "Good.", "cannot see your face"),
    ):
        looks[0].now = LookStatus("looking", findings)
        qtbot.waitUntil(partial(says, step, light, place))
    assert step.place.state == "poor"
    snapshot(step.window(), "welcome-camera")
    window.model.change(camera="demo")
    qtbot.waitUntil(lambda: len(looks) == 2 and looks[1].camera == "demo" and not looks[0].open)
    assert not step.light.isVisible(), "the light of a film is nobody's concern"


def test_a_camera_that_fails_says_why_and_may_be_tried_again(
    qtbot: QtBot, open_window: OpenWindow, looks: list[FakeLook], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = camera_step.new_look

    def refuse(settings: Settings) -> FakeLook:
        raise DeviceError("the camera is in use by zoom (7)", "close that program")

    monkeypatch.setattr(camera_step, "new_look", refuse)
    step = welcome(open_window()).camera
    qtbot.waitUntil(lambda: "zoom (7)" in step.picture.words and "Close that program." in step.picture.words)
    monkeypatch.setattr(camera_step, "new_look", good)
    click(step.again_button)
    qtbot.waitUntil(lambda: step.light.state == "good")
    assert not step.again_button.isVisible()


def test_messages_are_seen_in_the_welcome_and_do_not_wait_for_the_next_one(
    open_window: OpenWindow, looks: list[FakeLook]
) -> None:
    window = open_window()
    dialog = welcome(window)
    window.model.message.emit(Message("the disk is full", "free some space", Level.ERROR))
    assert dialog.messages.words == "The disk is full. Free some space."
    click(dialog.skip_button)
    window.model.message.emit(Message("another one", "", Level.WARNING))
    window.commands.welcome.show()
    assert not dialog.messages.isVisible()
    dialog.reject()


def test_while_live_the_running_picture_is_judged_and_no_camera_is_opened_twice(
    qtbot: QtBot, open_window: OpenWindow, looks: list[FakeLook]
) -> None:
    window = open_window()
    window.model.start()
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    dialog = welcome(window)
    qtbot.waitUntil(lambda: dialog.camera.picture.picture is not None and "640 × 480" in dialog.camera.speed.words)
    assert looks == [] and not dialog.start_button.isVisible()


@pytest.fixture
def takes(monkeypatch: pytest.MonkeyPatch) -> list[FakeTake]:
    """Recordings that the test fills; `takes.quality` is what the next one is worth."""
    made = Takes()

    def new_take(microphone: str, limit_s: float) -> FakeTake:
        made.append(FakeTake())
        return made[-1]

    def judged(speech: Samples, source: str = "") -> Take:
        return Take(speech, made.quality, judge(made.quality), fake_print(118.0), source)

    monkeypatch.setattr(voice_library, "new_take", new_take)
    monkeypatch.setattr(voice_library, "judge", judged)
    return made


class Takes(list[FakeTake]):
    """Recordings, and how good the next one is."""

    quality: SpeechQuality = GOOD


def test_ten_seconds_of_voice_give_range_and_level_are_kept_and_can_be_forgotten(
    qtbot: QtBot, open_window: OpenWindow, looks: list[FakeLook], takes: Takes
) -> None:
    takes.quality = replace(GOOD, level_dbfs=-40.0)
    window = open_window()
    dialog = welcome(window)
    click(dialog.next_button)
    step = dialog.microphone
    assert takes == [], "nobody listens before the button is pressed"
    click(step.stage.ring)
    qtbot.waitUntil(lambda: len(takes) == 1 and takes[0].running)
    takes[0].now = recording(10.2)
    qtbot.waitUntil(lambda: step.stage.take is not None and not takes[0].running)
    assert step.range_view.span_hz is not None and round(step.range_view.span_hz[1]) == 118
    assert "83 to 177 Hz" in step.span.words and "deep voice" in step.span.words
    assert step.level.state == "poor" and "Quiet" in step.level.words
    click(step.gain_button)
    assert window.model.settings.input_gain_db == 18.0 and step.level.state == "good"
    qtbot.waitUntil(lambda: step.forget_button.isVisible() and load_speaker() is not None)
    snapshot(dialog, "welcome-microphone")
    click(step.forget_button)
    qtbot.waitUntil(lambda: load_speaker() is None and not step.forget_button.isVisible())


def test_leaving_the_step_closes_the_microphone(
    qtbot: QtBot, open_window: OpenWindow, looks: list[FakeLook], takes: Takes
) -> None:
    dialog = welcome(open_window())
    click(dialog.next_button)
    click(dialog.microphone.stage.ring)
    qtbot.waitUntil(lambda: len(takes) == 1 and takes[0].running)
    click(dialog.next_button)
    qtbot.waitUntil(lambda: not takes[0].running)
    click(dialog.back_button)
    assert dialog.microphone.stage.heading.text() == "Press, and read this aloud"


def test_avatar_and_voice_are_taken_by_click_and_the_portrait_is_shown(
    qtbot: QtBot, open_window: OpenWindow, looks: list[FakeLook]
) -> None:
    window = open_window()
    dialog = welcome(window)
    dialog.show_step(2)
    cast = dialog.cast
    qtbot.waitUntil(lambda: cast.portrait.picture is not None)
    before = cast.portrait.picture
    for view, at in ((cast.avatars, 1), (cast.voices, 2)):
        index = view.model().index(at, 0)
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    assert window.model.settings.avatar == window.avatars.ids[1]
    assert window.model.settings.voice == window.voices.ids[2]
    qtbot.waitUntil(lambda: cast.portrait.picture is not before)
    snapshot(dialog, "welcome-cast")


def test_camera_and_cable_are_set_up_by_one_click_each(
    qtbot: QtBot, open_window: OpenWindow, looks: list[FakeLook], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = CameraState("ready", "Likeness (/dev/video10) is ready.", "Start here first.", device="/dev/video10")
    missing = cable.CableStatus("missing")
    there = cable.CableStatus("ready", owner="us")
    monkeypatch.setattr(virtual_camera_care, "look", lambda: ready)
    for name in ("_look", "_begin"):
        monkeypatch.setattr(cable_control, name, lambda *_: missing)
    monkeypatch.setattr(cable_control, "_create", lambda: there)
    window = open_window()
    dialog = welcome(window)
    dialog.show_step(3)
    step = dialog.outputs
    qtbot.waitUntil(lambda: step.cable_row.button.isEnabled() and "is ready" in step.camera_care.words.text())
    click(step.cable_row.button)
    qtbot.waitUntil(lambda: window.model.settings.audio_output == cable_control.OUTPUT_ID)
    click(step.camera.switch)
    assert window.model.settings.virtual_camera == "auto"
    assert [label.text() for label in step.sketch.names] == ["Likeness", "Likeness Microphone"]
    snapshot(dialog, "welcome-outputs")
    window.commands.welcome.close_down()


def test_everything_in_the_welcome_is_named_and_reached_by_tab(open_window: OpenWindow, looks: list[FakeLook]) -> None:
    dialog = welcome(open_window())
    for number in range(4):
        dialog.show_step(number)
        QApplication.processEvents()
        controls = [w for kind in (QAbstractButton, QComboBox, QListView) for w in dialog.findChildren(kind)]
        controls = [w for w in controls if w.isVisible() and not isinstance(w.parent(), QComboBox)]
        assert len(controls) > 5
        for control in controls:
            text = control.text() if isinstance(control, QAbstractButton) else ""
            assert control.accessibleName() or text
            assert control.toolTip() or isinstance(control, QListView), f"{text!r} says nothing of itself"
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, f"{text!r} is not reached by Tab"


def test_it_comes_by_itself_at_the_first_start_only_and_later_when_it_is_asked_for(
    qtbot: QtBot, sound_devices: object, looks: list[FakeLook]
) -> None:
    """The window as `likeness gui` opens it, three times in the same home."""
    came: list[bool] = []

    def open_window() -> MainWindow | None:
        windows = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())
        return next(windows, None)

    def skip_and_close(window: MainWindow) -> None:
        dialog = window.commands.welcome.dialog
        came.append(dialog is not None)
        if dialog is not None:
            click(dialog.skip_button)
        qtbot.waitUntil(lambda: was_seen() and not window.model.background.busy, timeout=20_000)
        window.close()

    def wait_for_window() -> None:
        window = open_window()
        if window is not None:  # by then the welcome is there, if it comes
            timer.stop()
            QTimer.singleShot(500, lambda: skip_and_close(window))

    timer = QTimer(interval=50)
    timer.timeout.connect(wait_for_window)
    for beginning in (Beginning(), Beginning(), Beginning(welcome=True)):
        timer.start()
        assert run_window(Settings(), beginning) == 0
    assert came == [True, False, True]
    for widget in QApplication.topLevelWidgets():  # the end of the program would; else later tests pay
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
