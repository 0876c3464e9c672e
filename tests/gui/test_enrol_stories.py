"""How a user makes, mixes, renames and removes voices, with recordings whose quality the test decides."""

import threading
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import MediaError
from app.ui.main_window import MainWindow
from app.ui.parts.name_dialog import NameDialog
from app.ui.voices import voice_library, voice_player
from app.ui.voices.enrol_voice_dialog import EnrolVoiceDialog
from app.ui.voices.mix_voices_dialog import MixVoicesDialog
from app.ui.voices.voice_library import Take
from app.voice.enrol import judge
from app.voice.library import find_voice, user_voices_dir
from app.voice.phrase import PhraseResult, phrase_hash
from models.voice_engines import Samples, SpeechQuality, VoicePrint
from tests.gui.conftest import OpenWindow, snapshot
from tests.support.fake_voices import GOOD, FakeTake, fake_print, recording

_LEFT = Qt.MouseButton.LeftButton


class Studio:
    """Recordings of a test.

    Attributes:
        takes: those that were made.
        quality: of the next one.
    """

    def __init__(self) -> None:
        self.takes: list[FakeTake] = []
        self.quality = GOOD
        self.print = fake_print(184.0, seed=9)
        self.phrase = PhraseResult(0.86, True, "")

    def new_take(self, microphone: str, limit_s: float) -> FakeTake:
        self.takes.append(FakeTake())
        return self.takes[-1]

    def judge(self, speech: Samples, source: str = "") -> Take:
        verdict = judge(self.quality)
        return Take(speech, self.quality, verdict, None if verdict.grade == "refused" else self.print, source)

    def check_phrase(self, speech: Samples, enrolled: VoicePrint) -> PhraseResult:
        assert enrolled is self.print
        return self.phrase


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Studio:
    made = Studio()
    for name in ("new_take", "judge", "check_phrase"):
        monkeypatch.setattr(voice_library, name, getattr(made, name))
    return made


def enrol(window: MainWindow) -> EnrolVoiceDialog:
    """Open the dialog as its key does."""
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = window.commands.voices.enrol_dialog
    assert dialog is not None and dialog.isVisible()
    return dialog


def record(qtbot: QtBot, dialog: EnrolVoiceDialog, studio: Studio) -> None:
    """Press record and speak until it is enough."""
    before = len(studio.takes)
    QTest.mouseClick(dialog.stage.ring, _LEFT)
    qtbot.waitUntil(lambda: len(studio.takes) > before and dialog.stage.heading.text() == "Listening…")
    studio.takes[-1].now = recording(10.1)
    qtbot.waitUntil(lambda: not dialog.stage.recorder.recording and dialog.stage.ring.isEnabled())
    assert not studio.takes[-1].running


def choose_ground(dialog: EnrolVoiceDialog, kind: str) -> None:
    dialog.ground.setCurrentIndex(dialog.ground.findData(kind))


def test_record_ten_seconds_name_it_and_it_is_the_chosen_voice_until_it_is_removed_and_back(
    qtbot: QtBot, open_window: OpenWindow, studio: Studio
) -> None:
    window = open_window()
    dialog = enrol(window)
    QTest.mouseClick(dialog.stage.ring, _LEFT)
    qtbot.waitUntil(lambda: bool(studio.takes) and dialog.stage.heading.text() == "Listening…")
    studio.takes[0].now = recording(4.3, "too loud: turn the microphone down or step back")
    qtbot.waitUntil(lambda: dialog.stage.coach.text().startswith("Too loud"))
    assert dialog.stage.coach.property("role") == "warning" and dialog.stage.meter.peak_db == -7.0
    snapshot(dialog, "enrol-recording")
    studio.takes[0].now = recording(10.2)
    qtbot.waitUntil(lambda: dialog.stage.take is not None)
    assert dialog.stage.heading.text() == "A good recording" and dialog.stage.result.values[0].text() == "98"
    assert not dialog.add_button.isEnabled()
    dialog.name.setText("Aunt Rosa")
    assert not dialog.add_button.isEnabled() and "whose voice" in dialog.problem.text(), "no voice without consent"
    choose_ground(dialog, "self")
    assert dialog.add_button.isEnabled() and not dialog.problem.text()
    snapshot(dialog, "enrol-result")
    QTest.mouseClick(dialog.add_button, _LEFT)
    qtbot.waitUntil(lambda: window.model.settings.voice == "aunt-rosa")
    assert "aunt-rosa" in window.voices.ids and window.sidebar.page == "voice"
    consent = find_voice("aunt-rosa").consent
    assert consent.kind == "self" and consent.statement.startswith("This is my own voice")
    voice = window.voices.voice("aunt-rosa")
    assert voice is not None
    window.voices.tasks.remove(voice, window.voices.ids)
    qtbot.waitUntil(lambda: "aunt-rosa" not in window.voices.ids)
    assert window.model.settings.voice in window.voices.ids
    qtbot.waitUntil(lambda: window.messages.action.isVisible() and window.messages.action.text() == "Undo")
    QTest.mouseClick(window.messages.action, _LEFT)
    qtbot.waitUntil(lambda: window.model.settings.voice == "aunt-rosa")


