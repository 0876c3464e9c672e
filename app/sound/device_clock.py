"""When each sample passed a converter: a fit of a device's sample count to the session clock."""

import math

__all__ = ["DeviceClock"]

FIRST_WINDOW_S = 0.1
WINDOW_S = 1.0
SETTLING_S = 2.0
JUMP_S = 0.05
PHASE_GAIN = 0.5  # of the error of a window, worked off in the next one
RATE_GAIN = 0.05
RATE_LIMIT = 0.002


class DeviceClock:
    """Maps sample numbers to session time, evenly, although they are observed with jitter.

    An observation ("at this time the count stood at n") can be late, since a device counts in periods and our thread
    may be held up, but never early: the earliest one of a window tells the truth, and a slow loop follows it (a phase-
    locked loop on the lower envelope). What is late by more than 50 ms for
    a whole window, as after lost samples, is followed at once.

    Args:
        rate_hz: nominal samples per second.
    """

    def __init__(self, rate_hz: float) -> None:
        self._nominal_s = 1.0 / rate_hz
        self._step_s = self._nominal_s  # seconds a sample, learnt
        self._slope_s = self._nominal_s  # the same with the correction that is being worked off
        self._frame = 0
        self._time_s = math.nan
        self._start_s = math.nan
        self._window_s = math.nan  # when the present window began
        self._error_s = math.inf  # the earliest in this window

    @property
    def running(self) -> bool:
        """Whether anything has been observed."""
        return not math.isnan(self._time_s)

    @property
    def drift_ppm(self) -> float:
        """By how much the device is faster than the session clock, parts per million."""
        return (self._nominal_s / self._step_s - 1) * 1e6

    def time_of(self, frame: float) -> float:
        """Return the session time of a sample, fractions allowed; NaN before the first observation."""
        return self._time_s + (frame - self._frame) * self._slope_s

    def observe(self, frame: int, time_s: float) -> None:
        """Note that at `time_s` the converter stood at this sample, or had already passed it."""
        if not self.running:
            self._anchor(frame, time_s)
            return
        self._error_s = min(self._error_s, time_s - self.time_of(frame))
        if self._error_s < -JUMP_S:
            self._anchor(frame, time_s)
            return
        if time_s - self._window_s < (WINDOW_S if time_s - self._start_s > SETTLING_S else FIRST_WINDOW_S):
            return
        if abs(self._error_s) > JUMP_S:
            self._anchor(frame, time_s)
            return
        self._follow(frame, time_s)

    def restart(self) -> None:
        """Forget where it stood, after samples were lost; the learnt rate stays."""
        self._time_s = math.nan

    def _anchor(self, frame: int, time_s: float) -> None:
        self._frame, self._time_s = frame, time_s
        self._slope_s = self._step_s
        self._start_s = self._window_s = time_s
        self._error_s = math.inf

    def _follow(self, frame: int, time_s: float) -> None:
        """Begin a new straight piece where the old one ends."""
        settled = time_s - self._start_s > SETTLING_S
        window_s = WINDOW_S if settled else FIRST_WINDOW_S
        if settled:
            step_s = self._step_s + RATE_GAIN * self._error_s / window_s * self._nominal_s
            self._step_s = min(max(step_s, (1 - RATE_LIMIT) * self._nominal_s), (1 + RATE_LIMIT) * self._nominal_s)
        self._time_s, self._frame = self.time_of(frame), frame
        correction = PHASE_GAIN * self._error_s / window_s
        self._slope_s = self._step_s + min(max(correction, -0.5), 0.5) * self._nominal_s
        self._window_s, self._error_s = time_s, math.inf
