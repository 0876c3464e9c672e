"""The virtual camera in the window: its state, loading its driver after a question, and the test."""

import platform

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.errors import DeviceError
from app.live.camera_test import CameraTest
from app.sinks.virtual_camera_load import LoadPlan
from app.sinks.virtual_camera_state import CameraState
from app.sources.camera_list import CameraInfo
from app.ui.inputs import camera_panel, camera_watch
from app.ui.outputs import virtual_camera_care
from app.ui.outputs.virtual_camera_care import VirtualCameraCare
from app.ui.session_model import Phase
from tests.gui.conftest import OpenWindow

NOT_LOADED = CameraState("not loaded", "The driver is installed but not loaded.", "Load it.")
READY = CameraState("ready", "Likeness (/dev/video10) is ready.", "Start here first.", device="/dev/video10")
WATCHED = CameraState("in use", "In use by 1 program: zoom (7).", "", ("zoom (7)",), "/dev/video10")
PLAN = LoadPlan(
    ("pkexec", "modprobe", "v4l2loopback"), "Your system asks for a password.", "sudo modprobe v4l2loopback"
)


@pytest.fixture
def care(monkeypatch: pytest.MonkeyPatch, open_window: OpenWindow, qtbot: QtBot) -> VirtualCameraCare:
    """The widget in a window on a Linux machine whose driver is not loaded; what was run is in `ran`."""
    monkeypatch.setattr(virtual_camera_care, "look", lambda: NOT_LOADED)
    monkeypatch.setattr(virtual_camera_care, "plan", lambda: PLAN)
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    window = open_window()
    window.sidebar.show_page("outputs")
    found: VirtualCameraCare = window.outputs.camera_care
    qtbot.waitUntil(lambda: found.state is NOT_LOADED)
    return found


def click(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_the_driver_is_loaded_by_one_confirmed_click(
    monkeypatch: pytest.MonkeyPatch, care: VirtualCameraCare, qtbot: QtBot
) -> None:
    ran: list[LoadPlan] = []
    monkeypatch.setattr(virtual_camera_care, "load", ran.append)
    assert "not loaded" in care.words.text() and not care.test_button.isVisibleTo(care)
    click(care.load_button)
    qtbot.waitUntil(lambda: care.dialog is not None and care.dialog.isVisible())
    assert care.dialog is not None and PLAN.by_hand in [label.text() for label in care.dialog.findChildren(QLabel)]
    care.dialog.reject()
    qtbot.wait(50)
    assert ran == [], "nothing runs without a yes"
    click(care.load_button)
    qtbot.waitUntil(lambda: care.dialog is not None and care.dialog.isVisible())
    monkeypatch.setattr(virtual_camera_care, "look", lambda: READY)
    assert care.dialog is not None
    click(care.dialog.yes_button)
    qtbot.waitUntil(lambda: care.state is READY)
    assert ran == [PLAN] and "Start here first" in care.words.text()
    assert care.test_button.isVisibleTo(care) and not care.load_button.isVisibleTo(care)


def test_a_refusal_is_told_and_it_may_be_tried_again(
    monkeypatch: pytest.MonkeyPatch, care: VirtualCameraCare, qtbot: QtBot
) -> None:
    def refuse(_: LoadPlan) -> None:
        raise DeviceError("the system did not allow it", "in a terminal: sudo modprobe v4l2loopback")

    monkeypatch.setattr(virtual_camera_care, "load", refuse)
    click(care.load_button)
    qtbot.waitUntil(lambda: care.dialog is not None and care.dialog.isVisible())
    assert care.dialog is not None
    click(care.dialog.yes_button)
    bar = care.window().messages  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "did not allow" in bar.words)
    qtbot.waitUntil(lambda: care.load_button.isEnabled())


def test_the_test_tells_its_figures_and_waits_while_a_performance_runs(
    monkeypatch: pytest.MonkeyPatch, care: VirtualCameraCare, qtbot: QtBot
) -> None:
    monkeypatch.setattr(virtual_camera_care, "look", lambda: WATCHED)
    outcome = CameraTest("/dev/video10", (640, 480), rate_hz=30.0, delay_ms_p50=12.0, colour_error=1.0, read_back=True)
    monkeypatch.setattr(virtual_camera_care, "test", lambda: outcome)
    care.look()
    qtbot.waitUntil(lambda: "zoom (7)" in care.words.text())
    click(care.test_button)
    bar = care.window().messages  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "30.0 pictures a second" in bar.words)
    model = care.window().model  # type: ignore[attr-defined]
    model.start()
    qtbot.waitUntil(lambda: model.phase is Phase.RUNNING)
    assert not care.test_button.isEnabled() and "Stop" in care.test_button.toolTip()


def test_a_camera_that_is_plugged_in_appears_by_itself(
    monkeypatch: pytest.MonkeyPatch, open_window: OpenWindow, qtbot: QtBot
) -> None:
    there: list[CameraInfo] = []
    monkeypatch.setattr(camera_watch, "plugged", lambda: frozenset(camera.id for camera in there))
    monkeypatch.setattr(camera_panel, "_list_cameras", lambda: list(there))
    picker = open_window().cameras.picker
    assert picker.findData("by-id") < 0
    there.append(CameraInfo("by-id", "Webcam", "/dev/video0", "ready"))
    qtbot.waitUntil(lambda: picker.findData("by-id") >= 0)
    there.clear()
    qtbot.waitUntil(lambda: picker.findData("by-id") < 0)