def test_another_person_speaks_six_words_or_there_is_no_voice(
    qtbot: QtBot, open_window: OpenWindow, studio: Studio
) -> None:
    window = open_window()
    dialog = enrol(window)
    choose_ground(dialog, "present")
    assert dialog.phrase.isVisible() and not dialog.phrase.speak_button.isEnabled()
    record(qtbot, dialog, studio)
    dialog.name.setText("Rosa")
    dialog.who.setText("Rosa Feld")
    assert not dialog.add_button.isEnabled() and "six words" in dialog.problem.text()
    words = dialog.phrase.words
    studio.phrase = PhraseResult(0.61, False, "the phrase sounds like somebody else; let her speak")
    for accepted in (False, True):
        QTest.mouseClick(dialog.phrase.speak_button, _LEFT)
        qtbot.waitUntil(partial(_is_running, studio, 2 + accepted))
        studio.takes[-1].now = recording(4.6)
        qtbot.waitUntil(partial(_says, dialog, "same voice" if accepted else "somebody else"))
        assert dialog.add_button.isEnabled() is accepted
        studio.phrase = PhraseResult(0.86, True, "")
    snapshot(dialog, "enrol-phrase")
    QTest.mouseClick(dialog.add_button, _LEFT)
    qtbot.waitUntil(lambda: window.model.settings.voice == "rosa")
    consent = find_voice("rosa").consent
    assert (consent.kind, consent.who, consent.phrase_similarity) == ("present", "Rosa Feld", 0.86)
    assert consent.phrase_sha256 == phrase_hash(words)


def _is_running(studio: Studio, count: int) -> bool:
    return len(studio.takes) == count and studio.takes[-1].running


def _says(dialog: EnrolVoiceDialog, words: str) -> bool:
    return words in dialog.phrase.said.text()


def test_a_new_recording_asks_for_a_new_phrase(qtbot: QtBot, open_window: OpenWindow, studio: Studio) -> None:
    dialog = enrol(open_window())
    choose_ground(dialog, "present")
    record(qtbot, dialog, studio)
    dialog.phrase._checked(PhraseResult(0.9, True, ""))
    words = dialog.phrase.words
    assert "Thank you" in dialog.phrase.said.text()
    record(qtbot, dialog, studio)
    assert dialog.phrase.similarity is None and dialog.phrase.words != words
    dialog.reject()


def test_a_file_is_dropped_with_its_licence_and_one_without_speech_is_refused(
    qtbot: QtBot, open_window: OpenWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = open_window()
    sound = tmp_path / "book_chapter-1.mp3"
    sound.write_bytes(b"sound")

    def judge_file(path: Path) -> Take:
        if path != sound:
            raise MediaError(f"{path.name}: no sound in it", "choose a recording of the voice")
        return studio.judge(FakeTake().speech, path.name)

    monkeypatch.setattr(voice_library, "judge_file", judge_file)
    window.commands.take_files([str(sound)])
    dialog = window.commands.voices.enrol_dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.stage.take is not None)
    assert dialog.name.text() == "Book chapter 1" and sound.name in dialog.stage.coach.text()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "letter.txt"))])
    copy, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(dialog, QDragEnterEvent(QPoint(9, 9), copy, mime, _LEFT, keys))
    QApplication.sendEvent(dialog, QDropEvent(QPointF(9, 9), copy, mime, _LEFT, keys))
    qtbot.waitUntil(lambda: "no sound in it" in dialog.stage.coach.text())
    assert dialog.stage.take is None and not dialog.add_button.isEnabled()
    dialog.take_file(sound)
    qtbot.waitUntil(lambda: dialog.stage.take is not None)
    choose_ground(dialog, "licence")
    dialog.who.setText("A reader")
    dialog.licence.setText("CC BY 4.0")
    assert not dialog.add_button.isEnabled() and "source" in dialog.problem.text()
    dialog.source.setText("a library of free recordings")
    QTest.mouseClick(dialog.add_button, _LEFT)
    qtbot.waitUntil(lambda: window.model.settings.voice == "book-chapter-1")
    assert find_voice("book-chapter-1").licence == "CC BY 4.0"


def test_too_little_speech_is_refused_with_advice_and_cancel_leaves_nothing(
    qtbot: QtBot, open_window: OpenWindow, studio: Studio
) -> None:
    window = open_window()
    dialog = enrol(window)
    studio.quality = replace(GOOD, speech_s=1.2)
    record(qtbot, dialog, studio)
    assert "Only 1.2 s" in dialog.stage.coach.text() and dialog.stage.take is None
    QTest.mouseClick(dialog.stage.ring, _LEFT)
    qtbot.waitUntil(lambda: len(studio.takes) == 2 and studio.takes[1].running)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.commands.voices.enrol_dialog is None and not studio.takes[1].running)
    assert not list(user_voices_dir().glob("*.voice"))


