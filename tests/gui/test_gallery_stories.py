"""The gallery of avatars and the shelf of voices: search, favourites, order, names, removal; by mouse and by keys."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.avatar import add_avatar, find_avatar, user_avatars_dir
from app.settings import Settings
from app.shelf_book import Tuning, book_file, load_book
from app.ui.avatars.avatar_delegate import FAVOURITE_ROLE, KEY_ROLE
from app.ui.main_window import MainWindow
from app.ui.parts.name_dialog import NameDialog
from app.ui.shelf.shelf_view import MIME, ShelfView
from app.voice import find_voice, read_voice, write_voice
from app.voice.library import user_voices_dir
from models.engines import create_face_engine
from tests.gui.conftest import OpenWindow, close, snapshot
from tests.support.faces import grace_hopper
from tests.support.fake_voices import fake_voice

_LEFT, _CTRL, _ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_LONG_MS = 30_000


def shown(view: ShelfView) -> list[str]:
    """Return the ids of what is on show, in order."""
    model = view.model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.UserRole)) for row in range(model.rowCount())]


def go_to(view: ShelfView, one: str) -> None:
    """Give the keyboard to a thing of a shelf."""
    view.setFocus()
    view.setCurrentIndex(view.model().index(shown(view).index(one), 0))


def drag(view: ShelfView, one: str, where: QPoint) -> None:
    """Carry a thing of a shelf somewhere and let it go."""
    QApplication.processEvents()
    mime = view.make_drag(view.model().index(shown(view).index(one), 0)).mimeData()
    assert mime.hasFormat(MIME)
    move, keys = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(where, move, mime, _LEFT, keys),
        QDragMoveEvent(where, move, mime, _LEFT, keys),
        QDropEvent(QPointF(where), move, mime, _LEFT, keys),
    ):
        QApplication.sendEvent(view.viewport(), event)


@pytest.fixture
def friend(tmp_path: Path) -> str:
    """The id of an avatar of the user's."""
    photo = tmp_path / "friend.png"
    Image.fromarray(grace_hopper()).save(photo)
    return add_avatar(photo, "My friend", "own photo", "me", "She has agreed.", create_face_engine())[0].id


