"""Meters: rate and delay of what flows, over the last seconds."""

import threading
from collections import deque

import numpy as np


class Meter:
    """Collects (time, delay) pairs of the last `window_s` seconds; any thread may write or read."""

    def __init__(self, window_s: float = 3.0) -> None:
        self._window_s = window_s
        self._marks: deque[tuple[float, float]] = deque(maxlen=1000)
        self._lock = threading.Lock()

    def mark(self, now_s: float, delay_s: float = 0.0) -> None:
        """Record that something happened now, with this delay."""
        with self._lock:
            self._marks.append((now_s, delay_s))

    def rate_hz(self, now_s: float) -> float:
        """Events per second over the window; 0.0 when there were fewer than two."""
        times = [t for t, _ in self._recent(now_s)]
        if len(times) < 2:
            return 0.0
        return (len(times) - 1) / max(times[-1] - times[0], 1e-9)

    def delay_ms(self, now_s: float, *percentiles: float) -> list[float]:
        """Percentiles (0..100) of the delay over the window, ms; zeros when there is nothing."""
        delays = [d for _, d in self._recent(now_s)]
        if not delays:
            return [0.0] * len(percentiles)
        return [float(p) * 1000.0 for p in np.percentile(delays, percentiles)]

    def jitter_ms(self, now_s: float) -> float:
        """How far the time between two events is from its median, 95 % of them over the window, ms; 0.0 for few."""
        gaps_s = np.diff([t for t, _ in self._recent(now_s)])
        if len(gaps_s) < 2:
            return 0.0
        return float(np.percentile(np.abs(gaps_s - np.median(gaps_s)), 95)) * 1000.0

    def _recent(self, now_s: float) -> list[tuple[float, float]]:
        with self._lock:
            return [mark for mark in self._marks if mark[0] >= now_s - self._window_s]
