"""UiWatch: how long the GUI thread works at a stretch, during which no click and no key is heard."""

import sys
import threading
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QAbstractEventDispatcher

_LOOK_S = 0.01


@dataclass
class UiWatch:
    """Measures each turn of the event loop from waking up to going to sleep.

    What the thread had to wait for a processor that others have taken does not count (Linux says how long that was);
    use it as a context, on the GUI thread.

    Attributes:
        limit_s: longer turns are told with the lines of code in which they were met.
        longest_s: of all turns.
        busy_s: processor time that the thread has used.
        seen_s: how long it was watched.
        met: where the thread was when a turn had gone on for longer than the limit.
    """

    limit_s: float = 0.05
    longest_s: float = 0.0
    busy_s: float = 0.0
    seen_s: float = 0.0
    turns: int = 0
    met: list[str] = field(default_factory=list)

    def __enter__(self) -> "UiWatch":
        """Begin to watch."""
        self._thread, self._stat = threading.get_ident(), Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.awake.connect(self._wake)
        self._dispatcher.aboutToBlock.connect(self._sleep)
        self._woke: tuple[float, float] | None = None
        self._told = False
        self._begin = (time.perf_counter(), time.thread_time())
        self._end = threading.Event()
        self._looker = threading.Thread(target=self._look, name="ui-watch", daemon=True)
        self._looker.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop watching."""
        self.seen_s, self.busy_s = time.perf_counter() - self._begin[0], time.thread_time() - self._begin[1]
        self._dispatcher.awake.disconnect(self._wake)
        self._dispatcher.aboutToBlock.disconnect(self._sleep)
        self._end.set()
        self._looker.join()

    @property
    def share(self) -> float:
        """Share of one processor that the thread has used."""
        return self.busy_s / self.seen_s

    def _clock(self) -> float:
        """Return the time, less what the thread has waited for a processor."""
        try:
            return time.perf_counter() - int(self._stat.read_text().split()[1]) / 1e9
        except OSError:  # not Linux
            return time.perf_counter()

    def _wake(self) -> None:
        if self._woke is None:
            self._told = False
            self._woke = (self._clock(), time.perf_counter())

    def _sleep(self) -> None:
        if self._woke is not None:
            self.longest_s = max(self.longest_s, self._clock() - self._woke[0])
            self.turns += 1
            self._woke = None

    def _look(self) -> None:
        while not self._end.wait(_LOOK_S):
            woke = self._woke
            if woke is not None and not self._told and self._clock() - woke[0] > self.limit_s:
                self._told = True
                frame = sys._current_frames().get(self._thread)
                self.met.append("".join(traceback.format_stack(frame)[-6:]) if frame is not None else "")