def test_avatars_are_found_favoured_and_put_in_order_by_mouse_and_keys(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    view, ids = window.avatars.view, window.avatars.ids
    go_to(view, ids[4])
    QTest.keyClick(view, Qt.Key.Key_D, _CTRL)
    assert window.avatars.ids[0] == ids[4] and view.model().index(0, 0).data(FAVOURITE_ROLE)
    assert view.current_id() == ids[4], "the keyboard stays with it"
    rest = window.avatars.ids
    QApplication.processEvents()
    box = view.visualRect(view.model().index(1, 0))
    drag(view, rest[3], QPoint(box.left() + 4, box.center().y()))
    assert window.avatars.ids[1] == rest[3]
    QTest.keyClick(view, Qt.Key.Key_Right, _ALT)  # the favourite stays first whatever its place
    go_to(view, rest[3])
    QTest.keyClick(view, Qt.Key.Key_Right, _ALT)
    assert window.avatars.ids[2] == rest[3] and view.current_id() == rest[3]
    assert view.model().index(2, 0).data(KEY_ROLE) == 3
    QTest.keyClick(window, Qt.Key.Key_3)
    assert window.model.settings.avatar == rest[3], "the keys follow the order"
    snapshot(window, "gallery-ordered")
    order = window.avatars.ids
    close(qtbot, window)
    again = open_window()
    assert again.avatars.ids == order and load_book(book_file("avatars")).favourites == (ids[4],)
    again.avatars.tasks.favour(ids[4])
    assert not again.avatars.view.model().index(0, 0).data(FAVOURITE_ROLE)


def test_a_search_shows_some_and_escape_shows_all_again(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    gallery = window.avatars
    gallery.view.setFocus()
    QTest.keyClick(gallery.view, Qt.Key.Key_F, _CTRL)
    assert gallery.search.isVisible() and gallery.search.hasFocus()
    QTest.keyClicks(gallery.search, "GRACE")
    assert shown(gallery.view) == ["grace-hopper"] and not gallery.view.can_reorder
    QTest.keyClicks(gallery.search, "xx")
    assert gallery.nothing.isVisible() and not shown(gallery.view)
    QTest.keyClick(gallery.search, Qt.Key.Key_Escape)
    assert shown(gallery.view) == gallery.ids and not gallery.nothing.isVisible()
    QTest.keyClick(gallery.search, Qt.Key.Key_Escape)
    assert not gallery.search.isVisible() and gallery.view.hasFocus()


def test_an_avatar_is_renamed_removed_and_carried_away_and_each_step_can_be_taken_back(
    qtbot: QtBot, open_window: OpenWindow, friend: str, tmp_path: Path
) -> None:
    window = open_window()
    gallery = window.avatars
    go_to(gallery.view, friend)
    QTest.keyClick(gallery.view, Qt.Key.Key_F2)
    dialog = gallery.tasks.dialog
    assert isinstance(dialog, NameDialog)
    dialog.name.setText("Grace of ours")
    QTest.mouseClick(dialog.ok_button, _LEFT)
    qtbot.waitUntil(lambda: "Grace of ours" in window.messages.words, timeout=_LONG_MS)
    assert find_avatar(friend).name == "Grace of ours"
    QTest.mouseClick(window.messages.action, _LEFT)
    qtbot.waitUntil(lambda: find_avatar(friend).name == "My friend", timeout=_LONG_MS)
    avatar = gallery.avatar(friend)
    assert avatar is not None
    gallery.tasks.export_to(avatar, tmp_path / "friend.avatar")
    qtbot.waitUntil((tmp_path / "friend.avatar").exists, timeout=_LONG_MS)
    qtbot.waitUntil(lambda: not window.model.background.busy, timeout=_LONG_MS)
    window.messages.dismiss()
    go_to(gallery.view, friend)
    QTest.keyClick(gallery.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: friend not in gallery.ids, timeout=_LONG_MS)
    window.commands.take_files([str(tmp_path / "friend.avatar")])
    qtbot.waitUntil(lambda: friend in gallery.ids and window.model.settings.avatar == friend, timeout=_LONG_MS)
    assert find_avatar(friend).consent == avatar.consent
    go_to(gallery.view, "mira")
    QTest.keyClick(gallery.view, Qt.Key.Key_Delete)
    assert "stays" in window.messages.words and "mira" in gallery.ids


def test_what_was_used_last_can_come_first(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    gallery = window.avatars
    third, sixth = gallery.ids[2], gallery.ids[5]
    for one in (third, sixth):
        window.model.change(avatar=one)
    menu = gallery.tasks.menu(gallery.avatar(sixth), gallery.ids)
    sort = next(child for child in menu.findChildren(QMenu) if child.title() == "Sort")
    assert [action.isChecked() for action in sort.actions()] == [True, False, False]
    sort.actions()[1].trigger()
    assert gallery.ids[:2] == [sixth, third]
    words = [action.text() for action in menu.actions()]
    assert "Edit a copy…" in words and "Export…" in words and any("belongs to the program" in text for text in words)


def own_voice(name: str) -> str:
    voice = fake_voice(name, 140.0, "self", bundled=False)
    write_voice(voice, user_voices_dir() / f"{name.lower()}.voice")
    return name.lower()


def with_voices(window: MainWindow) -> ShelfView:
    window.sidebar.show_page("voice")
    return window.voices.view


def test_voices_are_favoured_ordered_renamed_and_removed_like_avatars(qtbot: QtBot, open_window: OpenWindow) -> None:
    mine = own_voice("Bruno")
    window = open_window()
    view, ids = with_voices(window), window.voices.ids
    go_to(view, mine)
    QTest.keyClick(view, Qt.Key.Key_D, _CTRL)
    assert window.voices.ids[0] == mine
    box = view.visualRect(view.model().index(1, 0))
    last = window.voices.ids[-1]
    drag(view, last, QPoint(box.center().x(), box.top() + 3))
    assert window.voices.ids[1] == last
    snapshot(window, "voices-ordered")
    go_to(view, mine)
    QTest.keyClick(view, Qt.Key.Key_F2)
    dialog = window.voices.tasks.dialog
    assert isinstance(dialog, NameDialog)
    dialog.name.setText("Bruno the Bear")
    dialog.ok_button.click()
    qtbot.waitUntil(lambda: find_voice(mine).name == "Bruno the Bear", timeout=_LONG_MS)
    qtbot.waitUntil(lambda: window.messages.action.text() == "Undo" and window.messages.isVisible())
    QTest.mouseClick(window.messages.action, _LEFT)
    qtbot.waitUntil(lambda: find_voice(mine).name == "Bruno", timeout=_LONG_MS)
    qtbot.waitUntil(lambda: not window.model.background.busy, timeout=_LONG_MS)
    window.messages.dismiss()
    go_to(view, mine)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: mine not in window.voices.ids, timeout=_LONG_MS)
    QTest.mouseClick(window.messages.action, _LEFT)
    qtbot.waitUntil(lambda: window.model.settings.voice == mine, timeout=_LONG_MS)
    assert sorted(window.voices.ids) == sorted(ids)


def test_pitch_and_formant_belong_to_the_voice_and_travel_with_it(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window()
    voices = window.voices
    other = next(one for one in voices.ids if one != "clara")
    window.tuning.pitch.slider.setValue(5)
    window.tuning.formant.slider.setValue(-8)
    window.model.change(voice=other)
    assert (window.model.settings.semitones, window.model.settings.formant) == (0.0, 0.0)
    window.model.change(voice="clara")
    assert (window.model.settings.semitones, window.model.settings.formant) == (2.5, -0.8)
    index = voices.view.model().index(voices.ids.index("clara"), 0)
    assert "tuned" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    clara = voices.voice("clara")
    assert clara is not None
    voices.tasks.export_to(clara, tmp_path / "clara.voice")
    qtbot.waitUntil((tmp_path / "clara.voice").exists, timeout=_LONG_MS)
    assert read_voice(tmp_path / "clara.voice").tuning == Tuning(2.5, -0.8, 1.0)
    voices.tasks.untune(clara)
    assert window.model.settings == Settings()
    QTest.mouseClick(window.messages.action, _LEFT)
    assert window.model.settings.semitones == 2.5
    voices.tasks.import_from(tmp_path / "clara.voice")
    qtbot.waitUntil(lambda: window.model.settings.voice == "clara-2", timeout=_LONG_MS)
    assert window.model.settings.semitones == 2.5, "the tuning has come with the file"
    window.model.change(voice=other, semitones=-3.0)  # as a profile does
    assert window.model.settings.semitones == -3.0


def test_files_dragged_over_a_shelf_are_for_the_window(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window()
    mime = QMimeData()
    mime.setText("words")
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, _LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.avatars.view.viewport(), event)
    assert not event.isAccepted()
    assert not list(user_avatars_dir().iterdir())
