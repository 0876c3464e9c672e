"""Voice: replace the microphone's sound by the voice that the user has taken on."""

import threading
from dataclasses import replace

import numpy as np

from app.meter import Meter
from app.stages.sound.spoken import FADE_S, MOST_FAILURES, Spoken, Wish
from app.stages.sound.stage import BLOCK, RATE_HZ, Ramp, Samples, SoundStage
from models.voice_engines import VoiceEngine, VoicePrint, VoiceStyle

__all__ = ["MOST_FAILURES", "Voice"]

SETTLE_S = 0.05  # a new engine has heard so much before it takes over: its first sounds are poor


class Voice(SoundStage):
    """Converts each block; unless the user asked for it, no sample of the microphone ever leaves.

    A block that the engine cannot convert is silent; after five in a row all are, until `retry`, `swap` or `reset`. An
    engine that takes over from another one listens beside it until its own voice comes out: nobody hears a gap. Modes
    change through silence, the user's own voice fades out at once and in without a pause. Setters may be called from
    any thread and take effect between two blocks.

    Attributes:
        meter: how long the engine took for each of its blocks.
    """

    def __init__(self, engine: VoiceEngine, *, quantum: int = BLOCK) -> None:
        """Wrap an engine.

        Args:
            engine: with its voice set.
            quantum: blocks will be multiples of this many samples at 48 kHz; 1 if nothing is known of them, which
                delays by one engine block more.
        """
        self._quantum = quantum
        self._wish = Wish(engine)
        self._lock = threading.Lock()
        self._own = Ramp(False, FADE_S)  # gain of the user's own voice
        self.meter = Meter()
        self._failures = 0  # of engines that have gone
        self._raw = np.zeros(0, np.float32)
        self._now = Spoken(self._wish, quantum, self.meter)
        self._next: Spoken | None = None  # listens until it can take over
        self._measure()

    # -- any thread --------------------------------------------------------------------------------------------------

    def set_voice(self, target: VoicePrint) -> None:
        """Take on this voice."""
        self._want(target=target)

    def set_speaker(self, speaker: VoicePrint | None) -> None:
        """Take this as the user's own voice; None: learn it while converting."""
        self._want(speaker=speaker, speaker_set=True)

    def set_style(self, style: VoiceStyle) -> None:
        """Change how the voice is taken on."""
        self._want(style=style)

    def set_original(self, original: bool) -> None:
        """Let the user's own voice through, as late as the converted one; off: it stops at once."""
        self._want(original=original)

    def swap(self, engine: VoiceEngine) -> None:
        """Go on with another engine; its voice, speaker and style are already set."""
        with self._lock:
            self._wish = Wish(engine, original=self._wish.original, attempt=self._wish.attempt + 1)

    def retry(self) -> None:
        """Ask the engine again after it has failed."""
        with self._lock:
            self._wish = replace(self._wish, attempt=self._wish.attempt + 1)

    @property
    def failures(self) -> int:
        """Blocks that the engine could not convert."""
        following = self._next
        return self._failures + self._now.failures + (following.failures if following is not None else 0)

    @property
    def error(self) -> Exception | None:
        """Why the engine is not speaking; None while it is."""
        return self._now.error

    @property
    def failed(self) -> bool:
        """The engine has failed so often that it is not asked any more; others hear silence."""
        return self._now.failed

    @property
    def original(self) -> bool:
        """The user's own voice is passed through."""
        return self._wish.original

    @property
    def pitch_hz(self) -> float:
        """Of what is being said, 0.0 if nothing."""
        return 0.0 if self.failed else self._now.wish.engine.pitch_hz

    @property
    def engine_faults(self) -> int:
        """Blocks of which the engine said that they were not finite."""
        return self._now.wish.engine.faults

    @property
    def parts_s(self) -> dict[str, float]:
        """What `latency_s` is made of."""
        return self._now.parts_s

    # -- processing thread -------------------------------------------------------------------------------------------

    def _run(self, samples: Samples) -> Samples:
        wish = self._wish  # one snapshot for the whole block
        self._take_up(wish)
        line = np.concatenate([self._raw, samples])
        self._raw = line[len(samples) :]
        out = np.zeros(len(samples), np.float32)
        self._now.gain.up = not wish.original and self._is_heard(wish)
        if not wish.original or self._now.gain.level > 0.0:
            out += self._now.speak(samples)
        if self._next is not None:
            out += self._next.speak(samples)
        if round(self._now.latency_s * RATE_HZ) != self._lag:
            self._measure()
        self._own.up = wish.original
        if wish.original or self._own.level > 0.0:
            out += line[: len(samples)] * self._own.take(len(samples))
        return out

    def _is_heard(self, wish: Wish) -> bool:
        """Whether the present engine speaks: it is what is wanted, or its follower is not ready yet."""
        return not self._next.gain.up if self._next is not None else wish is self._now.wish

    def _take_up(self, wish: Wish) -> None:
        """Apply what is wanted.

        An engine in good order speaks until its follower does; it is started again or woken only while it is silent.
        """
        self._follow_up(wish)
        old = self._now.wish
        if wish is old or self._next is not None:
            return
        silent = self._now.gain.level == 0.0
        if wish.engine is not old.engine and not (silent or wish.original or old.original or self._now.failed):
            self._next = Spoken(wish, self._quantum, self.meter)
        elif wish.engine is not old.engine or wish.attempt != old.attempt or (old.original and not wish.original):
            if silent:  # else this block fades out
                self._begin(wish)
        else:
            self._now.change(wish)

    def _follow_up(self, wish: Wish) -> None:
        """Let the engine that listens beside take over when it is ready, or forget it if something else is wanted."""
        following = self._next
        if following is None:
            return
        same = following.wish
        if wish.original or (wish.engine, wish.attempt) != (same.engine, same.attempt):
            self._failures += following.failures
            self._next = None
            if wish.engine is self._now.wish.engine and not wish.original:
                self._now.change(wish)  # back to the one that still speaks
            return
        if wish is not same:
            following.change(wish)
        following.gain.up = following.sounding_s >= SETTLE_S
        if following.gain.level == 1.0:
            self._failures += self._now.failures
            self._now, self._next = following, None

    def _begin(self, wish: Wish) -> None:
        """Start a stream as wanted, silent until its first sound comes out."""
        self._failures = self.failures
        self._now, self._next = Spoken(wish, self._quantum, self.meter), None
        self._measure()

    def _want(self, **changes: object) -> None:
        with self._lock:
            self._wish = replace(self._wish, **changes)  # type: ignore[arg-type]

    def _measure(self) -> None:
        """Find out how late the voice is, and keep as much of the microphone's sound."""
        self.latency_s = self._now.latency_s
        self._lag = round(self.latency_s * RATE_HZ)
        kept = len(self._raw)
        self._raw = np.concatenate([np.zeros(self._lag, np.float32), self._raw])[kept:]

    def _restart(self) -> None:
        self._own.jump(False)
        self._begin(self._wish)
        self._raw = np.zeros(self._lag, np.float32)
