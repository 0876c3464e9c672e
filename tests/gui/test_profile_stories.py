"""Profiles in the window: saved, taken in a running call, changed, and everything can be taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from app.profiles import load_profiles
from app.settings import Settings
from app.ui.main_window import MainWindow
from app.ui.parts.name_dialog import NameDialog
from app.ui.profiles.dialog import ProfilesDialog
from tests.gui.conftest import OpenWindow, Stage, close, snapshot
from tests.gui.test_window_stories import live


def _save(window: MainWindow, name: str) -> None:
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = window.around.dialog
    assert isinstance(dialog, NameDialog) and dialog.ok_button.isEnabled()
    dialog.name.setText(name)
    snapshot(dialog, "profile-new")
    QTest.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)


def _two(window: MainWindow) -> None:
    """Save “Work” and “Fun”; Fun is on."""
    window.model.change(avatar=window.avatars.ids[0], voice="theo", strength=0.8)
    _save(window, "Work")
    window.model.change(avatar=window.avatars.ids[1], voice="clara", strength=1.4, background="#00ff00")
    _save(window, "Fun")


def _back(window: MainWindow) -> None:
    """Take the keyboard back from a dialog that has closed: no desktop does it here."""
    window.activateWindow()
    QApplication.processEvents()


def _menu(window: MainWindow) -> QMenu:
    menu = window.around.profile_button.menu()
    menu.aboutToShow.emit()
    return menu


def test_two_profiles_are_saved_and_taken_in_a_running_call(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window()
    button = window.around.profile_button
    assert button.text() == "Profiles" and "No profiles yet" in _menu(window).actions()[0].text()
    _two(window)
    session = live(qtbot, window, stage)
    _back(window)
    assert button.text() == "Fun" and button.accessibleName() == "Profile: Fun"
    window.model.change(camera="demo")
    _menu(window).actions()[0].trigger()
    qtbot.waitUntil(lambda: session.settings.voice == "theo")
    settings = window.model.settings
    assert (settings.avatar, settings.strength, settings.background) == (window.avatars.ids[0], 0.8, "keep")
    assert settings.camera == "demo", "a call does not lose its camera"
    assert sum(order[0] == "apply" for order in session.orders) <= 3, "one change, not one for each setting"
    assert button.text() == "Work"
    QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.model.settings.strength == 1.4
    snapshot(window, "profiles")
    window.model.change(number_keys="profiles")
    QTest.keyClick(window, Qt.Key.Key_1)
    assert button.text() == "Work"
    QTest.keyClick(window, Qt.Key.Key_7)
    assert button.text() == "Work", "there is no seventh"


def test_what_was_changed_since_is_shown_saved_and_taken_back(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    _two(window)
    button = window.around.profile_button
    window.model.change(strength=0.3)
    assert button.text() == "Fun •" and "changed since" in button.toolTip()
    save = next(action for action in _menu(window).actions() if action.text().startswith("Save the changes"))
    save.trigger()
    assert button.text() == "Fun" and window.around.book.profiles.find("Fun").settings.strength == 0.3
    assert window.messages.words == "“Fun” is saved."
    QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    assert window.around.book.profiles.find("Fun").settings.strength == 1.4
    assert button.text() == "Fun •" and window.model.settings.strength == 0.3, "what is on now is left alone"


def test_profiles_are_renamed_copied_ordered_and_removed_with_undo(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    _two(window)
    window.actions_["manage_profiles"].trigger()
    dialog = window.around.dialog
    assert isinstance(dialog, ProfilesDialog)
    snapshot(dialog, "profiles-dialog")

    def names() -> list[str]:
        return [dialog.list.item(row).text() for row in range(dialog.list.count())]

    assert names() == ["Work", "Fun"] and "Voice: Theo" in dialog.list.item(0).toolTip()
    dialog.list.setCurrentRow(0)
    dialog.activateWindow()
    QTest.mouseClick(dialog.rename_button, Qt.MouseButton.LeftButton)
    editor = dialog.list.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "Work at home")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names() == ["Work at home", "Fun"])
    dialog.list.item(0).setText("  ")
    qtbot.waitUntil(lambda: "no name" in window.messages.words and names() == ["Work at home", "Fun"])
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert names() == ["Work at home", "Work at home 2", "Fun"]
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names() == ["Work at home 2", "Work at home", "Fun"]
    QTest.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert names() == ["Work at home 2", "Fun"]
    window.messages.dismiss()
    QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    assert names() == ["Work at home 2", "Work at home", "Fun"]
    dialog.accept()
    close(qtbot, window)
    assert [profile.name for profile in load_profiles().all] == ["Work at home 2", "Work at home", "Fun"]


def test_the_next_start_knows_them_and_a_damaged_file_is_spoken_of(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window()
    _two(window)
    settings = window.model.settings
    close(qtbot, window)
    again = open_window(settings)
    qtbot.waitUntil(lambda: again.around.profile_button.text() == "Fun")
    close(qtbot, again)
    from app.profiles import profiles_file

    profiles_file().write_text("profile = [", encoding="utf-8")
    third = open_window(settings)
    qtbot.waitUntil(lambda: "profiles could not be read" in third.messages.words)
    assert "profiles.broken.toml" in third.messages.words


def test_all_settings_are_reset_and_taken_back(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window(Settings(strength=1.9, keys="avatarify", theme="light", language="en"))
    _two(window)
    session = live(qtbot, window, stage)
    before = window.model.settings
    window.around.menu.reset.trigger()
    assert window.model.settings == Settings(language="en")
    qtbot.waitUntil(lambda: session.settings == Settings(language="en"))
    assert len(window.around.book.profiles.all) == 2
    assert "Profiles, avatars and voices are kept" in window.messages.words
    QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    assert window.model.settings == before


@pytest.mark.parametrize("name", ["“Ümläut” & co", "x" * 60])
def test_long_and_strange_names_fit(open_window: OpenWindow, name: str) -> None:
    window = open_window()
    _save(window, name)
    button = window.around.profile_button
    assert button.width() <= 190 and button.accessibleName() == f"Profile: {name}"
    window.resize(820, 480)
    assert window.minimumSizeHint().width() <= 1000
    assert _menu(window).actions()[0].text().replace("&&", "&").endswith(name)
