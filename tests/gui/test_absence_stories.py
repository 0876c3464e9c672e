"""The user goes away: what others see and hear while the screen is locked or the computer sleeps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from app.live.screen_lock import ScreenLock
from app.live.sleep_clock import SleepClock
from app.settings import Settings
from app.ui.away.absence import Absence
from app.ui.away.screen_watch import ScreenWatch
from app.ui.main_window import MainWindow
from app.ui.session_model import Phase
from tests.gui.conftest import OpenWindow, Stage, snapshot
from tests.support.fake_logind import SESSION_ID, Logind, logind


@pytest.fixture(scope="module")
def service() -> Iterator[Logind]:
    with logind() as found:
        yield found


@dataclass
class Desk:
    """A window with its watch, on a bus of its own.

    Attributes:
        asleep_s: for how long the computer has slept, as its clocks say.
    """

    window: MainWindow
    stage: Stage
    watch: ScreenWatch
    qtbot: QtBot
    asleep_s: list[float]

    def is_paused(self) -> bool:
        """What the window shows and what the session was told, which must be the same in the end."""
        shown = self.window.model.voice.paused
        self.qtbot.waitUntil(lambda: self._told() == shown, timeout=5000)
        assert self.window.panic_bar.isVisible() == shown
        return shown

    def _told(self) -> Any:  # noqa: ANN401 - what a fake session remembers
        orders = [order[1] for order in self.stage.sessions[-1].orders if order[0] == "pause"]
        return orders[-1] if orders else False

    def until(self, paused: bool) -> None:
        """Wait until it is paused, or not."""
        self.qtbot.waitUntil(lambda: self.window.model.voice.paused == paused, timeout=5000)
        assert self.is_paused() == paused


@pytest.fixture
def desk(
    open_window: OpenWindow, stage: Stage, service: Logind, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("XDG_SESSION_ID", SESSION_ID)
    bus = QDBusConnection.connectToBus(service.address, "watch")
    window, asleep_s = open_window(Settings(camera="synthetic")), [0.0]
    watch = ScreenWatch(window, system=bus, desktop=bus, clock=SleepClock(lambda: asleep_s[0]))
    Absence(window.model, watch, window)
    window.model.start()
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING, timeout=15_000)
    yield Desk(window, stage, watch, qtbot, asleep_s)
    QDBusConnection.disconnectFromBus("watch")


@pytest.mark.parametrize(
    ("gone", "back", "words"),
    [("lock", "unlock", "locked"), ("hint on", "hint off", "locked"), ("saver on", "saver off", "locked"),
     ("sleep", "wake", "slept")],
)  # fmt: skip
def test_away_is_paused_and_it_stays_so_until_the_user_goes_on(
    desk: Desk, service: Logind, gone: str, back: str, words: str
) -> None:
    assert not desk.is_paused()
    service.say(gone)
    desk.until(paused=True)
    service.say(back)
    desk.qtbot.waitUntil(lambda: words in desk.window.messages.words, timeout=5000)
    assert desk.is_paused() and "Go on when you are ready" in desk.window.messages.words
    snapshot(desk.window, f"away-{words}")
    desk.window.panic_bar.go_on.click()
    desk.until(paused=False)


def test_with_the_setting_it_goes_on_by_itself_or_is_never_paused(desk: Desk, service: Logind) -> None:
    desk.window.model.change(when_away="resume")
    for order in ("lock", "sleep", "wake"):  # the lid is closed
        service.say(order)
        desk.until(paused=True)
    service.say("unlock")
    desk.until(paused=False)
    desk.qtbot.waitUntil(lambda: "again" in desk.window.messages.words, timeout=5000)
    desk.window.model.change(when_away="go on")
    with desk.qtbot.waitSignal(desk.watch.locked, timeout=5000):
        service.say("lock")
    assert not desk.is_paused()


def test_what_the_user_has_paused_stays_so_and_another_users_screen_is_not_ours(desk: Desk, service: Logind) -> None:
    service.say("another's lock")
    desk.window.model.change(when_away="resume")
    desk.window.actions_["panic"].trigger()
    desk.until(paused=True)
    for order in ("lock", "unlock"):
        with desk.qtbot.waitSignal(desk.watch.locked, timeout=5000):
            service.say(order)
    assert desk.is_paused()
    desk.window.actions_["panic"].trigger()
    desk.until(paused=False)


def test_a_sleep_that_nobody_told_of_is_seen_by_the_clock_once(desk: Desk, service: Logind) -> None:
    desk.asleep_s[0] += 3600.0
    desk.until(paused=True)
    desk.qtbot.waitUntil(lambda: "slept" in desk.window.messages.words, timeout=5000)
    desk.window.panic_bar.go_on.click()
    desk.until(paused=False)
    service.say("sleep")
    desk.until(paused=True)
    desk.asleep_s[0] += 60.0
    service.say("wake")
    desk.qtbot.waitUntil(lambda: "Go on" in desk.window.messages.words, timeout=5000)
    desk.window.panic_bar.go_on.click()
    desk.until(paused=False)
    desk.qtbot.wait(700)  # longer than between two looks at the clock
    assert not desk.is_paused()


def test_the_choice_is_kept(desk: Desk) -> None:
    desk.window.sync.away.choice.button("resume").click()
    assert desk.window.model.settings.when_away == "resume"


def test_where_nobody_says_so_the_system_is_asked(
    open_window: OpenWindow, stage: Stage, qtbot: QtBot, service: Logind
) -> None:
    window, locked = open_window(Settings(camera="synthetic", when_away="resume")), [False]
    clock, lock = SleepClock(lambda: 0.0), ScreenLock(lambda: locked[0])
    bus = QDBusConnection.connectToBus(service.address, "asked")
    Absence(window.model, ScreenWatch(window, system=bus, desktop=bus, clock=clock, lock=lock), window)
    window.model.start()
    qtbot.waitUntil(lambda: window.model.phase is Phase.RUNNING, timeout=15_000)
    for locked[0] in (True, False):
        qtbot.waitUntil(lambda: window.model.voice.paused == locked[0], timeout=5000)
    QDBusConnection.disconnectFromBus("asked")
