"""The easel: one history for frame and brush; quality and cut-out follow, and never belong to an older frame."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.avatar import Draft, draft_of
from app.avatar.touch import Stroke
from app.ui.avatar_studio import easel as easels
from app.ui.avatar_studio.easel import Easel
from app.ui.background import Background
from models.engines import create_face_engine
from tests.support.faces import grace_hopper


@cache
def _draft() -> Draft:
    scene = np.full((1300, 1900, 3), 100, np.uint8)
    scene[380:980, 700:1212] = grace_hopper()
    return draft_of(scene, create_face_engine(), "Grace", "a museum")


class Later:
    """A background whose work is done when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[], Any], Callable[[Any], None]]] = []

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: object, lane: str) -> None:
        self.waiting.append((work, done))

    def do(self) -> None:
        """Do what waits, the oldest first."""
        while self.waiting:
            work, done = self.waiting.pop(0)
            done(work())


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def easel(qtbot: QtBot, later: Later, monkeypatch: pytest.MonkeyPatch) -> Easel:
    monkeypatch.setattr(easels, "_JUDGE_MS", 0)
    owner = QObject()
    made = Easel(_draft(), cast(Background, later), owner)
    made.owner = owner  # type: ignore[attr-defined]  # it lives as long
    made._judge_timer.setInterval(0)
    return made


def test_dragging_is_one_step_and_turning_back_brings_the_size_back(easel: Easel) -> None:
    first = easel.draft.frame
    for step in range(1, 5):
        easel.set_frame(replace(first, x=first.x + 10 * step), final=step == 4)
    moved = easel.draft.frame
    for angle in (10.0, 25.0, 40.0, 0.0):
        easel.turn_to(angle)
    assert easel.draft.frame == moved
    easel.turn_to(30.0)
    easel.undo()
    assert easel.draft.frame == moved
    easel.undo()
    assert easel.draft.frame == first
    assert not easel.can_undo
    easel.redo()
    easel.redo()
    assert easel.draft.frame.angle_deg == 30.0
    assert not easel.can_redo


def test_pieces_of_a_stroke_are_one_step_and_a_new_one_ends_what_could_be_redone(easel: Easel) -> None:
    blank = easel.touch.copy()
    for x in (500.0, 540.0, 580.0):
        easel.stroke(Stroke(((x, 600.0), (x + 40, 600.0)), 20, add=True), final=x == 580.0)
    drawn = easel.touch.copy()
    assert (drawn == 255).any()
    easel.undo()
    np.testing.assert_array_equal(easel.touch, blank)
    easel.redo()
    np.testing.assert_array_equal(easel.touch, drawn)
    easel.clear_strokes()
    np.testing.assert_array_equal(easel.touch, blank)
    easel.undo()
    np.testing.assert_array_equal(easel.touch, drawn)
    easel.stroke(Stroke(((900.0, 600.0),), 20, add=False))
    assert not easel.can_redo


def test_the_quality_is_that_of_the_newest_frame_only(qtbot: QtBot, easel: Easel, later: Later) -> None:
    first = easel.draft.quality
    easel.set_frame(replace(easel.draft.frame, width=900, height=620))
    qtbot.waitUntil(lambda: len(later.waiting) == 1)
    easel.set_frame(replace(easel.draft.frame, width=800, height=550))
    old = later.waiting.pop(0)
    old[1](old[0]())
    assert (easel.judged, easel.draft.quality is first) == (False, True)
    qtbot.waitUntil(lambda: len(later.waiting) == 1)
    later.do()
    assert (easel.judged, easel.draft.quality is first) == (True, False)


def test_the_cut_out_is_found_once_for_each_frame(easel: Easel, later: Later) -> None:
    easel.find_matte()
    easel.find_matte()
    assert len(later.waiting) == 1
    later.do()
    alpha = easel.alpha
    assert alpha is not None
    height, width = alpha.shape
    assert width / height == pytest.approx(easel.draft.frame.width / easel.draft.frame.height, rel=0.01)
    assert alpha[height // 2, width // 2] > 0.9
    assert alpha[4, 4] < 0.1
    easel.set_frame(replace(easel.draft.frame, x=easel.draft.frame.x + 30))
    easel.find_matte()
    easel.close()
    later.do()
    assert easel.alpha is None, "what comes after the end is not taken"
