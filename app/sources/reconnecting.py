"""A source that comes back: while its device is away nothing new is delivered, and the session goes on."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from app.errors import DeviceError, EndOfSource, StreamError
from app.flow import Interruptible, Source

__all__ = ["ReconnectingSource"]

T = TypeVar("T")
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 5.0


class ReconnectingSource(Generic[T]):
    """Opens a source again, with growing pauses, when its device or stream has gone.

    The first opening fails as that of the source does: a camera that was never there is a mistake to tell at once.

    Args:
        source: what to keep alive.
        notice: called once when it has gone ("... ; trying again") and once when it is back; on the reading thread.
    """

    def __init__(self, source: Source[T], notice: Callable[[str], None] = lambda _: None) -> None:
        self._source = source
        self._notice = notice
        self._given_up = threading.Event()
        self.away = False

    def open(self) -> None:
        """Open the source. Raises what it raises."""
        self._given_up.clear()
        self._source.open()

    def read(self) -> T:
        """Wait for the next item, however long the device is away. Raises EndOfSource, also after `interrupt`."""
        while not self._given_up.is_set():
            try:
                return self._source.read()
            except (DeviceError, StreamError) as error:
                self._source.close()
                self.away = True
                self._notice(f"{error.message}; trying again")
                self._reopen()
        raise EndOfSource

    def interrupt(self) -> None:
        """Stop trying: a waiting read raises EndOfSource. Callable from any thread."""
        self._given_up.set()
        if isinstance(self._source, Interruptible):
            self._source.interrupt()

    def close(self) -> None:
        """Close the source; may be called twice."""
        self._given_up.set()
        self._source.close()

    def _reopen(self) -> None:
        wait_s = FIRST_WAIT_S
        while not self._given_up.wait(wait_s):
            try:
                self._source.open()
            except (DeviceError, StreamError):
                self._source.close()
                wait_s = min(2 * wait_s, LONGEST_WAIT_S)
                continue
            self.away = False
            self._notice("the camera is back")
            return
