"""OSC: orders of a real program over UDP, and of nobody else."""

import builtins
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.control.bindings import Heard
from app.control.inbox import Inbox, Reply
from app.control.orders import Order
from app.control.osc import OscInput
from app.errors import DeviceError

udp_client = pytest.importorskip("pythonosc.udp_client")


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


class Listening:
    """An input at a free port, and what it has taken in."""

    def __init__(self) -> None:
        self.inbox, self.port = Inbox(), _free_port()
        self.osc = OscInput(self.inbox)
        self.osc.start(self.port, anywhere=False)
        self.client = udp_client.SimpleUDPClient("127.0.0.1", self.port)
        self.orders: list[Order] = []
        self.heard: list[Heard] = []

    def look(self) -> None:
        def act(order: Order) -> Reply:
            self.orders.append(order)
            return {"ok": True}

        self.inbox.take_all(act)
        self.heard += self.osc.take()

    def wait(self, done: Callable[[], bool]) -> None:
        deadline_s = time.monotonic() + 5.0
        while not done():
            assert time.monotonic() < deadline_s, (self.orders, self.heard)
            time.sleep(0.005)
            self.look()


@pytest.fixture
def listening() -> Iterator[Listening]:
    """Orders over UDP."""
    made = Listening()
    yield made
    made.client._sock.close()
    assert made.osc.stop() == []


def test_our_own_addresses_are_understood_without_being_learned(listening: Listening) -> None:
    for address, argument in [
        ("/likeness/mute", "toggle"),
        ("/likeness/panic", 1),
        ("/likeness/next-profile", 1.0),
        ("/likeness/next-profile", 0.0),
        ("/likeness/profile", "Work at home"),
        ("/likeness/strength", 0.25),
        ("/likeness/dance", 1),
        ("/likeness/start", []),
    ]:
        listening.client.send_message(address, argument)
    listening.wait(lambda: len(listening.orders) == 6)
    assert listening.orders == [
        Order("mute", "toggle"),
        Order("panic", "on"),
        Order("next_profile"),
        Order("profile", "Work at home"),
        Order("strength", share=0.25),
        Order("start"),
    ]
    assert listening.heard == []


def test_others_are_told_with_how_far_they_are_pressed(listening: Listening) -> None:
    arguments: list[object] = [0.5, 7, [], True, "x", float("nan")]
    for argument in arguments:
        listening.client.send_message("/1/fader1", argument)
    listening.wait(lambda: len(listening.heard) == 6)
    assert [heard.share for heard in listening.heard] == [0.5, 1.0, 1.0, 1.0, 1.0, 1.0]
    assert listening.heard[0].source == "osc /1/fader1"


@pytest.mark.allow_log("Could not identify", "dgram", "Found")
def test_what_is_no_osc_disturbs_nobody(listening: Listening) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        for junk in (b"", b"\x00" * 7, b"/likeness/mute", b"#bundle\x00" + b"\xff" * 40, b"\xff" * 900):
            line.sendto(junk, ("127.0.0.1", listening.port))
    listening.client.send_message("/likeness/stop", [])
    listening.wait(lambda: Order("stop") in listening.orders)


def test_a_port_that_is_taken_is_named_and_given_back_afterwards(listening: Listening) -> None:
    second = OscInput(Inbox())
    with pytest.raises(DeviceError, match=f"port {listening.port}.*choose another port"):
        second.start(listening.port, anywhere=False)
    assert second.stop() == []
    assert listening.osc.stop() == []
    second.start(listening.port, anywhere=True)
    assert second.stop() == []


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:  # noqa: ANN401 - as the built-in function
        if name.startswith("pythonosc"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DeviceError, match="pip install python-osc"):
        OscInput(Inbox()).start(9000, anywhere=False)
