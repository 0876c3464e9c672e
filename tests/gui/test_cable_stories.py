"""The virtual microphone in the window, on a real sound server: one click makes it, one removes it."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.settings import Settings, load_settings
from app.sound import cable
from app.ui.main_window import MainWindow
from app.ui.outputs import cable_row
from tests.gui.conftest import OpenWindow, close, snapshot
from tests.support.fake_voices import OUTPUTS, fake_device
from tests.support.sound_server import SoundServer, sound_server


@pytest.fixture
def server(sound_devices: object) -> Iterator[SoundServer]:
    """The fixture before it has hidden the user's server; this one is ours."""
    with sound_server() as running:
        yield running


def outputs_page(qtbot: QtBot, window: MainWindow) -> cable_row.CableRow:
    window.sidebar.show_page("outputs")
    row = window.sound_output.cable_row
    qtbot.waitUntil(lambda: window.sound_output.cable.status is not None and not window.sound_output.cable.busy)
    return row


def click(row: cable_row.CableRow) -> None:
    assert row.button.isEnabled()
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)


def test_one_click_makes_it_and_sends_the_voice_there_and_one_removes_it(
    qtbot: QtBot, server: SoundServer, open_window: OpenWindow
) -> None:
    window = open_window()
    row = outputs_page(qtbot, window)
    assert row.words.text().startswith("Virtual microphone: missing.")
    assert row.button.text() == "Create Likeness Microphone" and not row.stay.isVisible()
    click(row)
    qtbot.waitUntil(lambda: window.model.settings.audio_output == cable.OUTPUT_ID)
    assert cable.look().state == "ready"
    assert "ready. Choose “Likeness Microphone”" in row.words.text() and row.stay.isVisible()
    snapshot(window, "cable-ready")
    recording = server.record(cable.CABLE.source)
    qtbot.waitUntil(lambda: "in use by one program (parec)" in row.words.text(), timeout=10_000)
    assert not row.button.isEnabled(), "it must not be taken from under a listener"
    recording.stop()
    qtbot.waitUntil(lambda: row.button.isEnabled(), timeout=10_000)
    assert row.button.text() == "Remove Likeness Microphone"
    click(row)
    qtbot.waitUntil(lambda: row.button.text() == "Create Likeness Microphone", timeout=10_000)
    assert window.model.settings.audio_output == "none" and cable.look().state == "missing"


def test_it_is_made_again_at_the_start_and_goes_at_the_end(
    qtbot: QtBot, server: SoundServer, open_window: OpenWindow
) -> None:
    window = open_window(Settings(audio_output=cable.OUTPUT_ID))
    row = outputs_page(qtbot, window)
    assert cable.look().owner == "us" and "ready" in row.words.text()
    QTest.mouseClick(row.stay.switch, Qt.MouseButton.LeftButton)
    assert not window.model.settings.remove_cable
    window.sound_output.cable.release()
    assert cable.look().state == "ready", "it was asked to stay"
    QTest.mouseClick(row.stay.switch, Qt.MouseButton.LeftButton)
    close(qtbot, window)
    window.sound_output.cable.release()
    assert cable.look().state == "missing"
    assert load_settings().audio_output == cable.OUTPUT_ID


def test_a_start_clears_what_a_killed_window_left(qtbot: QtBot, server: SoundServer, open_window: OpenWindow) -> None:
    make = "import os; from app.sound import cable; cable.create(); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", make], check=False)
    assert cable.look().owner == "gone"
    row = outputs_page(qtbot, open_window())
    assert cable.look().state == "missing" and row.button.text() == "Create Likeness Microphone"


def test_without_a_sound_server_it_says_what_to_start(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    row = outputs_page(qtbot, window)
    assert row.words.text().startswith("There is no sound server. Start PulseAudio")
    assert row.button.text() == "Look again"
    with sound_server():
        click(row)
        qtbot.waitUntil(lambda: row.button.text() == "Create Likeness Microphone", timeout=10_000)


def test_elsewhere_it_finds_the_cable_of_another_maker(
    qtbot: QtBot, open_window: OpenWindow, sound_devices: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cable_row, "_FOREIGN", True)
    monkeypatch.setattr("platform.system", lambda: "Windows")
    window = open_window()
    row = window.sound_output.cable_row
    window.sidebar.show_page("outputs")
    assert "Install VB-CABLE" in row.words.text() and row.button.text() == "Look again"
    vb_cable = fake_device("CABLE Input (VB-Audio Virtual Cable)", virtual=True)
    sound_devices["outputs"] = (*OUTPUTS, vb_cable)
    click(row)
    qtbot.waitUntil(lambda: row.button.text() == "Send the voice there")
    assert "Choose “CABLE Output” as the microphone" in row.words.text()
    click(row)
    assert window.model.settings.audio_output == vb_cable.id and not row.button.isVisible()
