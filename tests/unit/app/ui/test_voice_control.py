"""What is muted stays muted, what lasts is told once, and nothing of the moment outlives the performance."""

from collections.abc import Callable

import pytest

from app.session_status import VoiceStatus
from app.ui import voice_control
from app.ui.message import Level, Message
from app.ui.voice_control import VoiceControl


class _Session:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, bool]] = []

    def mute(self, on: bool) -> None:
        self.told.append(("mute", on))

    def pause(self, on: bool) -> None:
        self.told.append(("pause", on))

    def talk(self, pressed: bool) -> None:
        self.told.append(("talk", pressed))

    def pass_original(self, on: bool) -> None:
        self.told.append(("original", on))

    def watch_likeness(self, on: bool) -> None:
        self.told.append(("watch", on))


@pytest.fixture
def session() -> _Session:
    return _Session()


@pytest.fixture
def control(session: _Session) -> VoiceControl:
    def order(do: Callable[[_Session], None]) -> None:
        do(session)

    return VoiceControl(order)  # type: ignore[arg-type]  # as much of a session as is needed


def test_orders_are_given_once(control: VoiceControl, session: _Session) -> None:
    for on in (True, True, False):
        control.mute(on)
        control.talk(on)
    control.pass_original(True)
    assert session.told == [
        ("mute", True),
        ("talk", True),
        ("mute", False),
        ("talk", False),
        ("original", True),
    ]


def test_after_the_end_only_pause_and_mute_are_left(control: VoiceControl, session: _Session) -> None:
    control.pause(True)
    control.mute(True)
    control.talk(True)
    control.pass_original(True)
    control.end()
    assert (control.paused, control.muted, control.talking, control.original) == (True, True, False, False)
    session.told.clear()
    control.prepare(session)  # type: ignore[arg-type]
    assert session.told == [("pause", True), ("mute", True), ("talk", False)]


def test_who_is_muted_is_muted_again(control: VoiceControl, session: _Session) -> None:
    control.mute(True)
    control.follow(VoiceStatus(state="running", muted=True))
    assert session.told == [("mute", True)]
    control.follow(VoiceStatus(state="running", muted=False))
    assert session.told == [("mute", True)] * 2
    control.mute(False)
    control.follow(VoiceStatus(state="running", muted=True))
    assert session.told[-1] == ("mute", False), "nobody is unmuted who did not ask for it"


def test_a_warning_that_flickers_is_told_once_a_minute(control: VoiceControl, monkeypatch: pytest.MonkeyPatch) -> None:
    time_s = 100.0
    monkeypatch.setattr(voice_control, "now", lambda: time_s)
    told: list[Message] = []
    control.message.connect(told.append)
    loud = VoiceStatus(state="running", warnings=("too loud; turn it down",))
    for _ in range(5):
        control.follow(loud)
        control.follow(VoiceStatus(state="running"))
        time_s += 5.0
    assert told == [Message("too loud", "turn it down", Level.WARNING)]
    time_s += 61.0
    control.follow(loud)
    control.follow(VoiceStatus(state="failed", error="no voice", advice="choose one"))
    assert [message.level for message in told] == [Level.WARNING, Level.WARNING, Level.ERROR]


def test_what_is_watched_is_ordered_once_and_ends_with_the_performance(
    control: VoiceControl, session: _Session
) -> None:
    for on in (True, True, False, True):
        control.watch(on)
    control.end()
    control.watch(False)
    assert session.told == [("watch", True), ("watch", False), ("watch", True)] and not control.watching
