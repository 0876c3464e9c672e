"""Ready: what was made is used again, what is expected is made ahead, and nothing is in two places."""

import itertools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.avatar import find_avatar
from app.errors import AvatarError
from app.live import ready
from app.live.ready import Ready
from app.live.ready_portraits import portrait_key
from app.settings import Settings


def _named(name: str) -> Settings:
    return Settings(avatar=name)


@pytest.fixture
def made() -> list[str]:
    """What was made, in order."""
    return []


@pytest.fixture
def store(made: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Ready[str]]:
    """A place for three texts."""
    for name in ("FIRST_PAUSE_S", "PAUSE_S", "BUSY_PAUSE_S"):
        monkeypatch.setattr(ready, name, 0.005)
    numbers = itertools.count()

    def make(settings: Settings) -> str:
        if settings.avatar == "broken":
            raise AvatarError("no face", "take another one")
        made.append(settings.avatar)
        return f"{settings.avatar} {next(numbers)}"

    store = Ready("ahead", lambda s: None if s.engine == "fomm" else s.avatar, make, most=3)
    yield store
    assert store.close(5.0) == []


def test_what_was_given_back_is_taken_again(store: Ready[str], made: list[str]) -> None:
    first = store.take(_named("ada"))
    store.give_back(_named("ada"), first)
    assert store.has(_named("ada"))
    assert store.take(_named("ada")) is first
    assert not store.has(_named("ada")) and store.take(_named("ada")) != first, "one thing is never used twice"
    with pytest.raises(AvatarError):
        store.take(_named("broken"))
    assert made == ["ada", "ada"]


def test_what_has_changed_meanwhile_is_not_taken_for_the_new_one() -> None:
    version = ["old"]
    store: Ready[list[str]] = Ready("ahead", lambda s: (s.avatar, version[0]), lambda s: [version[0]], most=3)
    in_use = store.take(_named("ada"))
    version[0] = "new"  # its picture is edited while it is in use
    store.give_back(_named("ada"), in_use)
    assert store.take(_named("ada")) == ["new"]


def test_the_oldest_goes_and_what_must_not_be_kept_is_not(store: Ready[str]) -> None:
    for name in "abcab":
        store.give_back(_named(name), name)
    store.give_back(_named("d"), "d")
    store.give_back(Settings(avatar="x", engine="fomm"), "x")
    assert [name for name in "abcdx" if store.has(_named(name))] == ["a", "b", "d"]


def test_what_is_expected_is_made_while_there_is_time(store: Ready[str], made: list[str]) -> None:
    busy = threading.Event()
    busy.set()
    store.give_back(_named("there"), "there")
    store.expect([_named("broken"), _named("there"), _named("ada"), _named("beyond the most")], busy.is_set)
    assert not made
    busy.clear()
    for _ in range(400):
        if store.has(_named("ada")):
            break
        threading.Event().wait(0.01)
    assert store.take(_named("there")) == "there"
    assert made == ["ada"]
    assert store.take(_named("ada")).startswith("ada")


def test_ending_does_not_wait_for_what_was_expected(made: list[str]) -> None:
    store = Ready("ahead", lambda s: s.avatar, lambda s: made.append(s.avatar), most=3)
    store.expect([_named("ada")])
    assert store.close(2.0) == [] and not made


def test_a_portrait_fits_the_same_picture_in_the_same_size_only(tmp_path: Path) -> None:
    settings = Settings(avatar="grace-hopper")
    key = portrait_key(settings)
    assert key is not None and key == portrait_key(Settings(avatar="grace-hopper", voice="theo", strength=0.2))
    assert key != portrait_key(Settings(avatar="grace-hopper", width=640, height=480))
    assert portrait_key(Settings(avatar="nobody")) is None
    assert portrait_key(Settings(engine="fomm")) is None
    picture = tmp_path / "own.png"
    picture.write_bytes(find_avatar("grace-hopper").picture.read_bytes())
    own = portrait_key(Settings(avatar=str(picture)))
    picture.touch()
    assert own is not None and own != portrait_key(Settings(avatar=str(picture)))


def test_a_thing_that_was_given_up_is_not_taken_for_a_later_one() -> None:
    """Python gives a new object the number of one that is gone."""
    store: Ready[list[str]] = Ready("ahead", lambda s: s.avatar, lambda s: [s.avatar], most=3)
    for name in "abcdefgh":
        store.take(_named(name))  # and dropped, as after a failure
        made = [f"new {name}"]
        store.give_back(_named(f"new {name}"), made)
        assert store.take(_named(f"new {name}")) is made
