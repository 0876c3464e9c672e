"""The list of devices: what is there, what is away, and files that stand in; nothing is told but the user's choice."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.parts.device_picker import DevicePicker
from tests.support.fake_voices import OUTPUTS


@pytest.fixture
def picker(qtbot: QtBot) -> DevicePicker:
    made = DevicePicker("Output", "tip", [("System", "")], [("None", "none")])
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_device_that_is_away_keeps_its_place_and_one_that_comes_back_its_name(picker: DevicePicker) -> None:
    cable = OUTPUTS[1]
    picker.select(cable.id)
    assert picker.currentText() == cable.id, "not yet looked: nothing is said about it"
    picker.show_devices(OUTPUTS[:1])
    assert picker.currentText() == f"{cable.id} — not connected"
    picker.show_devices(OUTPUTS)
    assert picker.currentText() == f"{cable.name} (virtual cable)" and picker.currentData() == cable.id


def test_a_file_is_named_as_a_file(picker: DevicePicker, tmp_path: Path) -> None:
    sound = tmp_path / "speech.wav"
    sound.write_bytes(b"sound")
    picker.show_devices(OUTPUTS)
    picker.select(str(sound))
    assert picker.currentText() == "speech.wav"


def test_only_the_user_is_told_of(picker: DevicePicker) -> None:
    told: list[str] = []
    picker.picked.connect(told.append)
    picker.show_devices(OUTPUTS)
    picker.select("none")
    assert not told
    QTest.keyClick(picker, Qt.Key.Key_Home)
    assert told == [""]
