"""The buffer between a lane and a sound card: when which sample is played, whatever the two clocks and threads do."""

import math
from collections import deque

import numpy as np
from numpy.typing import NDArray

from app.sound.drift import DriftController, FractionalResampler

__all__ = ["JitterBuffer"]

Sound = NDArray[np.float32]

FADE_S = 0.005
MARGIN_S = 0.010
START_MARGIN_S = 0.030  # while everything around is still starting
SETTLE_AFTER_S = 5.0
SETTLE_PER_S = 0.001
NEAR_S = 0.002  # less slack than this is a near miss: the margin grows before it becomes an underrun
MARGIN_LIMIT_S = 0.080
MARGIN_GROWTH_S = 0.005
NEAR_GROWTH_S = 0.001
QUIET_S = 60.0  # without an underrun; then the margin shrinks again
SHRINK_PER_S = 0.0002
FORGET_PER_S = 0.00001  # a lesson of 5 ms is forgotten in eight minutes
PERIOD_S = 0.5  # of the control
FAR_S = 0.040  # an error that is cut, not steered away
VERY_FAR_S = 0.5
PATIENCE_S = 1.0  # how long a cut waits for silence
SILENCE = 0.003  # -50 dB
GAP_S = 0.005
GAP_LIMIT_S = 0.2
PAUSE_S = 0.5  # starved for longer: the sender has paused, its jitter is not to blame
LIMIT_S = 3.0


