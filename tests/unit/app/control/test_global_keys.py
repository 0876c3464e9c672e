"""Keys everywhere: each does its order, on a real X server as with another program at the keyboard."""

import os
import shutil
import subprocess
import sys
import time
import types
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.control.global_keys import GlobalKeys, key_ears, parse_keys, why_not
from app.control.inbox import Inbox, Reply
from app.control.keys_pynput import PynputKeys, as_pynput
from app.control.orders import Order
from app.errors import DeviceError, SettingsError


def test_entries_become_orders_and_switches_go_by_turns() -> None:
    keys = ("mute=Ctrl+Alt+M", "profile Work=Ctrl+Alt+1", "talk=F8", "dance=F1", "mute", "panic=Ctrl+Alt+M", "=F2")
    assert parse_keys(keys) == {
        "Ctrl+Alt+M": Order("mute", "toggle"),
        "Ctrl+Alt+1": Order("profile", "Work"),
        "F8": Order("talk", "toggle"),
    }


@pytest.mark.skipif(sys.platform != "linux", reason="Wayland is Linux")
def test_wayland_is_said_in_words_with_a_way_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")  # its X server hears keys of X programs only
    with pytest.raises(DeviceError, match="under Wayland.*likeness ctl mute toggle"):
        key_ears()
    for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    obstacle = why_not()
    assert obstacle is not None and "no display" in str(obstacle)


class _Screen:
    """A display of its own, with the orders that its keys have given."""

    def __init__(self) -> None:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "320x200x24", "-nolisten", "tcp"]
        self.server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as line:
            self.name = f":{line.readline().strip()}"
        self.inbox = Inbox()
        self.orders: list[Order] = []

    def type(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], check=True, env=os.environ | {"DISPLAY": self.name})

    def wait(self, done: Callable[[], bool], timeout_s: float = 5.0) -> bool:
        def act(order: Order) -> Reply:
            self.orders.append(order)
            return {"ok": True}

        deadline_s = time.monotonic() + timeout_s
        while time.monotonic() < deadline_s:
            self.inbox.take_all(act)
            if done():
                return True
            time.sleep(0.005)
        return False


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Screen]:
    """An X server without a window."""
    pytest.importorskip("Xlib")
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    made = _Screen()
    for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", made.name)
    yield made
    made.server.terminate()
    made.server.wait(5.0)


def test_keys_are_heard_whoever_has_the_keyboard_and_no_others(screen: _Screen) -> None:
    keys = GlobalKeys(screen.inbox)
    keys.start(("mute=Ctrl+Alt+M", "next_profile=Ctrl+Alt+PgDown", "talk=F8"))
    second = GlobalKeys(Inbox())
    with pytest.raises(SettingsError, match=r"Ctrl\+Alt\+M belongs to another program"):
        second.start(("mute=Ctrl+Alt+M",))
    assert second.stop() == []
    with pytest.raises(SettingsError, match="choose another key"):
        second.start(("mute=Ctrl+Quatsch",))
    screen.type("key", "m", "ctrl+m", "ctrl+alt+m", "ctrl+alt+Next")
    assert screen.wait(lambda: len(screen.orders) == 2)
    screen.type("keydown", "F8")
    assert screen.wait(lambda: screen.orders[-1] == Order("talk", "on"))
    assert not screen.wait(lambda: len(screen.orders) > 3, 0.9), "a key that is held repeats itself: once is enough"
    screen.type("keyup", "F8")
    assert screen.wait(lambda: len(screen.orders) == 4)
    assert screen.orders == [Order("mute", "toggle"), Order("next_profile"), Order("talk", "on"), Order("talk", "off")]
    screen.type("key", "Num_Lock", "ctrl+alt+m")
    assert screen.wait(lambda: len(screen.orders) == 5), "whatever the locks are"
    assert keys.stop() == [] and keys.stop() == []
    screen.type("key", "ctrl+alt+m")
    assert not screen.wait(lambda: len(screen.orders) > 5, 0.2)


@pytest.mark.parametrize(
    ("key", "written"),
    [("Ctrl+Alt+M", "<ctrl>+<alt>+m"), ("Meta+F5", "<cmd>+<f5>"), ("Ctrl+PgDown", "<ctrl>+<page_down>"),
     ("Ctrl++", "<ctrl>++"), ("Shift+Space", "<shift>+<space>")],
)  # fmt: skip
def test_the_other_library_is_told_in_its_own_way(key: str, written: str) -> None:
    assert as_pynput(key) == written
    with pytest.raises(SettingsError):
        as_pynput("Hyper+M")


def test_where_the_other_library_listens_it_gives_the_same_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a stand-in for the library: on Linux it is not installed."""
    made: list[Any] = []

    class Hotkeys:
        def __init__(self, table: dict[str, Callable[[], None]]) -> None:
            if "<ctrl>+<nokey>" in table:
                raise ValueError("nokey")
            self.table, self.running = table, False
            made.append(self)

        def start(self) -> None:
            self.running = True

        def stop(self) -> None:
            self.running = False

    library = types.ModuleType("pynput.keyboard")
    library.GlobalHotKeys = Hotkeys  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pynput", types.ModuleType("pynput"))
    monkeypatch.setitem(sys.modules, "pynput.keyboard", library)
    ears, pressed = PynputKeys(), list[tuple[str, bool]]()
    with pytest.raises(SettingsError, match="choose another key"):
        ears.start(["Ctrl+Nokey"], lambda *_: None)
    ears.start(["Ctrl+Alt+M"], lambda key, down: pressed.append((key, down)))
    made[0].table["<ctrl>+<alt>+m"]()
    assert pressed == [("Ctrl+Alt+M", True)] and made[0].running
    assert ears.stop() == [] and not made[0].running
