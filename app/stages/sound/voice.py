"""Voice: replace the microphone's sound by the voice that the user has taken on."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from app.media import now
from app.meter import Meter
from app.sound.resample import RATIO, Decimator, Interpolator
from app.stages.sound.stage import BLOCK, RATE_HZ, Frames, Ramp, Samples, SoundStage
from models.voice_engines import VoiceEngine, VoicePrint, VoiceStyle

log = logging.getLogger(__name__)

MOST_FAILURES = 5  # in a row; then the engine is not asked again
_FADE_S = 0.005


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    """What the user wants; replaced as a whole, taken up between two blocks."""

    engine: VoiceEngine
    target: VoicePrint | None = None
    speaker: VoicePrint | None = None
    speaker_set: bool = False
    style: VoiceStyle | None = None
    original: bool = False
    attempt: int = 0


class Voice(SoundStage):
    """Converts each block; unless the user asked for it, no sample of the microphone ever leaves.

    A block that the engine cannot convert is silent; after five in a row all are, until `retry`, `swap` or `reset`.
    Engines and modes change through silence, the user's own voice fades out at once and in without a pause. Setters may
    be called from any thread and take effect between two blocks.

    Attributes:
        meter: how long the engine took for each of its blocks.
        failures: blocks that the engine could not convert.
        error: why the engine is not speaking; None while it is.
    """

    _applied: _Wish

    def __init__(self, engine: VoiceEngine, *, quantum: int = BLOCK) -> None:
        """Wrap an engine.

        Args:
            engine: with its voice set.
            quantum: blocks will be multiples of this many samples at 48 kHz; 1 if nothing is known of them, which
                delays by one engine block more.
        """
        self._quantum = quantum
        self._wish = _Wish(engine)
        self._lock = threading.Lock()
        self._spoken = Ramp(False, _FADE_S)  # gain of the engine's voice
        self._own = Ramp(False, _FADE_S)  # gain of the user's own voice
        self.meter = Meter()
        self.failures = 0
        self.error: Exception | None = None
        self._in_a_row = 0
        self._raw = np.zeros(0, np.float32)
        self._begin(self._wish)

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
            self._wish = _Wish(engine, original=self._wish.original, attempt=self._wish.attempt + 1)

    def retry(self) -> None:
        """Ask the engine again after it has failed."""
        with self._lock:
            self._wish = replace(self._wish, attempt=self._wish.attempt + 1)

    @property
    def failed(self) -> bool:
        """The engine has failed so often that it is not asked any more; others hear silence."""
        return self._in_a_row >= MOST_FAILURES

    @property
    def original(self) -> bool:
        """The user's own voice is passed through."""
        return self._wish.original

    @property
    def pitch_hz(self) -> float:
        """Of what is being said, 0.0 if nothing."""
        return 0.0 if self.failed else self._applied.engine.pitch_hz

    @property
    def engine_faults(self) -> int:
        """Blocks of which the engine said that they were not finite."""
        return self._applied.engine.faults

    @property
    def parts_s(self) -> dict[str, float]:
        """What `latency_s` is made of."""
        resampling_s = self._down.latency_s + self._up.latency_s
        engine_s = self._applied.engine.latency_s
        return {"resampling": resampling_s, "regrouping": self._frames.delay / RATE_HZ, "engine": engine_s}

    # -- processing thread -------------------------------------------------------------------------------------------

    def _run(self, samples: Samples) -> Samples:
        wish = self._wish  # one snapshot for the whole block
        self._take_up(wish)
        line = np.concatenate([self._raw, samples])
        self._raw = line[len(samples) :]
        out = np.zeros(len(samples), np.float32)
        if not wish.original or self._spoken.level > 0.0:
            self._spoken.up = wish is self._applied and not wish.original
            out += self._speak(samples)
        self._own.up = wish.original
        if wish.original or self._own.level > 0.0:
            out += line[: len(samples)] * self._own.take(len(samples))
        return out

    def _speak(self, samples: Samples) -> Samples:
        """The engine's voice, faded in where its first sound comes out."""
        delay_before = self._frames.delay
        spoken = self._frames.process(samples, self._convert)
        if self._frames.delay != delay_before:
            self._measure()
        silent = min(max(self._lag - self._age, 0), len(spoken))
        self._age += len(spoken)
        spoken[:silent] = 0.0
        spoken[silent:] *= self._spoken.take(len(spoken) - silent)
        return spoken

    def _convert(self, frame: Samples) -> Samples:
        """One block of the engine, at 48 kHz; silence if it fails."""
        low = self._down.process(frame)
        converted = np.zeros_like(low)
        if not self.failed:
            started_s = now()
            try:
                converted = _checked(self._applied.engine.convert(low), low)
            except Exception as error:  # noqa: BLE001 - whatever it was: no raw sound, and the lane goes on
                self._fail(error)
            else:
                self._in_a_row, self.error = 0, None
            self.meter.mark(now(), now() - started_s)
        return self._up.process(converted)

    def _fail(self, error: Exception) -> None:
        self.failures += 1
        self._in_a_row += 1
        self.error = error
        level = logging.ERROR if self.failures == 1 else logging.DEBUG  # a hundred lines a second help nobody
        log.log(level, "the voice could not be converted; others hear silence", exc_info=error)

    def _take_up(self, wish: _Wish) -> None:
        """Apply what is wanted; an engine is exchanged, started again or woken only while it is silent."""
        old = self._applied
        if wish is old:
            return
        anew = wish.engine is not old.engine or wish.attempt != old.attempt or (old.original and not wish.original)
        if anew and self._spoken.level > 0.0:
            return  # this block fades out
        self._applied = wish
        if anew:
            self._begin(wish)
        else:
            self._attempt(lambda: _tell(wish, old))

    def _begin(self, wish: _Wish) -> None:
        """Start a stream as wanted, silent until its first sound comes out."""
        self._applied = wish
        self._down, self._up = Decimator(), Interpolator()
        self._frames = Frames(wish.engine.block * RATIO, self._quantum)
        self._spoken.jump(False)
        self._age = 0
        self._in_a_row, self.error = 0, None
        self._measure()
        self._attempt(wish.engine.reset)
        self._attempt(lambda: _tell(wish, None))

    def _attempt(self, change: Callable[[], None]) -> None:
        """Change the engine; if it refuses, it is silent, since it would speak in another voice than the user wants."""
        try:
            change()
        except Exception as error:  # noqa: BLE001 - as in _convert
            self._in_a_row = MOST_FAILURES
            self._fail(error)

    def _want(self, **changes: object) -> None:
        with self._lock:
            self._wish = replace(self._wish, **changes)  # type: ignore[arg-type]

    def _measure(self) -> None:
        """Find out how late the voice is, and keep as much of the microphone's sound."""
        self.latency_s = sum(self.parts_s.values())
        self._lag = round(self.latency_s * RATE_HZ)
        kept = len(self._raw)
        self._raw = np.concatenate([np.zeros(self._lag, np.float32), self._raw])[kept:]

    def _restart(self) -> None:
        self._own.jump(False)
        self._begin(self._wish)
        self._raw = np.zeros(self._lag, np.float32)


def _tell(wish: _Wish, old: _Wish | None) -> None:
    """Tell the engine what has changed; everything, if it is new."""
    if wish.target is not None and (old is None or wish.target is not old.target):
        wish.engine.set_voice(wish.target)
    if wish.speaker_set and (old is None or wish.speaker is not old.speaker or not old.speaker_set):
        wish.engine.set_speaker(wish.speaker)
    if wish.style is not None and (old is None or wish.style is not old.style):
        wish.engine.style = wish.style


def _checked(converted: Samples, block: Samples) -> Samples:
    """What the engine returned. Raises ValueError if it is no sound of the same length."""
    if converted.shape != block.shape or not np.isfinite(converted).all():
        raise ValueError(f"the engine returned {converted.shape} for {block.shape}, or numbers that are not finite")
    return converted.astype(np.float32, copy=False)
