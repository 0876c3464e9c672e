"""Voice engines for tests: they do next to nothing, but exactly what is known."""

import numpy as np

from models.voice_engines import RATE_HZ, Samples, VoicePrint, VoiceStyle


class DelayEngine:
    """A voice engine that delays and scales; it can be told to fail.

    Attributes:
        calls, resets: how often it was used.
        fail: raise this instead of converting; `refuse`: instead of taking a voice.
        told: targets and speakers in the order they were set.
    """

    def __init__(self, delay: int = 0, gain: float = 1.0, *, block: int = 160) -> None:
        """Make an engine that lags by `delay` samples at 16 kHz and keeps the sign."""
        self.block = block
        self.latency_s = delay / RATE_HZ
        self.gain = gain
        self.faults = 0
        self.pitch_hz = 0.0
        self.style = VoiceStyle()
        self.calls = self.resets = 0
        self.fail: Exception | None = None
        self.refuse: Exception | None = None
        self.told: list[VoicePrint | None] = []
        self._kept = np.zeros(delay, np.float32)

    def set_voice(self, target: VoicePrint) -> None:
        if self.refuse is not None:
            raise self.refuse
        self.told.append(target)

    def set_speaker(self, speaker: VoicePrint | None) -> None:
        self.told.append(speaker)

    def fit(self, speech: Samples) -> None:
        """Nothing is measured."""

    def convert(self, block: Samples) -> Samples:
        self.calls += 1
        assert block.shape == (self.block,)
        line = np.concatenate([self._kept, block])
        self._kept = line[self.block :]
        if self.fail is not None:
            raise self.fail
        self.pitch_hz = 100.0
        return line[: self.block] * np.float32(self.gain)

    def reset(self) -> None:
        self.resets += 1
        self._kept = np.zeros_like(self._kept)


class LearnedEngine(DelayEngine):
    """The same with a part that can rest.

    Attributes:
        told_learned: what that part was told, in order.
    """

    def __init__(self) -> None:
        """Work from the start."""
        super().__init__(delay=832)
        self.told_learned: list[bool] = []

    @property
    def learned(self) -> bool:
        return self.told_learned[-1] if self.told_learned else True

    @learned.setter
    def learned(self, on: bool) -> None:
        self.told_learned.append(on)
