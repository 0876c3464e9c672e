"""The window in Chinese: nothing is left in English, nothing is cut, and the language is changed with two clicks.

With LIKENESS_SCREENSHOTS naming a folder each state is kept there as a picture.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from app.errors import DeviceError
from app.settings import Settings, load_settings
from app.ui.application import make_application
from app.ui.languages import choice
from app.ui.languages.catalogue import catalogue_file, read_catalogue
from app.ui.languages.translator import speak
from app.ui.main_window import MainWindow
from app.ui.session_model import Phase
from tests.gui.conftest import OpenWindow, Stage, close, snapshot
from tests.support.square_font import lend_squares
from tests.support.window_walk import cut

_PAGES = ("portrait", "motion", "voice", "outputs")
_LOOKS = 10  # a busy machine lays out late


@pytest.fixture
def chinese(open_window: OpenWindow) -> Iterator[OpenWindow]:
    """Return what opens a Chinese window."""
    application = make_application()
    lend_squares()
    speak(application, "zh_CN")
    yield open_window
    speak(application, "en")


@pytest.fixture(scope="module")
def english() -> frozenset[str]:
    """Every text of the catalogue that is written otherwise in Chinese, without gaps."""
    entries = read_catalogue(catalogue_file("zh_CN"))
    return frozenset(e.source for e in entries if e.translation and e.translation != e.source and "{" not in e.source)


def left_in_english(window: QWidget, english: frozenset[str]) -> list[str]:
    """Return the texts, tooltips and names of a window that stand in the catalogue and were not translated."""
    found = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, QComboBox):
            found += [widget.itemText(index) for index in range(widget.count())]
        elif isinstance(widget, QTabWidget):
            found += [widget.tabText(index) for index in range(widget.count())]
    return sorted({text for text in found if text.removesuffix(".") in english or text in english})


def squeezed(window: QWidget) -> list[str]:
    """Return the buttons whose words have too little height."""
    buttons = (
        button for button in window.findChildren(QAbstractButton) if button.isVisibleTo(window) and button.text()
    )
    return [f"squeezed: {b.text()!r}" for b in buttons if b.height() < b.fontMetrics().height()]


def wrong(qtbot: QtBot, window: QWidget, name: str, english: frozenset[str]) -> list[str]:
    """Return what is wrong with a window and stays so once its layout has settled."""
    for _ in range(_LOOKS):
        qtbot.wait(60)
        left = [f"English: {text!r}" for text in left_in_english(window, english)]
        found = [f"{name}: {words}" for words in (*cut(window), *squeezed(window), *left)]
        if not found:
            break
    snapshot(window, f"zh-x{window.devicePixelRatioF():g}-{window.width()}-{name}")
    return found


def go_live(qtbot: QtBot, window: MainWindow, stage: Stage) -> None:
    window.model.start()
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    session = stage.sessions[-1]
    voice = replace(session.status().voice, underruns=12, warnings=("the microphone is too loud; turn its gain down",))
    session.set(voice=voice, drops={"capture": 1234}, virtual_camera="in use by zoom")
    qtbot.wait(250)


@pytest.mark.parametrize("size", [(820, 480), (1280, 720)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_cut_or_left_in_english(
    qtbot: QtBot, chinese: OpenWindow, stage: Stage, english: frozenset[str], size: tuple[int, int]
) -> None:
    window = chinese(Settings(virtual_camera="auto"))
    window.resize(*size)
    found = []
    for page in _PAGES:
        window.sidebar.show_page(page)
        found += wrong(qtbot, window, page, english)
    go_live(qtbot, window, stage)
    for page in _PAGES:
        window.sidebar.show_page(page)
        found += wrong(qtbot, window, f"live-{page}", english)
    window.actions_["panic"].trigger()
    qtbot.wait(150)
    found += wrong(qtbot, window, "panic", english)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scale", ["1.5", "2"])
@pytest.mark.skipif("QT_SCALE_FACTOR" in os.environ, reason="is scaled already")
def test_no_scale_cuts_anything(scale: str) -> None:
    here = f"{Path(__file__)}::test_nothing_is_cut_or_left_in_english[820x480]"
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider", here]
    done = subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": scale}, capture_output=True, text=True)
    assert done.returncode == 0 and "1 passed" in done.stdout, done.stdout[-3000:]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_dialogs_have_room_for_their_words(
    qtbot: QtBot, chinese: OpenWindow, english: frozenset[str], language: str
) -> None:
    window = chinese()
    if language == "en":
        speak(make_application(), "en")
    found = []
    for name in ("help", "add_voice", "open_film", "manage_profiles", "save_profile", "edit_keys"):
        window.actions_[name].trigger()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        pages = dialog.findChild(QTabWidget)
        for index in range(pages.count() if pages is not None else 1):
            if pages is not None:
                pages.setCurrentIndex(index)
            found += wrong(qtbot, dialog, f"{language}-{name}-{index}", english if language != "en" else frozenset())
        dialog.reject()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert not found, "\n".join(found)


def test_what_went_wrong_is_told_in_chinese(qtbot: QtBot, chinese: OpenWindow, stage: Stage) -> None:
    stage.prepare = lambda session: setattr(
        session, "start_fails", ("camera 0 is in use by zoom", "close that program, or choose another camera")
    )
    window = chinese()
    window.model.start()
    qtbot.waitUntil(lambda: window.messages.isVisible())
    assert window.messages.words == "摄像头 0 正被 zoom 占用。 请关闭那个程序，或选择其他摄像头。"
    stage.prepare = lambda _: None
    window.model.start()
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    for notice, words in (
        ("the microphone is back", "麦克风已恢复。"),
        ("the disk is full: x.mp4 ends here; free some space", "磁盘已满：x.mp4 到此为止。"),
    ):
        stage.sessions[-1].set(notices=(notice,))
        qtbot.waitUntil(lambda words=words: window.messages.words.startswith(words))  # type: ignore[misc]

    def refuse() -> None:
        raise DeviceError("there is no virtual camera", "choose another one: likeness devices")

    said: list[str] = []
    window.model.background.run(refuse, failed=lambda text, advice: said.extend((text, advice)))
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said == ["没有虚拟摄像头", "请选择其他摄像头：likeness devices"]
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"  # Qt's own dialogs


def test_another_language_is_chosen_and_comes_with_one_click(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lend_squares()
    monkeypatch.setattr(choice, "can_show", lambda _: True)
    monkeypatch.setattr(choice, "of_system", lambda: "en")
    window = open_window(Settings(language="auto"))
    actions = window.language.menu().actions()
    assert [action.text() for action in actions] == ["As the system: English", "English", "简体中文"]
    assert [action.isChecked() for action in actions] == [True, False, False]
    actions[1].trigger()
    assert not window.messages.isVisible()  # it speaks English already
    actions[2].trigger()
    assert window.model.settings.language == "zh_CN" and window.messages.isVisible()
    assert "简体中文" in window.messages.words and window.messages.action.text() == "立即重启"  # for who reads no other
    with qtbot.waitSignal(window.closed, timeout=25_000):
        window.messages.action.click()
    assert window.again and load_settings().language == "zh_CN"
    close(qtbot, window)
    assert QCoreApplication.translate("CommandList", "Start") == "Start"


def test_a_restart_asks_while_others_watch_and_keeps_what_is_set(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lend_squares()
    monkeypatch.setattr(choice, "can_show", lambda _: True)
    window = open_window(Settings(language="en"))
    go_live(qtbot, window, stage)
    window.model.change(strength=1.3)
    window.commands.record()
    window.messages.clear_errors()
    window.messages.dismiss()
    window.language.choose("zh_CN")
    qtbot.waitUntil(lambda: window.messages.action.text() == "立即重启")
    window.messages.action.click()
    dialog = window.commands.leaving.dialog
    assert dialog is not None and dialog.isVisible() and dialog.no_button.isDefault()
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "settings are kept" in said and "recording is finished" in said
    snapshot(dialog, "restart")
    dialog.no_button.click()
    qtbot.waitUntil(lambda: window.commands.leaving.dialog is None)
    assert window.model.phase is Phase.RUNNING and ("stop",) not in stage.sessions[-1].orders
    window.commands.leaving.restart()
    dialog = window.commands.leaving.dialog
    assert dialog is not None
    with qtbot.waitSignal(window.closed, timeout=25_000):
        dialog.yes_button.click()
    kept = load_settings()
    assert window.again and (kept.language, kept.strength) == ("zh_CN", 1.3)
    assert ("stop",) in stage.sessions[-1].orders
