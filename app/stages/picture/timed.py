"""Timed: run stages one after the other and keep how long they took."""

import time
from collections import deque
from collections.abc import Sequence

from app.lane import Stage
from app.media import VideoFrame

_KEEP = 20000  # durations kept, so that nothing grows with the length of a film


class Timed:
    """A stage made of stages, with a stopwatch.

    Attributes:
        last_time_s: `time_s` of the newest frame.
    """

    latency_s = 0.0

    def __init__(self, stages: Sequence[Stage[VideoFrame]]) -> None:
        self._stages = tuple(stages)
        self._durations_ms: deque[float] = deque(maxlen=_KEEP)
        self.last_time_s = 0.0

    def process(self, item: VideoFrame) -> VideoFrame:
        """Pass the frame through all stages."""
        started_s = time.perf_counter()
        for stage in self._stages:
            item = stage.process(item)
        self._durations_ms.append((time.perf_counter() - started_s) * 1000.0)
        self.last_time_s = item.time_s
        return item

    def durations_ms(self) -> list[float]:
        """How long each of the last frames took, ms."""
        return list(self._durations_ms)

    def reset(self) -> None:
        """Reset every stage."""
        for stage in self._stages:
            stage.reset()
