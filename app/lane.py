"""Lane: capture thread -> processing thread -> one thread per sink, joined by bounded hand-overs."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.errors import AppError, EndOfSource
from app.flow import Interruptible, Sink, Source, Stage
from app.handoff import Closed, Handoff
from app.priority import urge_thread

__all__ = ["Lane", "LaneStatus", "Sink", "Source", "Stage"]

log = logging.getLogger(__name__)

IDLE_AFTER_S = 0.5  # slower than the slowest camera in the dark
IDLE_EVERY_S = 1 / 15

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
class _Outlet(Generic[T]):
    sink: Sink[T]
    box: Handoff[T]
    thread: threading.Thread | None = None


class Lane(Generic[T]):
    """Moves items of one medium from one source through stages to any number of sinks.

    A device is opened, read or written, and closed by one thread. Live, a slow part never delays another: items are
    dropped at its hand-over and counted. Lossless, a slow part slows the source. A stage that raises ends the lane: no
    unprocessed item ever reaches a sink. A failing sink ends alone.
    """

    def __init__(
        self,
        name: str,
        source: Source[T],
        stages: Sequence[Stage[T]],
        sinks: Sequence[Sink[T]] = (),
        *,
        lossless: bool = False,
        inbox: int = 1,
        urgent: bool = False,
        on_item: Callable[[T], None] | None = None,
        idle: Callable[[], T] | None = None,
    ) -> None:
        """Describe a lane.

        Args:
            name: prefix of the thread names.
            source: where items come from.
            stages: applied in order, on one thread.
            sinks: where items go; more may be added while running.
            lossless: nothing is dropped; for files.
            inbox: live, how many captured items may wait for processing: 1 for pictures, more for sound.
            urgent: its threads go before others where the system allows it.
            on_item: called on the processing thread after each processed item; must be quick.
            idle: makes an item that stands in while the source delivers none for a while; live only.
        """
        self.name = name
        self._source = source
        self._stages = tuple(stages)
        self._lossless = lossless
        self._urgent = urgent
        self._on_item = on_item
        self._idle = idle
        self._inbox: Handoff[T] = Handoff(max(inbox, 4) if lossless else inbox, lossless=lossless)
        self._lock = threading.RLock()
        self._outlets: list[_Outlet[T]] = []
        self._retired_drops: dict[str, int] = {}
        self._captured = 0
        self._processed = 0
        self._errors: list[tuple[str, Exception]] = []
        self._next_source: Source[T] | None = None
        self._captured_all = False  # no source will be opened any more
        self._new_source = False  # set by the capture thread, acted upon by the processing thread
        self._stopping = threading.Event()
        self._ended = False  # the processing thread has ended; nothing more will be delivered
        self._threads: list[threading.Thread] = []
        self._active = 0  # threads that have not ended
        self._all_ended = threading.Event()
        for sink in sinks:
            self._outlets.append(self._outlet(sink))

    def start(self) -> None:
        """Start all threads; returns at once. A lane is started once."""
        for outlet in self._outlets:
            self._start_outlet(outlet)
        for role, body in (("process", self._process), ("capture", self._capture)):
            self._spawn(role, body)

    def replace_source(self, source: Source[T]) -> None:
        """Close the present source and go on with another; sinks do not notice."""
        with self._lock:
            unused = source if self._captured_all else self._next_source
            self._next_source = None if self._captured_all else source
            self._interrupt()
        if unused is not None:
            unused.close()  # never opened, but it may hold what it was probed with

    def add_sink(self, sink: Sink[T]) -> None:
        """Deliver to one more sink from now on."""
        outlet = self._outlet(sink)
        with self._lock:
            if self._ended or self._stopping.is_set():
                return
            self._outlets.append(outlet)
            self._start_outlet(outlet)

    def remove_sink(self, sink: Sink[T], timeout_s: float = 5.0) -> bool:
        """Flush and close one sink; True if its thread ended in time."""
        with self._lock:
            found = [o for o in self._outlets if o.sink is sink]
            self._outlets = [o for o in self._outlets if o.sink is not sink]
        done = True
        for outlet in found:
            outlet.box.close()
            if outlet.thread is not None:
                outlet.thread.join(timeout_s)
                done = done and not outlet.thread.is_alive()
                with self._lock:
                    self._threads.remove(outlet.thread)
            self._retired_drops[sink.name] = self._retired_drops.get(sink.name, 0) + outlet.box.dropped
        return done

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until the source has ended and everything is delivered; True if so. May be interrupted by Ctrl-C."""
        # not by Thread.join: interrupted, it marks a living thread as ended before Python 3.13
        return self._all_ended.wait(timeout_s)

    def stop(self, timeout_s: float = 5.0) -> list[str]:
        """End the source, let the sinks finish, and join. Returns the names of threads still alive."""
        self._stopping.set()
        self._interrupt()
        self._inbox.close(discard=not self._lossless)
        deadline = time.monotonic() + timeout_s
        with self._lock:
            threads = list(self._threads)
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return [thread.name for thread in threads if thread.is_alive()]

    def status(self) -> LaneStatus:
        """Return counters; cheap, callable from any thread."""
        with self._lock:
            drops = {"capture": self._inbox.dropped} | dict(self._retired_drops)
            for outlet in self._outlets:
                drops[outlet.sink.name] = drops.get(outlet.sink.name, 0) + outlet.box.dropped
            errors = tuple(self._errors)
        return LaneStatus(self._captured, self._processed, drops, errors, self._all_ended.is_set())

    def _spawn(self, role: str, body: Callable[[], None]) -> threading.Thread:
        name = f"{self.name}-{role}"
        thread = threading.Thread(target=self._guarded, args=(name, body), name=name, daemon=True)
        with self._lock:
            self._threads.append(thread)
            self._active += 1
            self._all_ended.clear()
        thread.start()
        return thread

    def _guarded(self, name: str, body: Callable[[], None]) -> None:
        """Run a thread's body; whatever ends it is kept for status(), since nobody else would see it."""
        try:
            if self._urgent:
                urge_thread()
            body()
        except AppError as error:
            log.info("%s ended: %s", name, error)
            self._errors.append((name, error))
        except Exception as error:  # noqa: BLE001 - the last frame of a thread: report, then end the lane
            log.exception("%s failed", name)
            self._errors.append((name, error))
        finally:
            with self._lock:
                self._active -= 1
                if self._active == 0:
                    self._all_ended.set()

    def _outlet(self, sink: Sink[T]) -> _Outlet[T]:
        return _Outlet(sink, Handoff(sink.backlog, lossless=self._lossless))

    def _start_outlet(self, outlet: _Outlet[T]) -> None:
        outlet.thread = self._spawn(outlet.sink.name, lambda: self._deliver(outlet))

    def _interrupt(self) -> None:
        source = self._source
        if isinstance(source, Interruptible):
            source.interrupt()

    def _capture(self) -> None:
        unopened: Source[T] | None = self._source
        try:
            while not self._stopping.is_set():
                unopened = None
                self._read_out(self._source)
                with self._lock:
                    if self._next_source is None:
                        return
                    self._source = unopened = self._next_source
                    self._next_source = None
                self._new_source = True
        except Closed:
            log.debug("%s: told to end", self.name)
        finally:
            with self._lock:
                self._captured_all, left = True, (unopened, self._next_source)
                self._next_source = None
            for source in left:
                if source is not None:
                    source.close()
            self._inbox.close()

    def _read_out(self, source: Source[T]) -> None:
        """Read until the source ends, another one is to follow, or the lane stops."""
        try:
            source.open()
            while not self._stopping.is_set() and self._next_source is None:
                item = source.read()
                self._captured += 1
                self._inbox.put(item)
        except EndOfSource:
            log.debug("%s: source ended", self.name)
        except AppError:
            if not (self._stopping.is_set() or self._next_source is not None):  # else nobody needs it any more
                raise
        finally:
            source.close()

    def _process(self) -> None:
        try:
            wait_s = IDLE_AFTER_S
            while True:
                try:
                    item = self._inbox.take(wait_s if self._idle is not None else None)
                    wait_s = IDLE_AFTER_S
                except TimeoutError:
                    assert self._idle is not None
                    item, wait_s = self._idle(), IDLE_EVERY_S
                self._process_one(item)
        except Closed:
            log.debug("%s: all items processed", self.name)
        finally:
            self._stopping.set()
            self._inbox.close(discard=True)
            with self._lock:
                self._ended = True
                for outlet in self._outlets:
                    outlet.box.close()

    def _process_one(self, item: T) -> None:
        if self._new_source:
            self._new_source = False
            for stage in self._stages:
                stage.reset()
        for stage in self._stages:
            item = stage.process(item)
        self._processed += 1
        self._hand_out(item)
        if self._on_item is not None:
            self._on_item(item)

    def _hand_out(self, item: T) -> None:
        with self._lock:
            boxes = [outlet.box for outlet in self._outlets]
        for box in boxes:
            # a sink that failed or was removed has closed its box; the others go on
            with contextlib.suppress(Closed):
                box.put(item)

    def _deliver(self, outlet: _Outlet[T]) -> None:
        sink = outlet.sink
        try:
            sink.open()
            while True:
                sink.write(outlet.box.take())
        except Closed:
            log.debug("%s: %s finished", self.name, sink.name)
        finally:
            outlet.box.close(discard=True)
            sink.close()
