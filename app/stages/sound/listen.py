"""Listen: note when and how late the microphone's sound arrives, and whether it howls, without changing it."""

from app.media import AudioBlock, now
from app.meter import Meter
from app.stages.sound.howl import HowlDetector

_LONG_AGO_S = float("-inf")


class Listen:
    """Passes sound on unchanged.

    Attributes:
        meter: how long after its last sample was captured a block arrives.
        last_s: session clock of the newest arrival.
        watch: listen for howling, which costs a little.
        howling_s: session clock when it howled last.
    """

    latency_s = 0.0

    def __init__(self) -> None:
        self.meter = Meter()
        self.last_s = self.howling_s = _LONG_AGO_S
        self.watch = False
        self._howl = HowlDetector()

    def process(self, item: AudioBlock) -> AudioBlock:
        """Note the block and return it."""
        self.last_s = now()
        self.meter.mark(self.last_s, self.last_s - item.time_s - len(item.samples) / item.rate_hz)
        if self.watch and self._howl.hear(item.samples):
            self.howling_s = self.last_s
        return item

    def reset(self) -> None:
        """Forget what was heard; what was measured stays."""
        self._howl.reset()
