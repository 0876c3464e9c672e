"""How pictures become avatars: dropped, pasted, taken; framed, cut out, stated; and live without a dark moment."""

import time
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from app.avatar import (
    Statement,
    draft_of_avatar,
    find_avatar,
    keep_draft,
    list_avatars,
    load_picture,
    load_touch,
    open_photo,
    reframed,
    update_avatar,
)
from app.avatar.framing import fit
from app.settings import Settings
from app.ui.avatar_studio.quick_card import QuickCard
from app.ui.avatar_studio.studio_dialog import StudioDialog
from app.ui.main_window import MainWindow
from app.ui.preview.picture_view import to_image
from models.engines import create_face_engine
from tests.gui.conftest import OpenWindow, drop, longest_pause_s, snapshot
from tests.gui.test_live_stories import SYNTHETIC, go_live
from tests.support.faces import grace_hopper

_LONG_MS = 30_000  # a busy machine; not a limit of the product
_LEFT = Qt.MouseButton.LeftButton
SAID = Statement("My friend", "own photo", "own camera", "She has agreed.", "subject-consent")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo in which a head takes a small part."""
    scene = np.full((1300, 1900, 3), (96, 110, 120), np.uint8)
    scene[380:980, 700:1212] = grace_hopper()[:, ::-1]
    path = tmp_path / "my friend.png"
    Image.fromarray(scene).save(path)
    return path


def asked(qtbot: QtBot, window: MainWindow) -> QuickCard:
    card = window.commands.avatars.card
    qtbot.waitUntil(lambda: card.draft is not None, timeout=_LONG_MS)
    return card


def studio_of(qtbot: QtBot, window: MainWindow) -> StudioDialog:
    qtbot.waitUntil(lambda: window.commands.avatars.studio is not None, timeout=_LONG_MS)
    studio = window.commands.avatars.studio
    assert studio is not None
    return studio


def own() -> list[str]:
    return [avatar.id for avatar in list_avatars() if not avatar.bundled]


def test_a_dropped_photo_is_nobodys_until_one_click_says_whose_face_it_is(
    qtbot: QtBot, open_window: OpenWindow, photo: Path
) -> None:
    window = open_window()
    drop(window, photo)
    card = asked(qtbot, window)
    snapshot(window, "new-avatar-card")
    assert "My friend" in card.title.text() and card.verdict.text()
    assert not own() and window.model.settings == Settings(), "nothing is kept or taken before the answer"
    QTest.mouseClick(card.answers["subject-consent"], _LEFT)
    qtbot.waitUntil(lambda: window.model.settings.avatar == "my-friend", timeout=_LONG_MS)
    assert not card.isVisible() and window.avatars.ids[0] == "my-friend"
    consent = find_avatar("my-friend").consent
    assert consent is not None and (consent.kind, consent.who) == ("subject-consent", "My friend")
    assert "my friend.png" in find_avatar("my-friend").source and "agreed" in consent.statement
    assert window.messages.action.text() == "Adjust…"


def test_several_photos_wait_for_their_turn_and_one_is_declined(
    qtbot: QtBot, open_window: OpenWindow, photo: Path, tmp_path: Path
) -> None:
    window = open_window()
    second = tmp_path / "aunt.png"
    Image.fromarray(grace_hopper()).save(second)
    window.commands.take_files([str(photo), str(second)])
    card = asked(qtbot, window)
    assert card.draft is not None and card.draft.title == "My friend"
    QTest.mouseClick(card.close_button, _LEFT)
    qtbot.waitUntil(lambda: card.draft is not None and card.draft.title == "Aunt", timeout=_LONG_MS)
    QTest.mouseClick(card.answers["public-domain"], _LEFT)
    studio = studio_of(qtbot, window)
    assert studio.page == "details" and "public domain" in studio.details.licence.text()
    studio.details.source.setText("")
    assert not studio.save_button.isEnabled() and "Source" in studio.problem.text()
    studio.details.source.setText("the Navy")
    snapshot(studio, "studio-details")
    QTest.mouseClick(studio.save_button, _LEFT)
    qtbot.waitUntil(lambda: own() == ["aunt"] and window.model.settings.avatar == "aunt", timeout=_LONG_MS)
    assert find_avatar("aunt").source == "the Navy" and not card.isVisible()


def test_a_picture_is_pasted_and_one_is_taken_with_the_camera(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Settings(camera="synthetic"))
    avatars = window.commands.avatars
    QGuiApplication.clipboard().setImage(to_image(grace_hopper()).copy())
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    card = asked(qtbot, window)
    assert card.draft is not None
    np.testing.assert_array_equal(card.draft.photo, grace_hopper())
    card.closed.emit()
    QGuiApplication.clipboard().setText("only words")
    avatars.paste()
    qtbot.waitUntil(lambda: "no picture in the clipboard" in window.messages.words)
    avatars.take_shot()
    shot = avatars.shot
    assert shot is not None
    qtbot.waitUntil(shot.take_button.isEnabled, timeout=_LONG_MS)
    QTest.mouseClick(shot.take_button, _LEFT)
    qtbot.waitUntil(lambda: shot.photo is not None, timeout=_LONG_MS)
    snapshot(shot, "camera-shot")
    taken = shot.photo
    QTest.mouseClick(shot.take_button, _LEFT)
    qtbot.waitUntil(lambda: avatars.shot is None, timeout=_LONG_MS)
    asked(qtbot, window)
    assert taken is not None and card.draft is not None
    np.testing.assert_array_equal(card.draft.photo, taken)


def drag(studio: StudioDialog, start: QPointF, end: QPointF) -> None:
    """Drag over the picture on show."""
    view = studio.pictures.currentWidget()
    QTest.mousePress(view, _LEFT, pos=start.toPoint())
    QTest.mouseMove(view, ((start + end) / 2).toPoint())
    QTest.mouseMove(view, end.toPoint())
    QTest.mouseRelease(view, _LEFT, pos=end.toPoint())


def test_everything_in_card_studio_and_camera_dialog_is_named_and_reached_by_tab(
    qtbot: QtBot, open_window: OpenWindow, photo: Path
) -> None:
    window = open_window(Settings(camera="synthetic"))
    window.commands.avatars.add_photo(photo)
    card = asked(qtbot, window)
    assert_named(card)
    QTest.mouseClick(card.edit_button, _LEFT)
    studio = studio_of(qtbot, window)
    for page in ("picture", "cutout", "details"):
        studio.show_page(page)
        assert_named(studio)
    studio.reject()
    window.commands.avatars.take_shot()
    shot = window.commands.avatars.shot
    assert shot is not None
    assert_named(shot)
    shot.reject()
    qtbot.waitUntil(lambda: window.commands.avatars.shot is None)


def assert_named(part: QWidget) -> None:
    """Every control on show has a name, says what it does, and is reached by Tab."""
    kinds = (QAbstractButton, QComboBox, QSlider, QLineEdit, QPlainTextEdit)
    controls = [w for kind in kinds for w in part.findChildren(kind) if w.isVisibleTo(part)]
    controls = [w for w in controls if not isinstance(w.parent(), (QComboBox, QLineEdit))]
    assert len(controls) >= 2
    for control in controls:
        text = control.text() if isinstance(control, QAbstractButton) else ""
        about = f"{type(control).__name__} {text} {control.accessibleName()!r}"
        assert control.accessibleName() or text, about
        assert control.toolTip(), about
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, about


def test_framing_and_brushing_can_be_taken_back_step_by_step(
    qtbot: QtBot, open_window: OpenWindow, photo: Path
) -> None:
    window = open_window()
    window.commands.avatars.add_photo(photo)
    QTest.mouseClick(asked(qtbot, window).edit_button, _LEFT)
    studio = studio_of(qtbot, window)
    easel = studio.easel
    first = easel.draft.frame
    box = studio.crop.frame_rect()
    drag(studio, box.bottomRight(), box.bottomRight() - QPointF(40, 40))
    smaller = easel.draft.frame
    assert smaller.width < first.width and smaller.width / smaller.height == pytest.approx(first.width / first.height)
    studio.frame_tools.turn.slider.setValue(12)
    studio.frame_tools.turn.slider.setValue(20)
    assert easel.draft.frame.angle_deg == 10.0 and not studio.save_button.text() == "Add avatar"
    qtbot.waitUntil(lambda: easel.judged, timeout=_LONG_MS)
    snapshot(studio, "studio-picture")
    studio.show_page("cutout")
    qtbot.waitUntil(lambda: easel.alpha is not None, timeout=_LONG_MS)
    corner = studio.brush.picture_rect().topLeft() + QPointF(30, 30)
    before = studio.brush.grab().toImage().pixelColor((corner + QPointF(20, 0)).toPoint())
    drag(studio, corner, corner + QPointF(40, 0))
    after = studio.brush.grab().toImage().pixelColor((corner + QPointF(20, 0)).toPoint())
    assert before.red() > after.red() + 30, "what was tinted is the person's now, and seen at once"
    assert (easel.touch == 255).any() and not (easel.touch < 100).any()
    studio.brush_tools.kind.button("less").click()
    drag(studio, corner, corner + QPointF(40, 0))
    assert (easel.touch == 0).any()
    snapshot(studio, "studio-cutout")
    for _ in range(2):
        QTest.keyClick(studio, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (easel.touch == 128).all() and easel.draft.frame.angle_deg == 10.0
    QTest.mouseClick(studio.undo_button, _LEFT)
    assert easel.draft.frame == smaller, "turning was one step"
    QTest.mouseClick(studio.undo_button, _LEFT)
    assert easel.draft.frame == first and not studio.undo_button.isEnabled()
    for _ in range(4):
        QTest.mouseClick(studio.redo_button, _LEFT)
    assert easel.draft.frame.angle_deg == 10.0 and (easel.touch == 0).any()
    studio.reject()
    assert window.commands.avatars.studio is not None and "Discard" in studio.cancel_button.text(), "asked once"
    studio.reject()
    qtbot.waitUntil(lambda: window.commands.avatars.studio is None)
    assert not own() and window.commands.avatars.card.isVisible()


def test_an_avatar_is_opened_again_where_it_was_left_and_the_change_is_taken_back(
    qtbot: QtBot, open_window: OpenWindow, photo: Path
) -> None:
    avatar = keep_draft(open_photo(photo, create_face_engine()), SAID)
    before = load_picture(avatar.picture)
    window = open_window(Settings(avatar=avatar.id))
    window.avatars.tasks.edit_wanted.emit(window.avatars.avatar(avatar.id))
    studio = studio_of(qtbot, window)
    assert avatar.consent is not None and studio.details.said().date == avatar.consent.date
    assert studio.details.said().consent == SAID.consent and studio.easel.draft.frame == avatar.frame
    studio.show_page("cutout")
    qtbot.waitUntil(lambda: studio.easel.alpha is not None, timeout=_LONG_MS)
    corner = studio.brush.picture_rect().topLeft() + QPointF(40, 40)
    drag(studio, corner, corner + QPointF(30, 0))
    studio.show_page("picture")
    studio.crop.setFocus()
    QTest.keyClick(studio.crop, Qt.Key.Key_Minus)
    QTest.keyClick(studio.crop, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: studio.easel.judged, timeout=_LONG_MS)
    assert studio.save_button.text() == "Save"
    QTest.mouseClick(studio.save_button, _LEFT)
    qtbot.waitUntil(lambda: "is changed" in window.messages.words, timeout=_LONG_MS)
    changed = find_avatar(avatar.id)
    assert changed.touch is not None and (load_touch(changed.touch) == 255).any()
    assert load_picture(changed.picture).shape != before.shape or (load_picture(changed.picture) != before).any()
    QTest.mouseClick(window.messages.action, _LEFT)
    qtbot.waitUntil(lambda: find_avatar(avatar.id).touch is None, timeout=_LONG_MS)
    np.testing.assert_array_equal(load_picture(find_avatar(avatar.id).picture), before)


class Watch:
    """Notes when the portrait on show changes, and how bright it is."""

    def __init__(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times_s: list[float] = []
        self.means: list[float] = []
        self.newest: NDArray[np.uint8] | None = None
        show = window.preview.avatar.show_picture

        def note(picture: NDArray[np.uint8] | None) -> None:
            assert picture is not None, "the preview was emptied"
            self.times_s.append(time.perf_counter())
            self.means.append(float(picture[::8, ::8].mean()))
            self.newest = picture
            show(picture)

        monkeypatch.setattr(window.preview.avatar, "show_picture", note)

    def like(self, picture: NDArray[np.uint8]) -> float:
        """Return how far the upper corners, where nothing moves, are from a picture's; 255 for another aspect."""
        newest = self.newest
        if newest is None or abs(newest.shape[1] / newest.shape[0] - picture.shape[1] / picture.shape[0]) > 0.02:
            return 255.0
        one, other = (cv2.resize(image, (96, 96), interpolation=cv2.INTER_AREA) for image in (newest, picture))
        away = np.abs(one.astype(int) - other)[2:24]
        return float((away[:, 2:20].mean() + away[:, -20:-2].mean()) / 2)


