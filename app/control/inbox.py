"""Inbox: orders from any thread wait here until whoever performs takes them."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from app.control.orders import Order
from app.errors import DeviceError

log = logging.getLogger(__name__)

MOST = 64  # a key that is held repeats thirty times a second; the window looks fifty times
Reply = dict[str, Any]


class Waiting:
    """An order and, for whoever wants one, its answer."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._answer: Reply = {}
        self._answered = threading.Event()

    def answer(self, reply: Reply) -> None:
        """Say what has become of it; called on the thread that acts."""
        self._answer = reply
        self._answered.set()

    def wait(self, timeout_s: float) -> Reply:
        """Return the answer. Raises DeviceError if none comes in time."""
        if not self._answered.wait(timeout_s):
            raise DeviceError("Likeness does not answer", "it may be busy; try again")
        return self._answer


class Inbox:
    """A bounded queue between the threads that listen and the one that acts."""

    def __init__(self) -> None:
        self._waiting: deque[Waiting] = deque(maxlen=MOST)
        self._come = threading.Event()

    def put(self, order: Order) -> Waiting:
        """Hand an order over; returns at once, from any thread."""
        waiting = Waiting(order)
        if len(self._waiting) == MOST:
            log.info("too many orders at a time: the oldest is forgotten")
        self._waiting.append(waiting)
        self._come.set()
        return waiting

    def wait(self, timeout_s: float) -> bool:
        """Wait for an order, at most so long; returns whether there is one."""
        if not self._waiting:
            self._come.wait(timeout_s)
        self._come.clear()
        return bool(self._waiting)

    def take_all(self, act: Callable[[Order], Reply]) -> int:
        """Let every order that waits be carried out and answer it; returns how many there were."""
        count = 0
        while self._waiting:
            waiting = self._waiting.popleft()
            waiting.answer(act(waiting.order))
            count += 1
        return count
