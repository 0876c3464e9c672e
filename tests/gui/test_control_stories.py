"""The user sets how the portrait moves and stands, live; the session follows, and the window comes back as it was."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.picture_cutout import GREEN
from app.portrayal import motion_of
from app.settings import Settings, load_settings
from app.ui.main_window import MainWindow
from app.ui.parts.slider_row import SliderRow
from app.ui.session_model import Phase
from tests.gui.conftest import OpenWindow, Stage, close, snapshot
from tests.support.fake_session import FakeSession


def live(qtbot: QtBot, window: MainWindow, stage: Stage) -> FakeSession:
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    return stage.sessions[-1]


def slide(row: SliderRow, value: float) -> None:
    """Bring the slider to a number as a drag does."""
    row.slider.setValue(round(value / row._step))


def pick(box: QComboBox, data: object) -> None:
    """Choose from a list as a user does."""
    index = next(i for i in range(box.count()) if box.itemData(i) == data)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_each_part_of_the_face_has_its_strength_live(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F6)
    session = live(qtbot, window, stage)
    assert not window.motion.regions["eyes"].isVisible()
    QTest.mouseClick(window.motion.fold.button, Qt.MouseButton.LeftButton)
    snapshot(window, "controls-motion")
    slide(window.motion.regions["eyes"], 0.0)
    slide(window.motion.regions["mouth"], 1.6)
    slide(window.motion.smoothing, 0.5)
    qtbot.waitUntil(lambda: session.settings.eyes_strength == 0.0 and session.settings.mouth_strength == 1.6)
    assert session.settings.head_strength == 1.0 and session.settings.smoothing == 0.5
    assert window.motion.regions["mouth"].value_words.text() == "160 %"
    row = window.motion.regions["eyes"]
    QTest.mouseDClick(row.slider, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.settings.eyes_strength == 1.0)
    window.model.change(engine="fomm")
    assert not row.isEnabled() and window.motion.region_hint.isVisible(), "one word why, instead of nothing"
    assert window.motion.strength.isEnabled() and window.motion.smoothing.isEnabled()
    snapshot(window, "controls-motion-fomm")
    window.model.change(engine="landmark")
    close(qtbot, window)
    again = open_window(load_settings())
    assert again.motion.regions["mouth"].value == pytest.approx(1.6) and again.motion.smoothing.value == 0.5


def test_the_size_of_the_head_is_kept_by_one_switch(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F6)
    session = live(qtbot, window, stage)
    row = window.motion.keep_size
    assert row.isVisible() and not row.switch.isChecked() and row.switch.accessibleName()
    QTest.mouseClick(row.switch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.settings.keep_size)
    assert motion_of(session.settings).keep_size
    QTest.mouseClick(row.switch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not session.settings.keep_size)
    chosen = row.toolTip()
    window.model.change(engine="fomm")
    assert row.switch.isChecked() and not row.isEnabled(), "this engine never changes it"
    assert row.toolTip() and row.toolTip() != chosen
    assert not window.model.settings.keep_size, "what is shown is not what was chosen"
    snapshot(window, "controls-size-fomm")


def test_framing_is_set_and_undone_with_one_click(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F6)
    session = live(qtbot, window, stage)
    framing = window.framing
    framing.place.open()
    assert not framing.reset.isEnabled()
    slide(framing.zoom, 1.5)
    slide(framing.across, -0.2)
    QTest.mouseClick(framing.follow.switch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.settings.follow_head)
    assert (session.settings.zoom, session.settings.offset_x) == (1.5, -0.2)
    pick(framing.size_picker, (720, 1280))
    qtbot.waitUntil(lambda: (session.settings.width, session.settings.height) == (720, 1280))
    QTest.mouseClick(framing.reset, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.settings.zoom == 1.0)
    assert not session.settings.follow_head and session.settings.offset_x == 0.0 and not framing.reset.isEnabled()
    window.model.change(width=800, height=600)  # from the command line
    assert framing.size_picker.currentText() == "800 × 600"


def test_every_background_can_be_chosen(qtbot: QtBot, open_window: OpenWindow, stage: Stage, tmp_path: Path) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F6)
    session = live(qtbot, window, stage)
    panel = window.backdrop
    for kind, value in (("blur", "blur"), ("green", GREEN), ("transparent", "transparent"), ("keep", "keep")):
        pick(panel.picker, kind)
        qtbot.waitUntil(lambda value=value: session.settings.background == value)  # type: ignore[misc]
        assert panel.picker.currentData() == kind and not panel.more.isVisible()
        if kind == "transparent":
            assert "green" in panel.hint.text()
            snapshot(window, "controls-background")
    pick(panel.picker, "colour")
    qtbot.waitUntil(lambda: session.settings.background.startswith("#"))
    assert panel.more.isVisible()
    pick(panel.picker, "picture")  # none is known: the choice stays where it is until there is one
    assert panel.picker.currentData() == "colour" and panel.dialog is not None
    panel.dialog.close()
    photo = tmp_path / "sky.png"
    cv2.imencode(".png", np.full((60, 80, 3), 200, np.uint8))[1].tofile(photo)
    panel.take_picture(str(photo))
    assert panel.picker.currentData() == "picture" and panel.hint.text() == "sky.png"
    qtbot.waitUntil(lambda: session.settings.background == str(photo))


def test_a_screenshot_keeps_the_transparency(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, tmp_path: Path
) -> None:
    window = open_window(Settings(background="transparent", recordings=str(tmp_path)))
    live(qtbot, window, stage)
    qtbot.waitUntil(lambda: window.preview.avatar.picture is not None and window.preview.avatar.words == "")
    matte = np.zeros((512, 512), np.uint8)
    matte[100:400, 100:400] = 255
    window.preview.matte = matte
    window.commands.screenshot()
    qtbot.waitUntil(lambda: any(tmp_path.glob("*.png")) and "Saved" in window.messages.words)
    saved = cv2.imdecode(np.fromfile(next(tmp_path.glob("*.png")), np.uint8), cv2.IMREAD_UNCHANGED)
    assert saved is not None and saved.shape == (512, 512, 4) and (saved[..., 3] == matte).all()


def test_avatarifys_keys_move_the_camera_window_and_never_out_of_the_picture(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window(Settings(keys="avatarify", follow_face=True))
    session = live(qtbot, window, stage)
    key, shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier
    for _ in range(4):
        QTest.keyClick(window, key.Key_W)
    QTest.keyClick(window, key.Key_S)
    settings = window.model.settings
    assert settings.crop == pytest.approx(0.85) and not settings.follow_face, "a key takes over from following"
    for one in (key.Key_H, key.Key_J):
        QTest.keyClick(window, one)
    QTest.keyClick(window, key.Key_K, shift)
    settings = window.model.settings
    assert settings.crop_x == pytest.approx(-4 / 640, abs=1e-3) and settings.crop_y == pytest.approx(-5 / 640, abs=1e-3)
    for _ in range(30):
        QTest.keyClick(window, key.Key_U)
    assert window.model.settings.crop_y == pytest.approx(0.075), "clamped to the picture, and kept so"
    assert window.cameras.crop.zoom.value == pytest.approx(1.2, abs=0.03) and window.cameras.crop.across.isVisible()
    snapshot(window, "controls-crop")
    QTest.keyClick(window, key.Key_Z, shift)
    qtbot.waitUntil(lambda: session.settings.crop == 1.0)
    assert (window.model.settings.crop_x, window.model.settings.crop_y) == (0.0, 0.0)
    before = window.model.settings.self_view_opacity
    QTest.keyClick(window, key.Key_C)
    assert window.model.settings.self_view_opacity > before, "Z and C are the overlay's"


def test_the_three_mirrors_are_apart(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F6)
    session = live(qtbot, window, stage)
    for name in ("input", "preview", "output"):
        before = session.settings
        QTest.mouseClick(getattr(window.motion, f"mirror_{name}").switch, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: session.settings is not before)  # noqa: B023 - asked at once
        changed = {n for n in before.__dataclass_fields__ if getattr(before, n) != getattr(session.settings, n)}
        assert changed == {f"mirror_{name}"}
