"""What a lane is made of besides its threads: its counters, and the way to one sink."""

import logging
import threading
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.flow import Interruptible, Sink
from app.handoff import Closed, Handoff

__all__ = ["LaneStatus", "Outlet", "interrupt"]

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LaneStatus:
    """What a lane has done so far."""

    captured: int
    processed: int
    drops: dict[str, int]  # by the name of the hand-over
    errors: tuple[tuple[str, Exception], ...]  # (thread name, what ended it), in order of time
    finished: bool  # every thread has ended


@dataclass
class Outlet(Generic[T]):
    """A sink, what waits for it, and its thread."""

    sink: Sink[T]
    box: Handoff[T]
    thread: threading.Thread | None = None

    def deliver(self) -> None:
        """Open the sink, write until nothing more comes, close it; the body of the sink's thread."""
        try:
            self.sink.open()
            while True:
                self.sink.write(self.box.take())
        except Closed:
            log.debug("%s finished", self.sink.name)
        finally:
            self.box.close(discard=True)
            self.sink.close()


def interrupt(source: object) -> None:
    """End a waiting read, where the source can; callable from any thread."""
    if isinstance(source, Interruptible):
        source.interrupt()
