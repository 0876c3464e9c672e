"""The command socket: only for its user, answers everything, and leaves nothing behind."""

import contextlib
import json
import socket
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from app.control import server as server_module
from app.control.channel import PipeChannel, PipeDoor, SocketDoor, control_address, knock
from app.control.client import send_order
from app.control.inbox import MOST, Inbox, Reply
from app.control.orders import Order
from app.control.server import ControlServer
from app.errors import AppError, DeviceError, SettingsError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes have other names there")


class Window:
    """Stands for the window: takes orders on a thread of its own and remembers them."""

    def __init__(self) -> None:
        self.inbox = Inbox()
        self.orders: list[Order] = []
        self.server = ControlServer(self.inbox)
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._work)

    def _work(self) -> None:
        while not self._ending.wait(0.002):
            self.inbox.take_all(self._act)

    def _act(self, order: Order) -> Reply:
        self.orders.append(order)
        if order.argument == "nobody":
            return server_module.refusal(AppError("there is no such profile", "make one"))
        return {"ok": True, "status": {"state": "running", "done": len(self.orders)}}

    def __enter__(self) -> "Window":
        self.server.start()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.server.stop() == []
        self._ending.set()
        self._thread.join()


@pytest.fixture
def window() -> Iterator[Window]:
    """A window that listens."""
    with Window() as opened:
        yield opened


def test_orders_arrive_and_are_answered(window: Window) -> None:
    assert send_order(["profile", "Späť"])["status"]["done"] == 1
    assert send_order(["mute"])["status"]["done"] == 2
    assert window.orders == [Order("profile", "Späť"), Order("mute", "on")]
    with pytest.raises(AppError, match="no such profile; make one"):
        send_order(["profile", "nobody"])
    with pytest.raises(AppError, match="there is no command 'dance'"):
        send_order(["dance"])
    assert len(window.orders) == 3


def test_without_a_window_it_is_said_and_so_is_one_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DeviceError, match="Likeness is not running; start it with"):
        send_order(["status"])
    monkeypatch.setattr(server_module, "ANSWER_S", 0.05)
    server = ControlServer(Inbox())  # whose window takes nothing out
    server.start()
    with pytest.raises(AppError, match="Likeness does not answer"):
        send_order(["status"])
    assert server.stop() == []


def test_only_its_user_can_reach_it_and_nothing_is_left(window: Window) -> None:
    path = Path(control_address())
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert len(str(path)) < 90
    assert window.server.stop() == []
    assert not path.exists()


def test_an_open_folder_is_not_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = Path(control_address()).parent
    folder.chmod(0o755)
    with pytest.raises(SettingsError, match="reached by others"):
        control_address()


def test_a_second_window_leaves_the_first_one_alone_and_a_crash_is_cleared_away(window: Window) -> None:
    second = ControlServer(Inbox())
    with pytest.raises(SettingsError, match="another Likeness .* close the other one"):
        second.start()
    assert second.stop() == []
    assert send_order(["status"])["ok"]
    address = str(Path(control_address()).with_name("left.sock"))
    left = socket.socket(socket.AF_UNIX)
    left.bind(address)
    left.close()  # as a crash leaves it: a name and nobody behind it
    door = SocketDoor(address)
    knock(address, 1.0).close()
    door.close()
    door.close()
    assert not Path(address).exists()


@pytest.mark.parametrize("line", [b"hello", b"[1]", b"{}", b'{"do": 7}', b'{"do": [{}]}', b"\xff\xfe", b"[" * 9_000])
def test_nonsense_is_answered_and_the_line_goes_on(window: Window, line: bytes) -> None:
    channel = knock(control_address(), 5.0)
    for sent, ok in ((line, False), (b"", False), (b'{"do": ["status"]}', True)):
        channel.write(sent)
        assert json.loads(channel.read())["ok"] is ok
    channel.close()


def test_too_long_too_many_and_sudden_ends_hurt_nobody(window: Window) -> None:
    guests = [knock(control_address(), 5.0) for _ in range(server_module.MOST_GUESTS)]
    guests[0].write(b'{"do": ["status"]}')
    assert guests[0].read()
    refused = knock(control_address(), 5.0)
    assert refused.read() == b""
    with contextlib.suppress(OSError):  # it may be thrown out while it still writes
        guests[1].write(b"x" * 200_000)
        assert guests[1].read() == b""
    for channel in (*guests, refused):
        channel.close()
    deadline = time.monotonic() + 5.0
    while time.monotonic() < deadline:
        try:
            assert send_order(["status"])["ok"]
            return
        except DeviceError:
            time.sleep(0.02)
    pytest.fail("the guests that left still take up their places")


def test_an_inbox_forgets_the_oldest_and_never_grows() -> None:
    inbox, seen = Inbox(), list[str]()
    for number in range(MOST + 5):
        inbox.put(Order("profile", str(number)))

    def act(order: Order) -> Reply:
        seen.append(order.argument)
        return {"ok": True}

    assert inbox.take_all(act) == MOST
    assert seen[0] == "5" and seen[-1] == str(MOST + 4)


def test_a_named_pipe_carries_the_same_lines(tmp_path: Path) -> None:
    """As Windows has it; here over what the library uses instead of a pipe."""
    address = str(tmp_path / "pipe")
    door = PipeDoor(address)
    heard: list[bytes] = []

    def receive() -> None:
        channel = door.accept()
        while line := channel.read():
            heard.append(line)
            channel.write(line.upper())
        channel.close()

    thread = threading.Thread(target=receive)
    thread.start()
    channel = PipeChannel(Client(address))
    channel.write(b'{"do": []}')
    assert channel.read() == b'{"DO": []}'
    channel.close()
    thread.join()
    waiting = threading.Thread(target=lambda: pytest.raises(OSError, door.accept))
    waiting.start()
    time.sleep(0.05)
    door.close()
    door.close()
    waiting.join(5.0)
    assert not waiting.is_alive() and heard == [b'{"do": []}']
