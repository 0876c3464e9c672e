"""Rescue: decides when an engine that hangs or fails is made anew; and the thread that looks at it."""

import logging
import threading
from collections.abc import Callable

from app.child import RestartBudget

log = logging.getLogger(__name__)

HANG_S = 4.0  # far longer than any engine takes for a picture or a block
FAIL_S = 2.0
PATIENCE_S = 15.0  # for a new engine to be made and to do its first item
PAUSE_S = 10.0  # before one that fails again and again is made anew once more
WELL_S = 60.0
LOOK_EVERY_S = 0.25


class Rescue:
    """Looks at one engine; not thread-safe.

    An engine is made anew three times a minute without delay; after that every ten seconds: what fails again and again
    may not take all the time of the machine, nor is it given up.

    Attributes:
        tries: how often it was made anew since it was last well for a while.
    """

    def __init__(self, hang_s: float | None = None, fail_s: float | None = None) -> None:
        """Set how long it may hang, and how long it may fail, in seconds; None: as in this module."""
        self._hang_s, self._fail_s = hang_s or HANG_S, fail_s or FAIL_S
        self._failing_since_s: float | None = None
        self._stuck_before_s = 0.0
        self._asked_s: float | None = None  # when it was to be made anew, until it is well
        self._made_s: float | None = None  # when it was to be made anew last
        self._at_work = False  # the new one is made
        self._well_since_s: float | None = None
        self._budget = RestartBudget()
        self.tries = 0

    def made(self) -> None:
        """The new engine is at work: it still has time for its first item, but none to fail. From any thread."""
        self._failing_since_s, self._at_work = None, True

    def look(self, time_s: float, stuck_s: float, *, failing: bool) -> bool:
        """Return whether it is to be made anew now.

        Args:
            time_s: any clock that only goes forwards.
            stuck_s: how long it has been busy with one item.
            failing: it could not do the last one.
        """
        # after the computer has slept the first look finds a long silence: only the second one tells of a hang
        hangs = min(stuck_s, self._stuck_before_s) >= self._hang_s
        self._stuck_before_s = stuck_s
        self._failing_since_s = (self._failing_since_s or time_s) if failing else None
        failing_s = time_s - self._failing_since_s if self._failing_since_s is not None else 0.0
        if not hangs and failing_s < self._fail_s:
            if not failing and stuck_s < self._hang_s:
                self._asked_s = None
                self._rest(time_s)
            return False
        if self._asked_s is not None and time_s - self._asked_s < PATIENCE_S and (hangs or not self._at_work):
            return False  # it is being made
        if not self._budget.spend(time_s) and self._made_s is not None and time_s - self._made_s < PAUSE_S:
            return False
        self._asked_s, self._at_work, self._well_since_s = time_s, False, None
        self._made_s = time_s
        self.tries += 1
        return True

    def _rest(self, time_s: float) -> None:
        """It is well: after a minute what was before is forgotten."""
        self._well_since_s = self._well_since_s or time_s
        if time_s - self._well_since_s > WELL_S:
            self.tries = 0


class Lookout:
    """A thread that calls a function every quarter of a second until it is stopped."""

    def __init__(self, look: Callable[[], None], every_s: float = LOOK_EVERY_S) -> None:
        self._look, self._every_s = look, every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="session-lookout", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it; may be called twice."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            try:
                self._look()
            except Exception:  # whoever looks after others must not fall
                log.exception("looking after the session failed")
