"""The user is guided to a good calibration, is told when he sits otherwise, and decides himself."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import calibrations
from app.session_status import CalibrationStatus
from app.settings import Settings
from app.stages.picture.coach import Advice
from app.stages.picture.drift import Drift
from app.ui.coach import drift_offer
from app.ui.coach.coach_picture import CoachPicture
from app.ui.coach.coach_words import CoachWords
from app.ui.main_window import MainWindow
from app.ui.session_model import Phase
from models.abilities import Calibration
from tests.gui.conftest import OpenWindow, Stage, close, snapshot
from tests.support.fake_session import FakeSession

CHOSEN = CalibrationStatus(state="chosen", score=82, live_score=90)


def live(qtbot: QtBot, window: MainWindow, stage: Stage) -> FakeSession:
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING)
    return stage.sessions[-1]


def tell(qtbot: QtBot, window: MainWindow, session: FakeSession, calibration: CalibrationStatus) -> None:
    session.set(calibration=calibration)
    qtbot.waitUntil(lambda: window.model.status.calibration == calibration)


def test_the_coach_guides_in_words_and_picture_until_all_is_well(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window(Settings(camera="/dev/video7"))
    assert window.coach.isHidden() and window.calibration.title.text() == "Starts by itself"
    QTest.keyClick(window, Qt.Key.Key_F6)
    session = live(qtbot, window, stage)
    for advice, title in (
        ("come", "Come into the picture"),
        ("nearer", "Come nearer"),
        ("light", "More light"),
        ("turn_left", "Turn a little to your left"),
        ("mouth", "Close your mouth"),
        ("eyes", "Open your eyes"),
    ):
        tell(qtbot, window, session, CalibrationStatus("choosing", advice=(advice,), live_score=30))
        assert window.coach.isVisible() and window.coach.title == title == window.calibration.title.text()
        assert window.coach.picture.advice == advice == window.calibration.picture.advice
        snapshot(window, f"calibration-{advice}")
    assert window.coach.accessibleName() == "Open your eyes" and window.calibration.quality.value() == 30
    tell(qtbot, window, session, CalibrationStatus("choosing", live_score=85))
    assert window.coach.title == "Hold still for a moment" == window.calibration.title.text()
    tell(qtbot, window, session, CHOSEN)
    assert window.coach.title == "Calibrated: very good" and window.coach.picture.advice == ""
    assert window.calibration.state.text() == "Calibrated: very good" and window.calibration.quality.value() == 90
    snapshot(window, "calibration-good")
    qtbot.waitUntil(window.coach.isHidden, timeout=5000)
    tell(qtbot, window, session, replace(CHOSEN, advice=("mouth",), live_score=20))
    assert window.coach.isHidden(), "who speaks after a good calibration is left alone"
    assert window.calibration.title.text() == "Close your mouth", "the panel still says what would help"
    QTest.keyClick(window, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: ("calibrate",) in session.orders)


def test_a_drift_is_told_once_and_a_calibration_is_only_offered(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drift_offer, "_PAUSE_S", 0.0)
    window = open_window(Settings(camera="/dev/video7"))
    session = live(qtbot, window, stage)
    tell(qtbot, window, session, CHOSEN)
    tell(qtbot, window, session, replace(CHOSEN, drift="nearer"))
    qtbot.waitUntil(lambda: window.messages.words.startswith("You sit nearer than at the calibration."))
    assert window.messages.action.text() == "Calibrate" and ("calibrate",) not in session.orders
    snapshot(window, "calibration-drift")
    window.messages.dismiss()
    tell(qtbot, window, session, replace(CHOSEN, drift="moved"))
    assert not window.messages.isVisible(), "still the same matter"
    tell(qtbot, window, session, CHOSEN)
    tell(qtbot, window, session, replace(CHOSEN, drift="moved"))
    qtbot.waitUntil(lambda: window.messages.words.startswith("You sit elsewhere"))
    QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("calibrate",) in session.orders)


def test_what_is_remembered_is_said_and_both_switches_are_kept(
    qtbot: QtBot, open_window: OpenWindow, stage: Stage
) -> None:
    window = open_window(Settings(camera="/dev/video7"))
    session = live(qtbot, window, stage)
    tell(qtbot, window, session, replace(CHOSEN, state="remembered", score=60))
    assert window.calibration.state.text() == "Calibrated as last time: good"
    QTest.mouseClick(window.calibration.remember.switch, Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.calibration.watch.switch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not session.settings.remember_calibration and not session.settings.watch_calibration)
    key = calibrations.Key("cam", "ada", "landmark", False)
    calibrations.save(key, Calibration(np.ones((478, 3), np.float32), (640, 480), np.zeros(0, np.float32)))
    QTest.mouseClick(window.calibration.forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.messages.words.startswith("Forgotten: the calm face of 1"))
    assert calibrations.load(key) is None
    QTest.mouseClick(window.messages.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: calibrations.load(key) is not None)
    close(qtbot, window)


def test_a_film_is_not_coached(qtbot: QtBot, open_window: OpenWindow, stage: Stage) -> None:
    window = open_window(Settings(camera="demo"))
    session = live(qtbot, window, stage)
    tell(qtbot, window, session, CalibrationStatus("choosing", advice=("mouth",), drift="moved"))
    assert window.coach.isHidden() and not window.messages.words.startswith("You sit")
    assert window.calibration.title.text() == "A film drives the portrait"


def test_arrows_point_as_the_user_sees_himself(qtbot: QtBot) -> None:
    picture = CoachPicture(64)
    qtbot.addWidget(picture)
    picture.show_advice("left")
    picture.show()

    def marks() -> float:
        """Middle column of what is drawn in the warning colour."""
        image = picture.grab().toImage()
        columns = [x for x in range(64) for y in range(64) if image.pixelColor(x, y).red() > 200]
        return sum(columns) / len(columns)

    for mirror_input, mirror_preview, side in (
        (False, True, -1),
        (True, True, 1),
        (False, False, 1),
        (True, False, -1),
    ):
        picture.follow(Settings(mirror_input=mirror_input, mirror_preview=mirror_preview))
        assert side * (marks() - 32) > 15


def test_every_advice_and_drift_has_its_own_words_and_picture(qtbot: QtBot) -> None:
    words, picture = CoachWords(), CoachPicture(64)
    qtbot.addWidget(picture)
    picture.show()
    titles, drawn = set(), set()
    for name in ("", *map(str, Advice)):
        titles.add(words.advice(name)[0])
        picture.show_advice(name)
        drawn.add(bytes(picture.grab().toImage().constBits()))
        snapshot(picture, f"coach-{name or 'good'}")
    assert len(titles) == len(drawn) == len(Advice) + 1
    assert len({words.drift(str(one)) for one in Drift if one}) == len(Drift) - 1
