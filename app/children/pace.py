"""When an item of a film is due on the session clock."""

import threading
import time

__all__ = ["Pace"]

LATE_LIMIT_S = 1.0
STREAM_LATE_LIMIT_S = 0.5


class Pace:
    """Maps film time to the session clock, which is the same in all processes.

    Args:
        wait: hold items back until they are due (files); else the sender sets the pace (network).
    """

    def __init__(self, *, wait: bool) -> None:
        self._wait = wait
        self._lock = threading.Lock()
        self._zero_s: float | None = None

    def due(self, film_s: float) -> float:
        """Return the session time at which this film time is due; the first call sets it to now."""
        with self._lock:
            if self._zero_s is None:
                self._zero_s = time.perf_counter() - film_s
            return self._zero_s + film_s

    def hold(self, film_s: float, *, lead: bool) -> float:
        """Wait until film time is due; return how late it is in seconds. The picture leads: it may shift the clock."""
        late_s = time.perf_counter() - self.due(film_s)
        if self._wait and late_s < 0:
            time.sleep(-late_s)
        # a sender that catches up after a stall is early: its frames may not bear a time to come
        off = late_s > LATE_LIMIT_S if self._wait else late_s < 0 or late_s > STREAM_LATE_LIMIT_S
        if lead and off:
            with self._lock:
                self._zero_s = (self._zero_s or 0.0) + late_s
            return 0.0
        return max(late_s, 0.0)
