"""Tells that the computer has slept: one clock of the system stands still meanwhile, another one goes on."""

import sys
import time
from collections.abc import Callable

__all__ = ["SleepClock"]

LEAST_S = 1.0  # two clocks that are read one after the other are never so far apart


def asleep_s() -> float:
    """Return for how long the computer has slept since it was started, in seconds; differences alone mean anything.

    Always 0.0 on a system without such clocks.
    """
    if sys.platform == "linux":
        through_s, awake_s = time.clock_gettime(time.CLOCK_BOOTTIME), time.clock_gettime(time.CLOCK_MONOTONIC)
    elif sys.platform == "darwin":
        through_s, awake_s = time.clock_gettime(time.CLOCK_MONOTONIC_RAW), time.clock_gettime(time.CLOCK_UPTIME_RAW)
    elif sys.platform == "win32":
        through_s, awake_s = _windows_clocks_s()
    else:
        through_s = awake_s = 0.0
    return through_s - awake_s


class SleepClock:
    """Asked now and then, it says whether the computer has slept since it was asked last."""

    def __init__(self, asleep_s: Callable[[], float] = asleep_s) -> None:
        """Take what says for how long it has slept in all, in seconds."""
        self._asleep_s = asleep_s
        self._before_s = asleep_s()

    def slept(self) -> bool:
        """Return whether it has; a nap below a second does not count."""
        before_s, self._before_s = self._before_s, self._asleep_s()
        return self._before_s - before_s > LEAST_S


if sys.platform == "win32":

    def _windows_clocks_s() -> tuple[float, float]:
        """The ticks since the start go on in sleep, the unbiased interrupt time does not; it counts 100 ns."""
        import ctypes

        awake, kernel = ctypes.c_ulonglong(), ctypes.windll.kernel32
        kernel.GetTickCount64.restype = ctypes.c_ulonglong
        kernel.QueryUnbiasedInterruptTime(ctypes.byref(awake))
        return kernel.GetTickCount64() / 1000, awake.value / 1e7
