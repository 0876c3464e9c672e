"""A source that comes back: while its device is away nothing new is delivered, and the session goes on."""

import logging
import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar, runtime_checkable

from app.errors import AppError, DeviceError, EndOfSource, StreamError
from app.flow import Interruptible, Source

__all__ = ["Pluggable", "ReconnectingSource"]

log = logging.getLogger(__name__)

T = TypeVar("T")
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 5.0
LOOK_S = 0.25  # between two looks whether a device that was pulled out is there again
NEVER_SEEN_WAIT_S = 30.0  # the longest pause for a device that has not been there at all


@runtime_checkable
class Pluggable(Protocol):
    """A source of which can be told, without opening it, whether its device is there."""

    @property
    def present(self) -> bool:
        """Whether the device is there."""
        ...


class ReconnectingSource(Generic[T]):
    """Opens a source again, with growing pauses, when its device or stream has gone.

    A device that was pulled out is tried as soon as it is plugged in again.

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
            except EndOfSource:
                raise
            except Exception as error:  # noqa: BLE001 - drivers and decoders raise anything; the session goes on
                self._lose(self._explained(error))
                self._close_source()
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

    def _explained(self, error: Exception) -> AppError:
        """What was not raised for the user, in words."""
        if isinstance(error, AppError):
            return error
        log.info("%s failed", self._name, exc_info=error)
        return DeviceError(f"{self._name} failed ({type(error).__name__})", "unplug it and connect it again")

    def _close_source(self) -> None:
        try:
            self._source.close()
        except Exception as error:  # noqa: BLE001 - it is gone anyway
            log.info("%s could not be closed", self._name, exc_info=error)

    def _lose(self, error: AppError) -> None:
        self.away, self.error = True, error
        self._notice(f"{error.message}; trying again")

    def _reopen(self, longest_wait_s: float) -> None:
        wait_s = FIRST_WAIT_S
        while not self._pause(wait_s):
            try:
                self._source.open()
            except Exception as error:  # noqa: BLE001 - as above
                self.error = self._explained(error)
                self._close_source()
                wait_s = min(2 * wait_s, longest_wait_s)
                continue
            self.away, self.error = False, None
            self._notice(f"{self._name} is back")
            return

    def _pause(self, wait_s: float) -> bool:
        """Wait, but no longer than until an absent device is plugged in; True: told to stop trying."""
        source = self._source
        if not isinstance(source, Pluggable):
            return self._given_up.wait(wait_s)
        absent = not source.present
        while wait_s > 0:
            step_s = min(LOOK_S, wait_s)
            if self._given_up.wait(step_s):
                return True
            wait_s -= step_s
            if absent and source.present:
                return False
        return self._given_up.is_set()
