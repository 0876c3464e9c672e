"""Veil: no sound of the microphone gets past it, whatever the stages behind it do."""

import logging
from collections.abc import Sequence

import numpy as np

from app.flow import Stage
from app.media import AudioBlock, now
from app.stages.sound.stage import RATE_HZ

log = logging.getLogger(__name__)

STAMP_LIMIT_S = 5.0  # a block is never so old, nor from the future: the device's clock is wrong
LOUDEST = 8.0  # 18 dB over full scale; beyond it is no sound
LONGEST = RATE_HZ  # samples


class Veil:
    """Runs the stages that make the voice; where they fail, others hear silence of the same length.

    Blocks that are none (another shape, rate or type) are taken as silence, times that cannot be as now.

    Attributes:
        latency_s: algorithmic delay of all stages.
        failures: blocks for which the stages failed.
        error: why the last block failed, None if it did not.
    """

    def __init__(self, stages: Sequence[Stage[AudioBlock]]) -> None:
        """Wrap the stages, applied in order."""
        self._stages = tuple(stages)
        self.latency_s = self._latency()
        self.failures = 0
        self.error: Exception | None = None

    def process(self, item: AudioBlock) -> AudioBlock:
        """Return the voice, or silence stamped as the voice would be."""
        item = made = _whole(item)
        try:
            for stage in self._stages:
                made = stage.process(made)
        except Exception as error:  # noqa: BLE001 - whatever it was: no sound of the microphone, and the lane goes on
            self._fail(error)
            return AudioBlock(np.zeros(len(item.samples), np.float32), RATE_HZ, item.time_s - self.latency_s)
        self.error, self.latency_s = None, self._latency()
        return made

    def reset(self) -> None:
        """Reset every stage."""
        for stage in self._stages:
            try:
                stage.reset()
            except Exception as error:  # noqa: BLE001 - as above
                self._fail(error)

    def _latency(self) -> float:
        return sum(stage.latency_s for stage in self._stages)

    def _fail(self, error: Exception) -> None:
        self.failures += 1
        level = logging.ERROR if self.error is None else logging.DEBUG  # a hundred lines a second help nobody
        self.error = error
        log.log(level, "a block of sound could not be made; others hear silence", exc_info=error)


def _whole(item: AudioBlock) -> AudioBlock:
    """Return the block as the stages expect it: mono float32 at 48 kHz, of finite numbers near full scale."""
    samples, time_s = np.asarray(item.samples), item.time_s
    if not abs(time_s - now()) < STAMP_LIMIT_S:  # also if it is no number
        time_s = now()
    if samples.ndim != 1 or samples.dtype.kind != "f" or item.rate_hz != RATE_HZ or len(samples) > LONGEST:
        samples = np.zeros(min(samples.size, RATE_HZ // 100), np.float32)
    elif not np.abs(samples).max(initial=0.0) < LOUDEST:  # also if it is no number
        samples = np.zeros(len(samples), np.float32)
    return AudioBlock(samples.astype(np.float32, copy=False), RATE_HZ, time_s)
