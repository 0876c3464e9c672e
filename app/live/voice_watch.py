"""VoiceWatch: looks after the voice while it is spoken: whether its engine keeps up, and whom it sounds like."""

from typing import Any

from app.live.voice_chain import VoiceChain
from app.live.voice_likeness import VoiceLikeness
from app.live.voice_overload import Overload
from app.media import AudioBlock
from app.session_status import Likeness
from app.voicing import PLAIN, LiveVoice, PartlyLearned

TOO_BUSY = "this computer is too busy"
CALM_LOAD = 0.6  # of a block's length; above it nothing is computed that others do not hear
CALM_S = 5.0  # without a gap


class VoiceWatch:
    """Made and ended with the lane; `listen` and `tick` belong to the sound's thread, the rest to any.

    Attributes:
        likeness: the comparison with the voice that is taken on.
        spare: nothing is computed that others do not hear; any thread may change it.
    """

    def __init__(self, chain: VoiceChain, likeness: VoiceLikeness | None = None) -> None:
        self._chain = chain
        self._overload = Overload()
        self._live: LiveVoice | None = None
        self._network: PartlyLearned | None = None  # the engine, if it has a learned part that works
        self._resting: PartlyLearned | None = None  # the same while that part was told to rest
        self._gaps, self._gap_s = 0, -float("inf")
        self._calm = True
        self.spare = False
        self.likeness = likeness or VoiceLikeness()

    def listen(self, block: AudioBlock) -> None:
        """Take a block that others hear."""
        chain = self._chain
        voiced = chain.voice.pitch_hz > 0.0 and not chain.mute.silent and not chain.voice.original
        self.likeness.listen(block.samples, voiced=voiced, calm=self._calm)

    def tick(self, time_s: float, gaps: int) -> None:
        """Look at the load, a few times a second; `gaps`: how often sound was missing or lost so far."""
        live, load = self._chain.live, self._chain.load
        if live is not self._live:
            self._live = live
            self._take_up(live)
        if gaps > self._gaps:
            self._gap_s = time_s
        self._gaps = gaps
        if self._network is not None:
            learned = self._overload.look(time_s, load, gaps)
            if self._network.learned != learned:
                self._network.learned = learned
            self._resting = None if learned else self._network
        self._calm = load < CALM_LOAD and time_s - self._gap_s > CALM_S and self._resting is None and not self.spare

    def report(self) -> dict[str, Any]:
        """Return the fields of a VoiceStatus that are known here."""
        live = self._chain.live
        if live is None or self._chain.failure is not None:
            return {"engine": "", "fallback": "", "likeness": None}
        if live.engine is self._resting:
            return {"engine": PLAIN, "fallback": TOO_BUSY, "likeness": self._likeness()}
        return {"engine": live.name, "fallback": live.fallback, "likeness": self._likeness()}

    def stop(self, timeout_s: float) -> list[str]:
        """End. Returns the names of threads still alive."""
        return self.likeness.stop(timeout_s)

    def _likeness(self) -> Likeness | None:
        return None if self._chain.voice.original else self.likeness.latest()

    def _take_up(self, live: LiveVoice | None) -> None:
        """Another voice or engine: what was measured before says nothing of it."""
        self._overload.restart()
        self._network = self._resting = None
        if live is not None and isinstance(live.engine, PartlyLearned) and live.engine.learned:
            self._network = live.engine
        own = self._chain.speaker
        target = live.voice.print.embedding if live is not None else None
        self.likeness.aim(target, own.embedding if own is not None else None)
