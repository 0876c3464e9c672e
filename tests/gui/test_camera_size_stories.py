"""The output size is changed while another program watches the virtual camera: the window says that it stays."""

from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.ui.session_model import Phase
from tests.gui.conftest import OpenWindow, Stage, snapshot

STATE = (
    "on (/dev/video10); it stays at 1280 x 720 while another program watches it: close that program, then switch the "
    "camera off and on"
)


def test_a_camera_that_keeps_its_size_says_so(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window(Settings(virtual_camera="auto"))
    window.model.start()
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    session, button = stage.sessions[-1], window.output_strip.camera
    session.set(virtual_camera="on (/dev/video10)", width=1280, height=720, camera_size=(1280, 720))
    qtbot.waitUntil(lambda: button.state == "On")
    session.set(virtual_camera=STATE, width=720, height=1280)
    qtbot.waitUntil(lambda: button.state == "1280 × 720")
    assert button.tone == "on" and not button.cut and "while another program watches it" in button.toolTip()
    window.actions_["page_outputs"].trigger()
    qtbot.waitUntil(lambda: "stays at 1280 x 720" in window.outputs.camera_words.text())
    snapshot(window, "camera-keeps-size")
    session.set(virtual_camera="on (/dev/video10)", camera_size=(720, 1280))
    qtbot.waitUntil(lambda: button.state == "On")
