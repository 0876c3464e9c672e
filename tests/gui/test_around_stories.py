"""Around the window: keys of one's own, tray, mini window, and orders from scripts, MIDI and OSC."""

import json
import socket
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.__main__ import main
from app.control.bindings import Heard
from app.control.inbox import Reply
from app.control.orders import ORDERS, understand
from app.profiles import Profiles, save_profiles
from app.settings import Settings, load_settings
from app.ui.around.keys_dialog import KeysDialog
from app.ui.around.tray import Tray
from app.ui.beginning import Beginning
from app.ui.main_window import MainWindow
from app.ui.profiles.dialog import ProfilesDialog
from app.ui.session_model import Phase
from tests.gui.conftest import OpenWindow, Stage, close, snapshot
from tests.gui.test_window_stories import assert_reachable, live


def _keys(window: MainWindow) -> KeysDialog:
    window.actions_["edit_keys"].trigger()
    dialog = window.around.dialog
    assert isinstance(dialog, KeysDialog)
    return dialog


def _choose(dialog: KeysDialog, command: str) -> None:
    table = dialog.keys.table
    rows = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    table.setCurrentItem(next(item for item in rows if item is not None and item.text(0) == command))


def _press(dialog: KeysDialog, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    field = dialog.keys.window_key.field
    QTest.keyClick(field, key, modifier)
    field.editingFinished.emit()  # which Qt does a second later


def test_a_command_gets_another_key_and_a_conflict_is_spoken_of_first(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    dialog = _keys(window)
    _choose(dialog, "Mute")
    _press(dialog, Qt.Key.Key_R)
    assert dialog.keys.warning.text() == "R belongs to: Record." and not window.model.settings.own_keys
    snapshot(dialog, "keys-conflict")
    QTest.mouseClick(dialog.keys.anyway, Qt.MouseButton.LeftButton)
    assert window.actions_["mute"].shortcut().toString() == "R" and not window.actions_["record"].shortcuts()
    _choose(dialog, "Mute")
    _press(dialog, Qt.Key.Key_3)
    assert "avatars and profiles" in dialog.keys.warning.text() and not dialog.keys.anyway.isVisible()
    _choose(dialog, "Record")
    _press(dialog, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert window.actions_["record"].shortcut().toString() == "Ctrl+G"
    QTest.mouseClick(dialog.keys.maps.button("avatarify"), Qt.MouseButton.LeftButton)
    assert window.actions_["record"].shortcut().toString() == "Ctrl+G", "one's own keys hold in both maps"
    _choose(dialog, "Mute")
    QTest.mouseClick(dialog.keys.window_key.other_button, Qt.MouseButton.LeftButton)
    assert window.actions_["mute"].shortcut().toString() == "F9"
    QTest.mouseClick(dialog.keys.window_key.clear, Qt.MouseButton.LeftButton)
    assert not window.actions_["mute"].shortcuts()
    dialog.accept()
    close(qtbot, window)
    assert open_window(load_settings()).actions_["record"].shortcut().toString() == "Ctrl+G"


def test_keys_everywhere_need_a_modifier_and_say_why_they_are_deaf(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_profiles(Profiles().add("Work", Settings(voice="theo")))
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.around.book.profiles.all))
    dialog = _keys(window)
    page = dialog.keys
    _choose(dialog, "Profile: Work")
    assert not page.window_key.isEnabled()
    page.global_key.chosen.emit("Ctrl+Alt+1")
    assert "profile work=Ctrl+Alt+1" in window.model.settings.global_keys
    _choose(dialog, "Calibrate")
    assert not page.global_key.field.keySequence().toString()
    page.global_key.chosen.emit("C")
    assert "C alone would be missing" in page.warning.text()
    page.global_key.chosen.emit("Ctrl+Alt+M")
    assert page.warning.text() == "Ctrl+Alt+M belongs to: Mute."
    QTest.mouseClick(page.anyway, Qt.MouseButton.LeftButton)
    assert "calibrate=Ctrl+Alt+M" in window.model.settings.global_keys
    assert not any(entry.startswith("mute=") for entry in window.model.settings.global_keys)
    if sys.platform == "linux":
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
        window.around.remote.open()
        page.everywhere.switch.click()
        assert "under Wayland" in page.trouble.text() and "likeness ctl" in page.trouble.text()
        snapshot(dialog, "keys-wayland")
        page.everywhere.switch.click()
        assert not page.trouble.isVisible()
    dialog.accept()


class _Terminal:
    """Another program of the user: runs commands while the window goes on."""

    def __init__(self, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
        self._qtbot, self._capsys = qtbot, capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """Return exit status, output and errors of `likeness ctl ARGUMENTS`."""
        done: list[int] = []
        thread = threading.Thread(target=lambda: done.append(main(["ctl", *arguments])))
        thread.start()
        self._qtbot.waitUntil(lambda: bool(done))
        thread.join()
        said = self._capsys.readouterr()
        return done[0], said.out, said.err


@pytest.fixture
def ctl(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """`likeness ctl` as a function."""
    yield _Terminal(qtbot, capsys)


def test_a_script_steers_the_window(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, ctl: Callable[..., tuple[int, str, str]]
) -> None:
    code, _, error = ctl("status")
    assert code == 1 and error.startswith("likeness: Likeness is not running; start it with `likeness gui` or ")
    save_profiles(Profiles().add("Work", Settings(voice="theo", strength=0.6)))
    window = open_window(Settings(avatar="grace-hopper"))
    window.around.open()
    for words, told in (
        (("profile", "Nobody"), "there is no profile 'Nobody'; use one of: Work"),
        (("screenshot",), "nothing runs; start the performance first"),
    ):
        code, _, error = ctl(*words)
        assert code == 1 and told in error and "Traceback" not in error
    assert ctl("profile", "work") == (0, "", "") and window.model.settings.voice == "theo"
    assert ctl("start")[0] == 0
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    status = json.loads(ctl("panic", "--json")[1])
    assert window.model.voice.paused and window.panic_bar.isVisible()
    assert (status["state"], status["profile"], status["profile_changed"]) == ("running", "Work", False)
    assert (status["voice"], status["muted"], status["panic"]) == ("Theo", False, True)
    assert ctl("status")[1].startswith("running; avatar ")


def test_every_order_is_carried_out(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    save_profiles(Profiles().add("Work", Settings(voice="theo")).add("Fun", Settings(voice="clara", strength=1.4)))
    window = open_window(Settings(avatar="grace-hopper"))
    qtbot.waitUntil(lambda: len(window.around.book.profiles.all) == 2)
    desk, model = window.around.desk, window.model
    assert set(desk.known) == set(ORDERS)

    def order(*words: object) -> Reply:
        return desk.act(understand(words))

    assert order("start")["ok"]
    qtbot.waitUntil(lambda: model.phase is Phase.RUNNING)
    assert order("mute", "toggle")["status"]["muted"] and not order("unmute")["status"]["muted"]
    assert order("panic")["status"]["panic"] and not order("panic", "off")["status"]["panic"]
    assert order("pause")["status"]["panic"] and not order("resume")["status"]["panic"]
    assert order("next_profile")["status"]["profile"] == "Work" and model.settings.voice == "theo"
    assert order("previous_profile")["status"]["profile"] == "Fun" and model.settings.strength == 1.4
    assert order("avatar", 2)["ok"] and model.settings.avatar == window.avatars.ids[1]
    assert order("next_avatar")["ok"] and model.settings.avatar == window.avatars.ids[2]
    assert order("avatar", "grace hopper")["status"]["avatar"] == "Grace Hopper"
    assert order("voice", "Theo")["status"]["voice"] == "Theo"
    assert "use one of: " in order("avatar", 99)["advice"] and not order("voice", "Nobody")["ok"]
    for _ in range(2):  # the second one finds it done
        assert order("record", "on")["status"]["recording"].endswith(".mp4")
    assert order("record")["ok"] and order("screenshot")["ok"] and order("calibrate")["ok"]
    assert order("virtual_camera", "on")["ok"] and model.settings.virtual_camera == "auto"
    assert order("strength", 0.25)["ok"] and order("voice_strength", 1)["ok"] and order("zoom", 1)["ok"]
    assert (model.settings.strength, model.settings.voice_strength, model.settings.zoom) == (0.5, 1.0, 2.0)
    assert order("talk", "on")["ok"] and model.voice.talking and order("talk", "off")["ok"]
    assert order("window", "off")["ok"] and window.isMinimized() and order("window")["ok"]
    assert order("start_stop")["ok"]
    qtbot.waitUntil(lambda: model.phase is Phase.STOPPED)
    window.commands.closing = True
    assert order("start")["error"] == "the window is closing"


def _bindings(window: MainWindow) -> list[str]:
    return list(window.model.settings.bindings)


def test_a_key_of_a_midi_device_is_learned_and_obeyed(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    remote, said = window.around.remote, list[Heard]()
    monkeypatch.setattr(remote._midi, "start", lambda name: None)
    monkeypatch.setattr(remote._midi, "take", lambda: [said.pop(0)] if said else [])
    remote.open()
    window.model.change(midi_input="nanoKONTROL2")
    dialog = _keys(window)
    dialog.pages.setCurrentIndex(1)
    page = dialog.devices
    assert page.midi.currentText() == "nanoKONTROL2 — not connected"
    for order, source in (("mute", "midi note 1 60"), ("strength", "midi control 1 7"), ("mute", "midi note 1 60")):
        page.order.setCurrentIndex(page.order.findData(order))
        QTest.mouseClick(page.learn_button, Qt.MouseButton.LeftButton)
        assert page.learn_button.text() == "Press a key now…"
        said.append(Heard(source, 1.0))
        qtbot.waitUntil(lambda: not page.learn_button.isChecked())  # noqa: B023 - called before the loop goes on
    assert _bindings(window) == ["midi control 1 7=strength", "midi note 1 60=mute toggle"]
    assert not window.model.voice.muted, "what is learned is not obeyed yet"
    snapshot(dialog, "midi")
    said += [Heard("midi note 1 60", 1.0), Heard("midi note 1 60", 0.0), Heard("midi control 1 7", 0.75)]
    qtbot.waitUntil(lambda: window.model.settings.strength == 1.5 and window.model.voice.muted)
    page.table.setCurrentIndex(page.table.model().index(0, 0))
    QTest.mouseClick(page.remove_button, Qt.MouseButton.LeftButton)
    assert _bindings(window) == ["midi note 1 60=mute toggle"]
    dialog.accept()
    QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    assert len(_bindings(window)) == 2


def test_osc_comes_in_while_it_is_wanted_and_a_taken_port_is_told(qtbot: QtBot, open_window: OpenWindow) -> None:
    client = pytest.importorskip("pythonosc.udp_client")
    window = open_window()
    window.around.remote.open()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
        window.model.change(osc_port=port)
        assert f"port {port}" in window.messages.words and "Choose another port" in window.messages.words
    window.model.change(osc_port=0)
    window.model.change(osc_port=port)
    with client.SimpleUDPClient("127.0.0.1", port)._sock as sender:
        sender.sendto(b"/likeness/panic\x00,\x00\x00\x00", ("127.0.0.1", port))
        qtbot.waitUntil(lambda: window.model.voice.paused)
        window.model.change(osc_port=0)
        sender.sendto(b"/likeness/mute\x00\x00,\x00\x00\x00", ("127.0.0.1", port))
        qtbot.wait(100)
    assert not window.model.voice.muted


def test_the_mini_window_shows_the_same_and_leads_back(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    live(qtbot, window, stage)
    window.actions_["mini_window"].trigger()
    mini = window.around.mini
    assert mini is not None and mini.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    window.hide()
    qtbot.waitUntil(lambda: mini.picture.picture is not None)
    first = mini.picture.picture
    qtbot.waitUntil(lambda: mini.picture.picture is not first)
    assert mini.state.text() == "Live"
    snapshot(mini, "mini")
    window.actions_["panic"].trigger()
    assert mini.state.text() == "Paused" and window.model.voice.paused
    snapshot(mini, "mini-panic")
    assert {button.accessibleName() for button in mini.findChildren(type(mini.back))} >= {"Panic", "Mute"}
    QTest.mouseClick(mini.back, Qt.MouseButton.LeftButton)
    assert window.isVisible() and window.around.mini is None and not window.actions_["mini_window"].isChecked()


def test_the_tray_starts_mutes_and_says_what_others_get(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    save_profiles(Profiles().add("Work", Settings(voice="theo")))
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.around.book.profiles.all))
    tray = Tray(window, window.around.book)
    assert tray.sign.toolTip() == "Likeness — off · Work"
    actions = {action.text(): action for action in tray.menu.actions()}
    actions["Start"].trigger()
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    assert tray.sign.toolTip().startswith("Likeness — live")
    actions["Mute"].trigger()
    assert tray.sign.toolTip().startswith("Likeness — live, muted")
    actions["Panic"].trigger()
    assert "paused: others see a still picture" in tray.sign.toolTip()
    tray.profiles.aboutToShow.emit()
    tray.profiles.actions()[0].trigger()
    assert window.model.settings.voice == "theo"
    tray.switch_window()
    assert not window.isVisible() and window.model.phase is Phase.RUNNING, "put away, not closed"
    tray.menu.aboutToShow.emit()
    assert tray.show_action.text() == "Show the window"
    tray.show_action.trigger()
    assert window.isVisible()
    tray.close()


def test_it_begins_minimised_with_a_profile_and_tells_of_damaged_files(qtbot: QtBot, open_window: OpenWindow) -> None:
    save_profiles(Profiles().add("Work", Settings(voice="theo")))
    window = open_window()
    window.hide()
    told = ("your settings could not be read; the damaged file is kept as settings.broken.toml",)
    window.around.open(Beginning(minimised=True, profile="1", told=told))
    qtbot.waitUntil(lambda: window.model.settings.voice == "theo")
    assert window.around.tray is not None or window.isMinimized()
    assert "settings.broken.toml" in window.messages.words
    window.showNormal()
    QApplication.processEvents()
    menu = window.around.menu
    menu.menu.aboutToShow.emit()
    menu.minimised.trigger()
    assert window.model.settings.start_minimised


def test_every_control_around_the_window_has_a_name_and_a_tooltip(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    window.around.book.save_as("Work")
    dialog = _keys(window)
    for page in range(2):
        dialog.pages.setCurrentIndex(page)
        assert_reachable(dialog, 5)
    dialog.accept()
    window.actions_["manage_profiles"].trigger()
    profiles = window.around.dialog
    assert isinstance(profiles, ProfilesDialog)
    assert_reachable(profiles, 4)
    profiles.accept()
    window.actions_["mini_window"].trigger()
    assert window.around.mini is not None
    assert_reachable(window.around.mini, 4)