@pytest.mark.alone
def test_from_a_dropped_photo_to_the_live_avatar_without_a_dark_moment(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "my friend.png"
    Image.fromarray(grace_hopper()[20:560, ::-1]).save(photo)
    window = open_window(SYNTHETIC, real=True)
    go_live(qtbot, window)
    qtbot.wait(300)
    watch = Watch(window, monkeypatch)
    dropped_s = time.perf_counter()
    drop(window, photo)
    card = asked(qtbot, window)
    QTest.mouseClick(card.answers["self"], _LEFT)
    qtbot.waitUntil(lambda: window.model.settings.avatar == "my-friend", timeout=_LONG_MS)
    picture = load_picture(find_avatar("my-friend").picture)
    qtbot.waitUntil(lambda: watch.like(picture) < 6.0, timeout=_LONG_MS)
    took_s = time.perf_counter() - dropped_s
    assert took_s < (6.0 if longest_pause_s() <= 0.1 else 20.0)  # 1.1 s on an idle machine, more in a busy suite
    draft = draft_of_avatar(find_avatar("my-friend"), create_face_engine())
    smaller = reframed(draft, fit(replace(draft.frame, width=480, height=440), draft.size), create_face_engine())
    changed = load_picture(update_avatar("my-friend", smaller, replace(SAID, name="My friend")).picture)
    window.avatars.redraw("my-friend")
    qtbot.waitUntil(lambda: watch.like(changed) < 6.0, timeout=_LONG_MS)  # what was edited is live without a restart
    assert window.model.settings.avatar == "my-friend"
    assert min(watch.means) > 0.3 * float(np.median(watch.means)), "no picture was dark"


@pytest.mark.alone
def test_avatars_are_switched_live_without_a_gap_or_a_black_picture(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(Settings(camera="synthetic"), real=True)
    go_live(qtbot, window)
    ids = window.avatars.ids
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):  # prepares both, as a first visit or the preparation in the background
        QTest.keyClick(window, key)
        qtbot.waitUntil(lambda: window.model.status.avatar == window.model.settings.avatar, timeout=_LONG_MS)
    qtbot.wait(500)
    watch = Watch(window, monkeypatch)
    qtbot.wait(1500)
    usual_s = float(np.diff(watch.times_s).max())  # other programs may take the processor
    switched_s: list[float] = []
    for place in (0, 1, 0):
        begun_s = time.perf_counter()
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_1 + place))
        qtbot.waitUntil(lambda: window.model.status.avatar == window.model.settings.avatar, timeout=_LONG_MS)
        switched_s.append(time.perf_counter() - begun_s)
        assert window.model.settings.avatar == ids[place]
        qtbot.wait(400)
    assert float(np.diff(watch.times_s).max()) < max(0.15, 3 * usual_s)
    assert min(watch.means) > 0.5 * float(np.median(watch.means)), "no picture was dark"
    assert min(switched_s) < max(0.15, 5 * usual_s), "what was taken before lies ready"
