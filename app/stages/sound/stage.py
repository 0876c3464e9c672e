"""What all stages for sound share: true time stamps, missing sound bridged, blocks regrouped, ramps without clicks."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from math import gcd

import numpy as np
from numpy.typing import NDArray

from app.media import AudioBlock

RATE_HZ = 48_000
BLOCK = 480  # samples that live sources deliver at a time, 10 ms
GAP_S = 0.008  # sources count their samples: a larger jump means that sound is missing
LONGEST_BRIDGE_S = 0.5
_FADE = 240  # samples, 5 ms

Samples = NDArray[np.float32]


class SoundStage(ABC):
    """A stage that turns samples at 48 kHz into as many samples, `latency_s` later.

    The stamp of what leaves is earlier by `latency_s`, so every sample is stamped with the time it was captured. Where
    up to half a second is missing (dropped blocks), silence of that length is put in; after a longer jump the stage
    starts afresh. Blocks with samples that are not finite become silence and are counted.

    Attributes:
        latency_s: how far the output lags the input; may change when the stage is reconfigured.
        faults: blocks that were not finite.
    """

    latency_s = 0.0
    faults = 0
    _quantum = 1  # bridges are multiples of it, so that regrouping stays in step
    _next_s: float | None = None
    _last = np.float32(0.0)

    @abstractmethod
    def _run(self, samples: Samples) -> Samples:
        """Return as many samples as came in."""

    @abstractmethod
    def _restart(self) -> None:
        """Forget the stream."""

    def process(self, item: AudioBlock) -> AudioBlock:
        """Return the processed block, stamped with the time of capture. Raises ValueError for another rate."""
        if item.rate_hz != RATE_HZ:
            raise ValueError(f"stages for sound work at {RATE_HZ} Hz, not {item.rate_hz}")
        samples, time_s = self._whole(item)
        samples = self._run(samples)
        return AudioBlock(samples, RATE_HZ, time_s - self.latency_s)

    def reset(self) -> None:
        """Forget the stream and its clock."""
        self._next_s = None
        self._last = np.float32(0.0)
        self._restart()

    def _whole(self, item: AudioBlock) -> tuple[Samples, float]:
        """Return the samples, with silence before them where sound is missing, and the time of the first."""
        samples, time_s = item.samples.astype(np.float32, copy=False), item.time_s
        if not np.isfinite(samples).all():
            self.faults += 1
            samples = np.zeros_like(samples)
        gap_s = 0.0 if self._next_s is None else time_s - self._next_s
        if abs(gap_s) > LONGEST_BRIDGE_S:
            self.reset()
        elif gap_s > GAP_S:
            missing = round(gap_s * RATE_HZ / self._quantum) * self._quantum
            samples = np.concatenate([self._bridge(missing), _faded_in(samples)])
            time_s -= missing / RATE_HZ
        self._next_s = item.time_s + len(item.samples) / RATE_HZ
        if len(samples):
            self._last = samples[-1]
        return samples, time_s

    def _bridge(self, count: int) -> Samples:
        """Silence that begins where the sound broke off."""
        bridge = np.zeros(count, np.float32)
        fade = min(_FADE, count)
        bridge[:fade] = self._last * np.linspace(1.0, 0.0, fade, dtype=np.float32)
        return bridge


class Frames:
    """Cuts blocks of any length into frames for a function, with a constant delay.

    Attributes:
        delay: samples; 0 if every block is a whole number of frames.
    """

    def __init__(self, frame: int, quantum: int = 1) -> None:
        """Describe the cut.

        Args:
            frame: samples that the function takes and returns.
            quantum: all blocks will be multiples of it; if one is not, the delay grows by a short silence, until the
                next reset.
        """
        self.frame = frame
        self._quantum = quantum
        self.reset()

    def reset(self) -> None:
        """Start afresh, after silence."""
        self.delay = self.frame - gcd(self.frame, self._quantum)
        self._waiting = np.zeros(0, np.float32)
        self._ready = np.zeros(self.delay, np.float32)

    def process(self, samples: Samples, work: Callable[[Samples], Samples]) -> Samples:
        """Return as many samples as came in, from the frames that are complete."""
        line = np.concatenate([self._waiting, samples])
        whole = len(line) - len(line) % self.frame
        done = [work(line[start : start + self.frame]) for start in range(0, whole, self.frame)]
        self._waiting = line[whole:]
        ready = np.concatenate([self._ready, *done])
        if len(ready) < len(samples):
            more = self.frame - 1 - self.delay
            ready = np.concatenate([np.zeros(more, np.float32), ready])
            self.delay += more
        self._ready = ready[len(samples) :]
        return ready[: len(samples)]


class Ramp:
    """A gain that goes up to 1 and down to 0 at a constant speed, over any number of blocks.

    Attributes:
        up: where it goes to; may be set by any thread.
    """

    def __init__(self, up: bool, up_s: float, down_s: float | None = None) -> None:
        """Start at the end: 1 if `up`, else 0.

        Args:
            up: where it goes to.
            up_s: how long it takes from 0 to 1.
            down_s: from 1 to 0, a multiple of `up_s`; None: the same.
        """
        self.up = up
        self._steps = max(round((down_s or up_s) * RATE_HZ), 1)
        self._stride = max(round((down_s or up_s) / up_s), 1)  # upwards; a whole number keeps every cut the same
        self._at = self._steps if up else 0

    @property
    def level(self) -> float:
        """The gain of the newest sample, 0..1."""
        return self._at / self._steps

    def jump(self, up: bool) -> None:
        """Go there at once."""
        self.up = up
        self._at = self._steps if up else 0

    def take(self, count: int) -> Samples:
        """Return the gain of the next `count` samples, (count,) float32."""
        stride = self._stride if self.up else -1
        positions = np.clip(self._at + stride * np.arange(1, count + 1), 0, self._steps)
        if count:
            self._at = int(positions[-1])
        return (positions / self._steps).astype(np.float32)


def _faded_in(samples: Samples) -> Samples:
    faded = samples.copy()
    fade = min(_FADE, len(samples))
    faded[:fade] *= np.linspace(0.0, 1.0, fade, dtype=np.float32)
    return faded
