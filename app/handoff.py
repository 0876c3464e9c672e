"""Handoff: the bounded hand-over between two threads. The newest item wins, or the giver waits."""

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Closed(Exception):  # noqa: N818 - an ordinary ending, not an error
    """The hand-over is closed and, when taking, empty."""


class Handoff(Generic[T]):
    """Passes items from any number of givers to any number of takers.

    Live (`lossless=False`): when full, the oldest item is dropped and counted, so `put` never waits.
    For files (`lossless=True`): `put` waits for room, so nothing is lost and nothing grows.
    """

    def __init__(self, capacity: int = 1, *, lossless: bool = False) -> None:
        if capacity < 1:
            raise ValueError(f"capacity must be at least 1, not {capacity}")
        self._items: deque[T] = deque()
        self._capacity = capacity
        self._lossless = lossless
        self._changed = threading.Condition()
        self._closed = False
        self._dropped = 0

    @property
    def dropped(self) -> int:
        """How many items were thrown away because nobody took them in time."""
        return self._dropped

    def put(self, item: T) -> None:
        """Hand an item over. Raises Closed."""
        with self._changed:
            if self._lossless:
                self._changed.wait_for(lambda: self._closed or len(self._items) < self._capacity)
            if self._closed:
                raise Closed
            if len(self._items) >= self._capacity:
                self._items.popleft()
                self._dropped += 1
            self._items.append(item)
            self._changed.notify_all()

    def take(self, timeout_s: float | None = None) -> T:
        """Wait for the oldest item. Raises Closed when closed and empty, TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._items or self._closed, timeout_s):
                raise TimeoutError
            if not self._items:
                raise Closed
            item = self._items.popleft()
            self._changed.notify_all()
            return item

    def poll(self) -> T | None:
        """Return the newest item and forget the older ones; None if nothing is new. Never waits."""
        with self._changed:
            if not self._items:
                return None
            item = self._items[-1]
            self._items.clear()
            self._changed.notify_all()
            return item

    def close(self, *, discard: bool = False) -> None:
        """Accept no more items; with discard, forget those not taken yet. May be called twice."""
        with self._changed:
            self._closed = True
            if discard:
                self._items.clear()
            self._changed.notify_all()