class JitterBuffer:
    """Takes blocks with their capture times and gives sound out when it is due on the card's clock.

    Slack is the sound left in the buffer after a block was taken; the smallest one of a second says how near an
    underrun was. Wanted is one block, since two clocks slide past each other until a block comes just after it was
    needed, and a margin. Sound is presented at its capture time plus the delay, or where none is set as early as the
    slack allows; the slack comes first. Small errors are steered away by the ratio (not heard), large ones are cut
    with a crossfade, in silence if there is some within a second. An underrun fades out; the margin grows with it
    and with near misses.

    Args:
        rate_hz: of what is pushed.
        device_rate_hz: of what is pulled, nominally.
        start_margin_s: the margin of the beginning; it shrinks as soon as the flow is found to be calm.

    Attributes:
        delay_s: from capture to the card; None: as early as is safe.
        playing: False: silence until there is enough sound and it is due.
        underruns: how often there was not enough for a moment.
        interruptions: how often the sender paused for half a second or longer.
        dropped_s: how much sound was left out.
        block_s: length of the longest block of late.
        slack_s: the smallest of late.
        margin_s: what is wanted of it besides a block, 0.01..0.08.
        ratio: input used up per output made, 1 +- 0.003.
        latencies_s: time at the card minus capture time, one a block, of three seconds.
    """

    def __init__(
        self, rate_hz: int = 48000, device_rate_hz: int | None = None, *, start_margin_s: float = START_MARGIN_S
    ) -> None:
        self.delay_s: float | None = None
        self.playing = False
        self.underruns = 0
        self.interruptions = 0
        self.dropped_s = 0.0
        self.slack_s = 0.0
        self.margin_s, self._floor_s = start_margin_s, MARGIN_S
        self._settling = start_margin_s > MARGIN_S
        self.ratio = 1.0
        self.latencies_s: deque[float] = deque(maxlen=300)
        self._rate_hz = rate_hz
        self._device_rate_hz = device_rate_hz or rate_hz
        self._resampler = FractionalResampler(rate_hz / self._device_rate_hz)
        self._controller = DriftController()
        self._end_s: float | None = None  # capture time of the end of what was pushed
        self.block_s = 0.0
        self._fade = round(FADE_S * self._device_rate_hz)
        self._ramp = _ramp(self._fade)
        self._starting = False
        self._tail: Sound = np.zeros(self._fade, np.float32)  # the last that was given out
        self._ending: Sound = np.zeros(0, np.float32)  # a fade that goes on in the next block
        self._fault_s: float | None = None  # when the present underrun began
        self._quiet_since_s = 0.0
        self._slacks_s: list[float] = []
        self._lates_s: list[float] = []
        self._slack_before_s = math.inf
        self._period_began_s = 0.0
        self._far_since_s: float | None = None  # since when a cut is waiting
        self._far_s = 0.0

    @property
    def fill_s(self) -> float:
        """How much sound is waiting."""
        return max(0.0, self._left_s)

    def percentiles_ms(self) -> tuple[float, float, float]:
        """Median, 95th and 99th percentile of the latency of late; zeros before there is any."""
        if not self.latencies_s:
            return 0.0, 0.0, 0.0
        median, high, highest = np.percentile(np.array(self.latencies_s), (50, 95, 99)) * 1000
        return float(median), float(high), float(highest)

    def push(self, samples: Sound, time_s: float) -> None:
        """Append (n,) samples, -1..1, of which the first was captured at `time_s`."""
        if not len(samples):
            return
        length_s = len(samples) / self._rate_hz
        self.block_s = max(length_s, 0.99 * self.block_s)
        gap_s = 0.0 if self._end_s is None else time_s - self._end_s
        self._resampler.push(samples if abs(gap_s) <= GAP_S else self._bridge(samples, gap_s))
        self._end_s = time_s + length_s
        excess_s = self._left_s - LIMIT_S - (self.delay_s or 0.0)
        if excess_s > 0:
            self._skip(excess_s)

    def pull(self, count: int, dac_s: float) -> Sound:
        """Return the next (count,) samples for the card, of which the first will be heard at `dac_s`."""
        if not self.playing:
            self._start(count, dac_s)
        if not self.playing:
            made = self._fade_out(count)
        elif self._resampler.producible(self._step) < count:
            made = self._run_dry(count, dac_s)
        else:
            self._measure(count, dac_s)
            made = self._resampler.pull(count, self._step)
            if self._starting:
                made[: self._fade] *= self._ramp[: len(made)]
                self._starting = False
            if self._far_since_s is not None:
                made = self._cut(made, dac_s)
        self._tail = np.concatenate([self._tail, made])[-self._fade :]
        return made

    # -- inside ----------------------------------------------------------------------------------------------------

    @property
    def _step(self) -> float:
        return self._resampler.nominal * self.ratio

    @property
    def _left_s(self) -> float:
        return self._resampler.buffered / self._rate_hz

    def _bridge(self, samples: Sound, gap_s: float) -> Sound:
        """Join sound across missing blocks or a jump of the sender's clock without a click; a short gap keeps time."""
        if not self.playing:
            return samples
        fade = round(FADE_S * self._rate_hz)
        silence = np.zeros(max(fade, round(gap_s * self._rate_hz) if gap_s <= GAP_LIMIT_S else 0), np.float32)
        silence[:fade] = self._resampler.newest(fade)[::-1] * _ramp(fade)[::-1]
        joined = samples.copy()
        joined[:fade] *= _ramp(fade)[: len(joined)]
        return np.concatenate([silence, joined])

    def _start(self, count: int, dac_s: float) -> None:
        """Begin when there is enough and it is due, with the newest sound: what has become stale is never heard."""
        if self._end_s is None:
            return
        paused = self._fault_s is not None and dac_s - self._fault_s > PAUSE_S
        if self._quiet_since_s == 0.0:
            self._quiet_since_s = dac_s
        margin_s = max(MARGIN_S, self.margin_s - (MARGIN_GROWTH_S if paused else 0.0))
        spare_s = self._left_s - count / self._device_rate_hz - self.block_s - margin_s
        late_s = spare_s if self.delay_s is None else dac_s - (self._end_s - self._left_s) - self.delay_s
        if spare_s < 0 or late_s < 0:
            return
        self._resampler.skip(min(late_s, spare_s) * self._rate_hz)  # nobody has waited for it: not counted
        if self._fault_s is not None:
            self.underruns += not paused
            self.interruptions += paused
            self.margin_s = margin_s
            if not paused:
                self._floor_s = max(self._floor_s, margin_s)  # what was too little once is not tried again soon
        self._fault_s = None
        self._ending = self._ending[:0]
        self.playing = self._starting = True
        self._forget(dac_s)

    def _measure(self, count: int, dac_s: float) -> None:
        """Note the slack and the latency of the block that is about to be made; steer at the end of a period."""
        slack_s = self._left_s - count * self._step / self._rate_hz
        latency_s = dac_s - ((self._end_s or 0.0) - self._left_s)
        self.latencies_s.append(latency_s)
        self._slacks_s.append(slack_s)
        self._lates_s.append(latency_s)
        if self._error_s(slack_s, latency_s) > VERY_FAR_S:
            self._far_s, self._far_since_s = self._error_s(slack_s, latency_s), dac_s - PATIENCE_S
        elif dac_s - self._period_began_s >= PERIOD_S:
            self._steer(dac_s)

    def _error_s(self, slack_s: float, latency_s: float) -> float:
        """How much too much is buffered."""
        spare_s = slack_s - self.block_s - self.margin_s
        return spare_s if self.delay_s is None else min(spare_s, latency_s - self.delay_s)

    def _steer(self, dac_s: float) -> None:
        step_s, self._period_began_s = dac_s - self._period_began_s, dac_s
        lowest_s = min(self._slacks_s)
        self.slack_s = min(lowest_s, self._slack_before_s)
        error_s = self._error_s(self.slack_s, float(np.median(self._lates_s)))
        self._slack_before_s = lowest_s
        self._slacks_s, self._lates_s = [], []
        if lowest_s < NEAR_S:
            self.margin_s = min(self.margin_s + NEAR_GROWTH_S, MARGIN_LIMIT_S)
            self._quiet_since_s = dac_s
            self._settling = False
        elif self._settling and dac_s - self._quiet_since_s > SETTLE_AFTER_S:
            self.margin_s = max(self._floor_s, self.margin_s - SETTLE_PER_S * step_s)
            self._settling = self.margin_s > self._floor_s
        elif dac_s - self._quiet_since_s > QUIET_S:
            self.margin_s = max(self._floor_s, self.margin_s - SHRINK_PER_S * step_s)
            self._floor_s = max(MARGIN_S, self._floor_s - FORGET_PER_S * step_s)
        if error_s > FAR_S or (self.delay_s is not None and error_s < -FAR_S):
            self._far_s = error_s
            self._far_since_s = dac_s if self._far_since_s is None else self._far_since_s
        else:
            self._far_since_s = None
            self.ratio = 1.0 + self._controller.update(error_s, step_s)

    def _cut(self, made: Sound, dac_s: float) -> Sound:
        """Leave out what is too much, or stop until what is too early is due; at once or when it is silent."""
        impatient = dac_s - (self._far_since_s or 0.0) >= PATIENCE_S
        if not impatient and float(np.sqrt(np.mean(made**2))) > SILENCE:
            return made
        self._far_since_s = None
        length = min(self._fade, len(made))
        ramp = self._ramp[:length]
        if self._far_s < 0:
            made[-length:] *= ramp[::-1]
            self.playing = False
            return made
        # `made` has been taken already: the same place after the cut begins that much earlier
        skip = self._far_s * self._rate_hz - len(made) * self._step
        if skip <= 0 or self._resampler.producible(self._step) * self._step < skip + (len(made) + 2) * self._step:
            return made
        self._skip(self._far_s - len(made) * self._step / self._rate_hz)
        self.dropped_s += len(made) * self._step / self._rate_hz
        after = self._resampler.pull(len(made), self._step)
        after[:length] = made[:length] * ramp[::-1] + after[:length] * ramp
        self._forget(dac_s)
        return after

    def _run_dry(self, count: int, dac_s: float) -> Sound:
        """Play what is there and fade out: the last milliseconds once more, backwards, so that there is no edge."""
        made = self._resampler.pull(self._resampler.producible(self._step), self._step)
        tail = np.concatenate([self._tail, made])[-self._fade :]
        self._ending = tail[::-1] * self._ramp[::-1]
        self.playing = False
        self.margin_s = min(self.margin_s + MARGIN_GROWTH_S, MARGIN_LIMIT_S)
        self._fault_s = self._quiet_since_s = dac_s
        self._settling = False
        return np.concatenate([made, self._fade_out(count - len(made))])

    def _fade_out(self, count: int) -> Sound:
        """Return silence, after what is left of a fade."""
        out = np.zeros(count, np.float32)
        piece, self._ending = self._ending[:count], self._ending[count:]
        out[: len(piece)] = piece
        return out

    def _skip(self, seconds: float) -> None:
        self._resampler.skip(seconds * self._rate_hz)
        self.dropped_s += seconds

    def _forget(self, dac_s: float) -> None:
        """Begin to measure anew: what was before does not count after a start or a cut."""
        self._slacks_s, self._lates_s = [], []
        self._slack_before_s = math.inf
        self._period_began_s = dac_s
        self._far_since_s = None
        self._far_s = 0.0


def _ramp(count: int) -> Sound:
    """Return (count,) rising from 0 to 1; it and its mirror image add up to 1."""
    ramp: Sound = (0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / max(count, 1))).astype(np.float32)
    return ramp
