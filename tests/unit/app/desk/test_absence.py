"""Absence without a window: what is paused when, and what is told."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.desk.absence import Absence
from app.live.screen_lock import ScreenLock
from app.live.sleep_clock import SleepClock
from app.settings import Settings


class Desk:
    """A performance, a screen and a clock in our hands."""

    def __init__(self, when_away: str, patch: pytest.MonkeyPatch) -> None:
        patch.setattr("app.desk.absence._EVERY_S", 0.0)
        self.locked, self.asleep_s, self.told = False, 0.0, list[str]()
        settings = Settings(when_away=when_away)
        self.performer: Any = SimpleNamespace(settings=settings, state="running", paused=False, pause=self._pause)
        lock, clock = ScreenLock(lambda: self.locked), SleepClock(lambda: self.asleep_s)
        self._absence = Absence(self.performer, self.told.append, lock, clock)

    def _pause(self, on: bool) -> None:
        self.performer.paused = on

    def look(self, *, locked: bool | None = None, slept_s: float = 0.0) -> bool:
        """Look at a screen that is locked, or not, after so much sleep; returns whether it is paused then."""
        self.locked = self.locked if locked is None else locked
        self.asleep_s += slept_s
        self._absence.look()
        return bool(self.performer.paused)


@pytest.mark.parametrize(
    ("when_away", "meanwhile", "after"), [("pause", True, True), ("resume", True, False), ("go on", False, False)]
)
def test_a_locked_screen_pauses_as_the_setting_says(
    when_away: str, meanwhile: bool, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(when_away, monkeypatch)
    assert not desk.look()
    assert desk.look(locked=True) is meanwhile and desk.look() is meanwhile
    assert desk.look(locked=False) is after
    assert len(desk.told) == meanwhile and all("screen was locked" in line for line in desk.told)


def test_sleep_is_noticed_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk("pause", monkeypatch)
    assert desk.look(slept_s=60.0)
    assert "slept" in desk.told[0]


def test_what_the_user_did_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk("resume", monkeypatch)
    desk.performer.paused = True
    assert desk.look(locked=True) and desk.look(locked=False) and not desk.told
    desk.performer.paused = False
    assert desk.look(locked=True)
    desk.performer.paused = False  # goes on from elsewhere
    assert not desk.look() and not desk.look(locked=False) and not desk.told
