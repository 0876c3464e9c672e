"""Which portraits lie ready after which hints."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from app.live import ready, ready_portraits
from app.live.ready_portraits import AHEAD, MOST, ReadyPortraits
from app.profiles import Profiles, save_profiles
from app.settings import Settings

HERE = Settings(avatar="here")


class _Workshop:
    """Makes texts instead of portraits."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.analysed: list[str] = []
        self.busy = threading.Event()
        self.known: set[str] = set()
        self.hold: dict[str, threading.Event] = {}

    def make(self, settings: Settings) -> Any:  # noqa: ANN401 - stands in for an engine
        """Make one, as long as it is held up."""
        self.made.append(settings.avatar)
        if settings.avatar in self.hold:
            assert self.hold[settings.avatar].wait(10.0)
        return f"portrait of {settings.avatar}"


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch) -> _Workshop:
    workshop = _Workshop()
    for name in ("FIRST_PAUSE_S", "PAUSE_S", "BUSY_PAUSE_S", "LAY_BY_PAUSE_S"):
        monkeypatch.setattr(ready, name, 0.005)
    monkeypatch.setattr(ready_portraits, "make_engine", workshop.make)
    monkeypatch.setattr(ready_portraits, "analyse", lambda settings: workshop.analysed.append(settings.avatar))
    monkeypatch.setattr(ready_portraits, "is_known", lambda settings: settings.avatar in workshop.known)
    monkeypatch.setattr(ready_portraits, "portrait_key", lambda settings: (settings.avatar, settings.size))
    return workshop


@pytest.fixture
def portraits(workshop: _Workshop) -> Iterator[ReadyPortraits]:
    portraits = ReadyPortraits(workshop.busy.is_set)
    yield portraits
    assert portraits.close(5.0) == []


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it did not happen in time")


def _ready(portraits: ReadyPortraits, names: str) -> str:
    return "".join(name for name in names if portraits.has(replace(HERE, avatar=name)))


def _profiles(names: str, current: str = "") -> None:
    profiles = Profiles()
    for name in names:
        profiles = profiles.add(f"P {name}", replace(HERE, avatar=name))
    at = {one.settings.avatar: one.id for one in profiles.all}
    save_profiles(replace(profiles, current=at.get(current, "")))


def test_what_is_pointed_at_comes_first_then_near_profiles_then_what_keys_reach(
    workshop: _Workshop, portraits: ReadyPortraits
) -> None:
    _profiles("ABCDEF", current="C")
    portraits.foresee(HERE, ["n", "p", "1", "2"], pointed="x")
    _until(lambda: len(workshop.made) == AHEAD and len(workshop.analysed) == 7)
    assert workshop.made == ["x", "C", "B", "D"]
    assert workshop.analysed == ["A", "n", "p", "1", "2", "E", "F"], "for those there is no room, but the disk"
    assert _ready(portraits, "xABCDEFnp12") == "xBCD"


def test_the_newest_hint_counts_and_what_is_there_is_not_made_again(
    workshop: _Workshop, portraits: ReadyPortraits
) -> None:
    workshop.busy.set()
    portraits.foresee(HERE, ["a", "b"], pointed="c")
    threading.Event().wait(0.05)
    assert not workshop.made, "the machine has other things to do"
    portraits.foresee(HERE, ["b", "d"], pointed="b")
    workshop.busy.clear()
    _until(lambda: workshop.made == ["b", "d"])
    portraits.foresee(HERE, ["d", "b", "e"], pointed="here")
    _until(lambda: workshop.made == ["b", "d", "e"])
    assert _ready(portraits, "abcde") == "bde"


def test_a_busy_machine_makes_only_what_takes_no_time(
    workshop: _Workshop, portraits: ReadyPortraits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready, "BUSY_PAUSE_S", 60.0)
    workshop.busy.set()
    workshop.known.add("b")
    portraits.foresee(HERE, ["a", "b", "c"])
    _until(lambda: _ready(portraits, "abc") == "b")
    portraits.foresee(HERE, ["c", "b"], pointed="d")
    threading.Event().wait(0.05)
    assert workshop.made == ["b"]
    workshop.known.add("d")
    portraits.foresee(HERE, ["c", "b"], pointed="d")  # a new hint does not wait until the old pause is over
    _until(lambda: _ready(portraits, "abcd") == "bd")


def test_what_is_in_use_is_not_made_a_second_time(workshop: _Workshop, portraits: ReadyPortraits) -> None:
    engine = portraits.take(HERE)
    portraits.foresee(replace(HERE, avatar="other"), ["here", "a"])
    _until(lambda: portraits.has(replace(HERE, avatar="a")))
    assert workshop.made == ["here", "a"]
    portraits.give_back(HERE, engine)
    assert portraits.take(HERE) is engine


def test_memory_is_bounded_and_what_is_expected_outlives_what_was_left(
    workshop: _Workshop, portraits: ReadyPortraits
) -> None:
    portraits.foresee(HERE, list("abcdefg"))
    _until(lambda: _ready(portraits, "abcdefg") == "abcd")
    for name in "xyz":
        left = replace(HERE, avatar=name)
        portraits.give_back(left, portraits.take(left))
    assert _ready(portraits, "abcdefgxyz") == "abcdz"
    assert len(_ready(portraits, "abcdefgxyz")) == MOST


def test_what_is_just_being_made_is_waited_for(workshop: _Workshop, portraits: ReadyPortraits) -> None:
    workshop.hold["a"] = threading.Event()
    portraits.foresee(HERE, pointed="a")
    _until(lambda: workshop.made == ["a"])
    threading.Timer(0.1, workshop.hold["a"].set).start()
    assert str(portraits.take(replace(HERE, avatar="a"))) == "portrait of a"
    assert workshop.made == ["a"], "it was not made twice"


def test_another_size_is_another_portrait(workshop: _Workshop, portraits: ReadyPortraits) -> None:
    portraits.foresee(HERE, ["a"])
    _until(lambda: workshop.made == ["a"])
    smaller = replace(HERE, width=640, height=480)
    portraits.foresee(smaller, ["a"])
    _until(lambda: portraits.has(replace(smaller, avatar="a")))
    assert workshop.made == ["a", "a"]