def test_the_own_voice_is_taught_and_the_list_says_how_near_others_are(
    qtbot: QtBot, open_window: OpenWindow, studio: Studio
) -> None:
    window = open_window()
    window.sidebar.show_page("voice")
    assert not window.voices.shelf.scores and "Teach" in window.voices.hint.text()
    QTest.mouseClick(window.microphone.own_button, _LEFT)
    dialog = window.commands.voices.own_dialog
    assert dialog is not None and not dialog.save_button.isEnabled() and not dialog.forget_button.isVisible()
    QTest.mouseClick(dialog.stage.ring, _LEFT)
    qtbot.waitUntil(lambda: bool(studio.takes) and studio.takes[0].running)
    studio.takes[0].now = recording(10.5)
    qtbot.waitUntil(lambda: dialog.save_button.isEnabled())
    snapshot(dialog, "own-voice-dialog")
    nothing_yet = window.voice_engine.own_speech
    assert nothing_yet is None
    QTest.mouseClick(dialog.save_button, _LEFT)
    qtbot.waitUntil(lambda: len(window.voices.shelf.scores) == len(window.voices.ids))
    assert all(0 <= score <= 100 for score in window.voices.shelf.scores.values())
    assert "near to your own" in window.voices.hint.text()
    assert window.voice_engine.own_speech is studio.takes[0].speech, "to compare engines with, in memory only"
    window.commands.voices.teach()
    again = window.commands.voices.own_dialog
    assert again is not None
    qtbot.waitUntil(again.forget_button.isVisible)
    QTest.mouseClick(again.forget_button, _LEFT)
    qtbot.waitUntil(lambda: window.voice_engine.own_speech is None)


def test_voices_are_mixed_renamed_exported_and_imported(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window()
    first, second = window.voices.shelf.voices[:2]
    window.model.change(voice=first.id)
    window.voices.mix_button.click()
    dialog = window.voices.tasks.dialog
    assert isinstance(dialog, MixVoicesDialog) and dialog.name.text() == f"{first.name} + {second.name}"
    dialog.second.setCurrentIndex(dialog.first.currentIndex())
    assert not dialog.mix_button.isEnabled() and "different" in dialog.problem.text()
    dialog.second.setCurrentIndex(1)
    dialog.slider.setValue(25)
    assert dialog.lines[0].text().startswith("75%")
    dialog.name.setText("Blend")
    snapshot(dialog, "mix")
    QTest.mouseClick(dialog.mix_button, _LEFT)
    qtbot.waitUntil(lambda: window.model.settings.voice == "blend")
    blend = window.voices.voice("blend")
    assert blend is not None and "75%" in blend.consent.statement
    window.voices.tasks.rename(blend)
    rename = window.voices.tasks.dialog
    assert isinstance(rename, NameDialog) and not rename.ok_button.isEnabled()
    rename.name.setText("Évelyne")
    QTest.mouseClick(rename.ok_button, _LEFT)
    qtbot.waitUntil(lambda: _name_of(window, "blend") == "Évelyne")
    renamed = window.voices.voice("blend")
    assert renamed is not None
    window.voices.tasks.export_to(renamed, tmp_path / "mine.voice")
    qtbot.waitUntil(lambda: "Exported: mine.voice" in window.messages.words)
    window.commands.take_files([str(tmp_path / "mine.voice")])
    qtbot.waitUntil(lambda: _name_of(window, window.model.settings.voice) == "Évelyne 2")


def _name_of(window: MainWindow, voice_id: str) -> str:
    voice = window.voices.voice(voice_id)
    return voice.name if voice is not None else ""


def test_bundled_voices_cannot_be_renamed_or_removed(open_window: OpenWindow) -> None:
    window = open_window()
    voices = window.voices.shelf.voices
    menu = window.voices.tasks.menu(voices[0], window.voices.ids)
    enabled = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert enabled["Export…"] and enabled["Import…"] and not enabled["Rename…"]
    assert [may for text, may in enabled.items() if text.startswith("Remove")] == [False]
    menu.deleteLater()


def test_listening_to_a_voice_can_be_cut_off(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[bytes, bool]] = []

    def play(print_: VoicePrint, engine: str, _: object, stopped: threading.Event) -> None:
        ended = stopped.wait(5.0)
        heard.append((print_.embedding.tobytes(), ended))

    monkeypatch.setattr(voice_player, "_play", play)
    window = open_window()
    window.sidebar.show_page("voice")
    button = window.voices.preview_button
    QTest.mouseClick(button, _LEFT)
    assert button.text() == "Stop"
    QTest.mouseClick(button, _LEFT)
    assert button.text() == "Listen"
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(find_voice(window.model.settings.voice).print.embedding.tobytes(), True)]


def test_quality_words_follow_the_grade(qtbot: QtBot, open_window: OpenWindow, studio: Studio) -> None:
    dialog = enrol(open_window())
    poor: SpeechQuality = replace(GOOD, snr_db=7.0, self_consistency=0.0)
    studio.quality = poor
    record(qtbot, dialog, studio)
    assert "much better" in dialog.stage.heading.text() and "noise" in dialog.stage.result.advice.text()
    assert dialog.stage.result.values[0].text() == "–"
    dialog.reject()
