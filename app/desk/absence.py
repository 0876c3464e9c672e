"""Absence: without a window, too, nothing leaves while the screen is locked or the computer sleeps."""

import time
from collections.abc import Callable

from app.desk.performer import Performer
from app.live.away import Away
from app.live.screen_lock import ScreenLock
from app.live.sleep_clock import SleepClock

__all__ = ["Absence"]

_EVERY_S = 1.0
_HOW_ON = "go on with `likeness ctl resume`"


class Absence:
    """Looks now and then, and pauses a performance meanwhile as `Settings.when_away` says."""

    def __init__(
        self,
        performer: Performer,
        tell: Callable[[str], None],
        lock: ScreenLock | None = None,
        clock: SleepClock | None = None,
    ) -> None:
        """Watch over a performance; `tell` is given one line whenever something was done."""
        self._performer, self._tell = performer, tell
        self._lock, self._clock = lock or ScreenLock(), clock or SleepClock()
        self._rule, self._locked, self._looked_s = Away(), False, float("-inf")

    def look(self) -> None:
        """Look if it is a second since the last time; on the thread of the performer."""
        if time.monotonic() - self._looked_s < _EVERY_S:
            return
        self._looked_s = time.monotonic()
        if not self._performer.paused:
            self._rule.forget()
        if self._clock.slept():
            self._begin("asleep")
            self._end("asleep", "the computer slept")
        locked = self._lock.locked()
        if locked != self._locked:
            self._locked = locked
            if locked:
                self._begin("locked")
            else:
                self._end("locked", "the screen was locked")

    def _begin(self, reason: str) -> None:
        performer = self._performer
        live = performer.state in ("starting", "running")
        if self._rule.begins(reason, performer.settings, live=live, paused=performer.paused):
            performer.pause(True)

    def _end(self, reason: str, what: str) -> None:
        if not self._rule.ends(reason):
            return
        if self._performer.settings.when_away == "resume":
            self._performer.pause(False)
            self._tell(f"paused while {what}; others see and hear the avatar again")
        else:
            self._tell(f"paused while {what}; nothing has left since; {_HOW_ON}")
