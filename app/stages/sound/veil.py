"""Veil: no sound of the microphone gets past it, whatever the stages behind it do."""

from collections.abc import Sequence

import numpy as np

from app.flow import Stage
from app.media import AudioBlock, now
from app.stages.shield import Shield
from app.stages.sound.stage import RATE_HZ

STAMP_LIMIT_S = 5.0  # a block is never so old, nor from the future: the device's clock is wrong
LOUDEST = 8.0  # 18 dB over full scale; beyond it is no sound
LONGEST = RATE_HZ  # samples


class Veil(Shield[AudioBlock]):
    """Runs the stages that make the voice; where they fail, others hear silence of the same length.

    Blocks that are none (another shape, rate or type) are taken as silence, times that cannot be as now.

    Attributes:
        latency_s: algorithmic delay of all stages.
    """

    def __init__(self, stages: Sequence[Stage[AudioBlock]]) -> None:
        """Wrap the stages, applied in order."""
        super().__init__(stages, "a block of sound could not be made; others hear silence")
        self.latency_s = self._latency()

    def process(self, item: AudioBlock) -> AudioBlock:
        """Return the voice, or silence stamped as the voice would be."""
        item = _whole(item)
        made = self.attempt(item)
        if made is None:
            return AudioBlock(np.zeros(len(item.samples), np.float32), RATE_HZ, item.time_s - self.latency_s)
        self.latency_s = self._latency()
        return made

    def _latency(self) -> float:
        return sum(stage.latency_s for stage in self._stages)


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
