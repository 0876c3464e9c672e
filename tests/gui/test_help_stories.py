"""F1: a guide with pictures, all keys, the log folder, and a report that names nobody."""

import json
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from app.commands import COMMANDS
from app.errors import AppError
from app.media import VideoFrame
from app.paths import data_dir, demo_film, log_dir
from app.ui import application
from app.ui.guide import draw, film
from app.ui.guide.chapters import Guide
from app.ui.guide.film_set import FilmSet
from app.ui.help import help_report
from app.ui.help.help_dialog import HelpDialog
from app.ui.main_window import MainWindow
from tests.gui.conftest import OpenWindow, snapshot
from tests.support.ffprobe import streams


def click(widget: QWidget) -> None:
    assert widget.isVisible() and widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def open_help(window: MainWindow) -> HelpDialog:
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = window.commands.help_dialog
    assert dialog is not None and dialog.isVisible()
    return dialog


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was given to the system to open."""
    made: list[str] = []

    def open_url(url: object) -> bool:
        made.append(url.toLocalFile())  # type: ignore[attr-defined]
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return made


def test_f1_opens_the_guide_and_the_arrow_keys_turn_its_pages(qtbot: QtBot, open_window: OpenWindow) -> None:
    dialog = open_help(open_window())
    guide = dialog.guide
    assert dialog.pages.currentWidget() is guide
    qtbot.waitUntil(guide.list.hasFocus)
    read = []
    for _ in guide.chapters:
        read.append(guide.text.toPlainText().splitlines()[0])
        QTest.keyClick(guide.list, Qt.Key.Key_Down)
    assert read == [chapter.title for chapter in guide.chapters]
    guide.show_chapter("calls")
    assert "Outputs (F4)" in guide.text.toPlainText()
    snapshot(dialog, "help-guide")


def test_what_the_guide_tells_to_type_and_to_press_is_there(qtbot: QtBot, open_window: OpenWindow) -> None:
    dialog = open_help(open_window())
    said = " ".join(" ".join(chapter.text) for chapter in dialog.guide.chapters)
    typed = set(re.findall(r"“likeness (\w+)", said))
    assert {"ctl", "doctor"} <= typed <= set(COMMANDS)
    for button in (dialog.welcome_button, dialog.log_button, dialog.report_button):
        assert f"{button.text().rstrip('…')}, below" in said


def test_the_guide_is_illustrated_by_small_pictures_of_the_window() -> None:
    pictures = [chapter.picture for chapter in Guide().chapters() if chapter.picture is not None]
    assert len(pictures) >= 6
    for picture in pictures:
        image = QImage(str(picture))
        assert image.width() >= 500 and picture.stat().st_size < 160_000, picture.name


def test_the_log_folder_is_opened_and_the_welcome_comes_again(
    qtbot: QtBot, open_window: OpenWindow, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    dialog = open_help(window)
    click(dialog.log_button)
    assert [Path(name) for name in opened] == [log_dir()]
    click(dialog.welcome_button)
    welcome = window.commands.welcome.dialog
    assert welcome is not None and welcome.isVisible()
    welcome.reject()


@pytest.mark.expect_log("error in the window")
def test_an_error_in_the_window_itself_offers_the_log_folder(open_window: OpenWindow, opened: list[str]) -> None:
    window = open_window()
    try:
        raise ValueError("a part is missing")
    except ValueError as error:
        application._Reporter(window.model)(type(error), error, error.__traceback__)
    assert "a part is missing" in window.messages.words
    click(window.messages.action)
    assert [Path(name) for name in opened] == [log_dir()]


def test_a_report_is_written_without_names_and_shown(
    qtbot: QtBot, open_window: OpenWindow, opened: list[str], tmp_path: Path
) -> None:
    """By the real program, in a process of its own."""
    own = data_dir() / "avatars" / "aunt-rosalinde"
    own.mkdir(parents=True)
    dialog = open_help(open_window())
    path = tmp_path / "report.zip"
    click(dialog.report_button)
    assert dialog.report.dialog is not None and dialog.report.dialog.isVisible()
    dialog.report.dialog.fileSelected.emit(str(path))
    dialog.report.dialog.reject()
    assert "Examining" in dialog.report_words.text() and not dialog.report_button.isEnabled()
    qtbot.waitUntil(lambda: "Written: report.zip" in dialog.report_words.text(), timeout=120_000)
    snapshot(dialog, "help-report")
    with zipfile.ZipFile(path) as bundle:
        texts = {name: bundle.read(name).decode() for name in bundle.namelist()}
    assert json.loads(texts["doctor.json"])["checks"]
    assert not [name for name, text in texts.items() if "rosalinde" in text]
    click(dialog.show_button)
    assert [Path(name) for name in opened] == [tmp_path]


def test_a_report_that_fails_says_why_also_when_the_help_is_closed_meanwhile(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> Path:
        raise AppError("the disk is full", "free some space")

    monkeypatch.setattr(help_report, "write_report", fail)
    window = open_window()
    dialog = open_help(window)
    dialog.report.write(tmp_path / "report.zip")
    qtbot.waitUntil(lambda: dialog.report_words.text() == "The disk is full. Free some space.")
    assert not dialog.show_button.isVisible() and dialog.report_button.isEnabled()
    dialog.report.write(tmp_path / "report.zip")
    click(dialog.close_button)
    qtbot.waitUntil(lambda: window.messages.words == "The disk is full. Free some space.")


def test_the_other_pages_are_written_when_they_are_looked_at(open_window: OpenWindow) -> None:
    dialog = open_help(open_window())
    texts = []
    for page in range(1, dialog.pages.count()):
        dialog.pages.setCurrentIndex(page)
        browser = dialog.pages.currentWidget().findChild(QTextBrowser) or dialog.pages.currentWidget()
        assert isinstance(browser, QTextBrowser)
        texts.append(browser.toPlainText())
    keys, about, licences = texts
    assert "Take this avatar" in keys and str(log_dir()) in about and "LGPL-3.0" in licences


def test_every_button_of_the_help_says_what_it_does(open_window: OpenWindow) -> None:
    dialog = open_help(open_window())
    buttons = [button for button in dialog.findChildren(QAbstractButton) if button.text() and button.isVisible()]
    assert len(buttons) >= 4
    for button in buttons:
        assert button.toolTip() and button.toolTip() != button.text(), button.text()


def test_every_chapter_has_a_scene_that_takes_its_picture(qapp: object) -> None:
    names = [scene.name for scene in draw.scenes()]
    assert len(set(names)) == len(names)
    assert {chapter.name for chapter in Guide().chapters()} <= set(names)


def test_the_film_shows_the_window_with_the_sound_that_belongs_to_it(open_window: OpenWindow, tmp_path: Path) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    at = FilmSet(application, open_window())
    picture = film.grab(at)
    assert picture.shape == (540, 960, 3) and picture.std() > 10, "not an empty window"
    kept = picture.copy()
    at.window.sidebar.show_page("voice")
    other = film.grab(at)
    assert np.array_equal(picture, kept) and not np.array_equal(picture, other), "each has a memory of its own"
    frames = [VideoFrame((picture, other)[index % 2], 100.0 + index / 15, index) for index in range(20)]
    film.cut(frames, demo_film(), 99.0, tmp_path / "film.mp4")
    made = streams(tmp_path / "film.mp4")
    assert made["video"].frames == 20 and (made["video"].width, made["audio"].codec) == (960, "aac")
    assert made["audio"].duration_s == pytest.approx(made["video"].duration_s, abs=0.15)
