"""Lane: capture thread -> processing thread -> one thread per sink, joined by bounded hand-overs."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from app.errors import AppError, EndOfSource
from app.flow import Sink, Source, Stage
from app.handoff import Closed, Handoff
from app.lane_parts import LaneStatus, Outlet, interrupt
from app.priority import urge_thread

__all__ = ["Lane", "LaneStatus", "Sink", "Source", "Stage"]

log = logging.getLogger(__name__)

IDLE_AFTER_S = 0.5  # slower than the slowest camera in the dark
IDLE_EVERY_S = 1 / 15

T = TypeVar("T")


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
        self._stages = list(stages)  # another list: other stages have been put in its place
        self._lossless = lossless
        self._urgent = urgent
        self._on_item = on_item
        self._idle = idle
        self._inbox: Handoff[T] = Handoff(max(inbox, 4) if lossless else inbox, lossless=lossless)
        self._lock = threading.RLock()
        self._outlets = [self._outlet(sink) for sink in sinks]
        self._retired_drops: dict[str, int] = {}
        self._captured = 0
        self._processed = 0
        self._errors: list[tuple[str, Exception]] = []
        self._next_source: Source[T] | None = None
        self._captured_all = False  # no source will be opened any more
        self._new_source = False  # set by the capture thread, acted upon by the processing thread
        self._stopping = threading.Event()
        self._ended = False  # the processing thread has ended; nothing more will be delivered
        self._began_s: float | None = None  # when it took up the item that it works on
        self._left_behind: list[threading.Thread] = []
        self._threads: list[threading.Thread] = []
        self._active = 0  # threads that have not ended
        self._all_ended = threading.Event()

    def start(self) -> None:
        """Start all threads; returns at once. A lane is started once."""
        for outlet in self._outlets:
            outlet.thread = self._spawn(outlet.sink.name, outlet.deliver)
        self._start_processing()
        self._spawn("capture", self._capture)

    def replace_source(self, source: Source[T]) -> None:
        """Close the present source and go on with another; sinks do not notice."""
        with self._lock:
            unused = source if self._captured_all else self._next_source
            self._next_source = None if self._captured_all else source
            interrupt(self._source)
        if unused is not None:
            unused.close()  # never opened, but it may hold what it was probed with

    @property
    def stuck_s(self) -> float:
        """How long the stages have been busy with one item; 0.0 while they wait for one."""
        began_s = self._began_s
        return time.monotonic() - began_s if began_s is not None else 0.0

    def replace_stages(self, stages: Sequence[Stage[T]]) -> None:
        """Go on with other stages, on a new thread; the stages are new ones, for the old thread may be inside its own.

        For stages that hang. The old thread is left behind: what it still makes reaches nobody, and it ends.
        """
        with self._lock:
            if self._ended or self._stopping.is_set():
                return
            self._stages, self._began_s = list(stages), None
            old = next(thread for thread in self._threads if thread.name == f"{self.name}-process")
            self._threads.remove(old)
            self._left_behind = [thread for thread in self._left_behind if thread.is_alive()] + [old]
            self._active -= 1
            self._start_processing()

    def add_sink(self, sink: Sink[T]) -> None:
        """Deliver to one more sink from now on."""
        outlet = self._outlet(sink)
        with self._lock:
            if self._ended or self._stopping.is_set():
                return
            self._outlets.append(outlet)
            outlet.thread = self._spawn(outlet.sink.name, outlet.deliver)

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
        interrupt(self._source)
        self._inbox.close(discard=not self._lossless)
        deadline = time.monotonic() + timeout_s
        with self._lock:
            threads = [*self._threads, *self._left_behind]
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
        except Exception as error:  # noqa: BLE001 - the last frame of a thread: report, then end the lane
            if isinstance(error, AppError) or self._is_left_behind:
                log.info("%s ended: %s", name, error)
            else:
                log.exception("%s failed", name)
            if not self._is_left_behind:
                self._errors.append((name, error))
        finally:
            with self._lock:
                self._active -= not self._is_left_behind
                if self._active == 0:
                    self._all_ended.set()

    @property
    def _is_left_behind(self) -> bool:
        return threading.current_thread() in self._left_behind

    def _outlet(self, sink: Sink[T]) -> Outlet[T]:
        return Outlet(sink, Handoff(sink.backlog, lossless=self._lossless))

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

    def _start_processing(self) -> None:
        stages = self._stages
        self._spawn("process", lambda: self._process(stages))

    def _process(self, stages: list[Stage[T]]) -> None:
        try:
            wait_s = IDLE_AFTER_S
            while stages is self._stages:
                try:
                    item = self._inbox.take(wait_s if self._idle is not None else None)
                    wait_s = IDLE_AFTER_S
                except TimeoutError:
                    assert self._idle is not None
                    item, wait_s = self._idle(), IDLE_EVERY_S
                self._process_one(item, stages)
        except Closed:
            log.debug("%s: all items processed", self.name)
        finally:
            if stages is self._stages:  # else another thread has taken over
                self._end_processing()

    def _end_processing(self) -> None:
        self._began_s = None
        self._stopping.set()
        self._inbox.close(discard=True)
        with self._lock:
            self._ended = True
            for outlet in self._outlets:
                outlet.box.close()

    def _process_one(self, item: T, stages: list[Stage[T]]) -> None:
        self._began_s = time.monotonic()
        if self._new_source:
            self._new_source = False
            for stage in stages:
                stage.reset()
        for stage in stages:
            item = stage.process(item)
            if stages is not self._stages:
                return
        self._processed += 1
        self._hand_out(item)
        if self._on_item is not None:
            self._on_item(item)
        self._began_s = None

    def _hand_out(self, item: T) -> None:
        with self._lock:
            boxes = [outlet.box for outlet in self._outlets]
        for box in boxes:
            # a sink that failed or was removed has closed its box; the others go on
            with contextlib.suppress(Closed):
                box.put(item)
