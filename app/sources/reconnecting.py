"""A source that comes back: while its device is away nothing new is delivered, and the session goes on."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from app.errors import AppError, DeviceError, EndOfSource, StreamError
from app.flow import Interruptible, Source

__all__ = ["ReconnectingSource"]

T = TypeVar("T")
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 5.0
NEVER_SEEN_WAIT_S = 30.0  # the longest pause for a device that has not been there at all


class ReconnectingSource(Generic[T]):
    """Opens a source again, with growing pauses, when its device or stream has gone.

    The first opening fails as that of the source does: a camera that was never there is a mistake to tell at once.
    A patient one waits for its device from the beginning.

    Args:
        source: what to keep alive.
        notice: called once when it has gone ("... ; trying again") and once when it is back; on the reading thread.
        name: what it is called when it is back.
        patient: the device need not be there yet.

    Attributes:
        away: the device is not there.
        error: why, None while it is there.
    """

    def __init__(
        self,
        source: Source[T],
        notice: Callable[[str], None] = lambda _: None,
        *,
        name: str = "the camera",
        patient: bool = False,
    ) -> None:
        self._source = source
        self._notice = notice
        self._name = name
        self._patient = patient
        self._given_up = threading.Event()
        self.away = False
        self.error: AppError | None = None

    def open(self) -> None:
        """Open the source. Raises what it raises, unless patient."""
        self._given_up.clear()
        try:
            self._source.open()
        except (DeviceError, StreamError) as error:
            if not self._patient:
                raise
            self._source.close()
            if not self._given_up.is_set():  # else it was told to stop opening
                self._lose(error)

    def read(self) -> T:
        """Wait for the next item, however long the device is away. Raises EndOfSource, also after `interrupt`."""
        longest_wait_s = NEVER_SEEN_WAIT_S if self.away else LONGEST_WAIT_S
        while not self._given_up.is_set():
            if self.away:
                self._reopen(longest_wait_s)
                continue
            try:
                return self._source.read()
            except (DeviceError, StreamError) as error:
                self._source.close()
                self._lose(error)
                longest_wait_s = LONGEST_WAIT_S
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

    def _lose(self, error: AppError) -> None:
        self.away, self.error = True, error
        self._notice(f"{error.message}; trying again")

    def _reopen(self, longest_wait_s: float) -> None:
        wait_s = FIRST_WAIT_S
        while not self._given_up.wait(wait_s):
            try:
                self._source.open()
            except (DeviceError, StreamError) as error:
                self.error = error
                self._source.close()
                wait_s = min(2 * wait_s, longest_wait_s)
                continue
            self.away, self.error = False, None
            self._notice(f"{self._name} is back")
            return
