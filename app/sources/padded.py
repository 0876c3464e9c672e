"""Padded: sound in whole blocks, without gaps, with silence behind its end, so that nothing stays inside a stage."""

import numpy as np
from numpy.typing import NDArray

from app.errors import EndOfSource
from app.flow import Interruptible, Source
from app.media import AudioBlock

__all__ = ["Padded"]

BLOCK_SAMPLES = 960
LOUDEST = 4.0  # twelve decibels over full scale
JITTER_LIMIT_S = 0.02  # of time stamps; beyond it sound is missing or comes twice


class Padded:
    """A Source[AudioBlock] of the same sound as another, in one piece, cut into blocks of 960 samples.

    Where sound is missing there is silence; what comes twice is left out the second time. At the end silence follows
    for `tail_s` or a little more.

    Args:
        source: blocks of any lengths and one rate.
        tail_s: latency of the stages behind this source.

    Attributes:
        begin_s: time of the first sample, None before it.
        end_s: time behind the last sample that is no padding, None until the source has ended.
        faults: blocks with samples that are not finite; those samples are silent.
    """

    def __init__(self, source: Source[AudioBlock], tail_s: float) -> None:
        self._source = source
        self._tail_s = tail_s
        self.begin_s: float | None = None
        self.end_s: float | None = None
        self.faults = 0
        self._rate_hz = 0
        self._delivered = 0
        self._waiting: NDArray[np.float32] = np.zeros(0, np.float32)  # does not fill a block yet
        self._gap = 0  # silence behind that
        self._behind_gap: NDArray[np.float32] = np.zeros(0, np.float32)
        self._twice = 0  # samples that have been delivered before
        self._last = 0  # samples to deliver in all, known at the end

    def open(self) -> None:
        """Open the source. Raises AppError."""
        self._source.open()

    def read(self) -> AudioBlock:
        """Return the next block; raises EndOfSource behind the padding, AppError on failure."""
        while self.end_s is None and len(self._waiting) < BLOCK_SAMPLES:
            self._fill() if self._gap or len(self._behind_gap) else self._fetch()
        if self.end_s is not None and self._delivered >= self._last:
            raise EndOfSource
        samples, self._waiting = self._waiting[:BLOCK_SAMPLES], self._waiting[BLOCK_SAMPLES:]
        samples = np.pad(samples, (0, BLOCK_SAMPLES - len(samples)))
        time_s = (self.begin_s or 0.0) + self._delivered / self._rate_hz
        self._delivered += BLOCK_SAMPLES
        return AudioBlock(samples, self._rate_hz, time_s)

    def interrupt(self) -> None:
        """Make a waiting `read` end, where the source can; callable from any thread."""
        if isinstance(self._source, Interruptible):
            self._source.interrupt()

    def close(self) -> None:
        """Close the source; may be called twice."""
        self._source.close()

    def _fill(self) -> None:
        """Move silence, and then what stands behind it, to the waiting samples."""
        count = min(self._gap, BLOCK_SAMPLES)
        self._gap -= count
        parts = [self._waiting, np.zeros(count, np.float32)]
        if self._gap == 0:
            parts.append(self._behind_gap)
            self._behind_gap = self._behind_gap[:0]
        self._waiting = np.concatenate(parts)

    def _fetch(self) -> None:
        """Take the next block of the source and see how it joins."""
        try:
            block = self._source.read()
        except EndOfSource:
            if self.begin_s is None:
                raise
            whole = self._delivered + len(self._waiting)
            self.end_s = self.begin_s + whole / self._rate_hz
            self._last = whole + round(self._tail_s * self._rate_hz)
            return
        if self.begin_s is None:
            self.begin_s, self._rate_hz = block.time_s, block.rate_hz
        place = round((block.time_s - self.begin_s) * self._rate_hz)
        off = place - self._delivered - len(self._waiting)
        limit = JITTER_LIMIT_S * self._rate_hz
        self._gap = off if off > limit else 0
        if off < -limit:
            self._twice = -off
        self._behind_gap = self._finite(block.samples)[self._twice :]
        self._twice -= min(self._twice, len(block.samples))

    def _finite(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Files with floating-point samples may hold anything."""
        if not np.isfinite(samples).all():
            self.faults += 1
            samples = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)
        return np.clip(samples, -LOUDEST, LOUDEST)
