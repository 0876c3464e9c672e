"""Spoken: one voice engine at work, from the microphone's 48 kHz to its voice at 48 kHz, with a gain that fades."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.media import now
from app.meter import Meter
from app.sound.resample import RATIO, Decimator, Interpolator
from app.stages.sound.stage import RATE_HZ, Frames, Ramp, Samples
from models.voice_engines import VoiceEngine, VoicePrint, VoiceStyle

log = logging.getLogger(__name__)

MOST_FAILURES = 5  # in a row; then the engine is not asked again
FADE_S = 0.005


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """What the user wants; replaced as a whole, taken up between two blocks."""

    engine: VoiceEngine
    target: VoicePrint | None = None
    speaker: VoicePrint | None = None
    speaker_set: bool = False
    style: VoiceStyle | None = None
    original: bool = False
    attempt: int = 0


class Spoken:
    """The voice of an engine from the moment when it is begun. Belongs to the processing thread.

    Attributes:
        wish: what the engine was told.
        gain: of the voice; it starts at 0, and stays there until the engine's first sound comes out.
        failures: blocks that the engine could not convert.
        error: why the engine is not speaking; None while it is.
    """

    def __init__(self, wish: Wish, quantum: int, meter: Meter) -> None:
        """Start the engine afresh and tell it everything.

        Args:
            wish: with the engine.
            quantum: blocks will be multiples of this many samples at 48 kHz.
            meter: is told how long the engine took for each of its blocks.
        """
        self.wish = wish
        self.gain = Ramp(False, FADE_S)
        self.failures = 0
        self.error: Exception | None = None
        self._in_a_row = 0
        self._meter = meter
        self._down, self._up = Decimator(), Interpolator()
        self._frames = Frames(wish.engine.block * RATIO, quantum)
        self._age = 0
        self._attempt(wish.engine.reset)
        self._attempt(lambda: _tell(wish, None))

    @property
    def failed(self) -> bool:
        """The engine has failed so often that it is not asked any more."""
        return self._in_a_row >= MOST_FAILURES

    @property
    def parts_s(self) -> dict[str, float]:
        """What the delay of the voice is made of."""
        resampling_s = self._down.latency_s + self._up.latency_s
        engine_s = self.wish.engine.latency_s
        return {"resampling": resampling_s, "regrouping": self._frames.delay / RATE_HZ, "engine": engine_s}

    @property
    def latency_s(self) -> float:
        """How late the voice is."""
        return sum(self.parts_s.values())

    @property
    def sounding_s(self) -> float:
        """For how long what comes out has been sound that went in; negative until the first does."""
        return self._age / RATE_HZ - self.latency_s

    def change(self, wish: Wish) -> None:
        """Tell the engine what has changed."""
        old, self.wish = self.wish, wish
        self._attempt(lambda: _tell(wish, old))

    def speak(self, samples: Samples) -> Samples:
        """Return as many samples of the voice, faded in where its first sound comes out."""
        spoken = self._frames.process(samples, self._convert)
        silent = min(max(round(self.latency_s * RATE_HZ) - self._age, 0), len(spoken))
        self._age += len(spoken)
        spoken[:silent] = 0.0
        spoken[silent:] *= self.gain.take(len(spoken) - silent)
        return spoken

    def _convert(self, frame: Samples) -> Samples:
        """One block of the engine, at 48 kHz; silence if it fails."""
        low = self._down.process(frame)
        converted = np.zeros_like(low)
        if not self.failed:
            started_s = now()
            try:
                converted = _checked(self.wish.engine.convert(low), low)
            except Exception as error:  # noqa: BLE001 - whatever it was: no raw sound, and the lane goes on
                self._fail(error)
            else:
                self._in_a_row, self.error = 0, None
            self._meter.mark(now(), now() - started_s)
        return self._up.process(converted)

    def _fail(self, error: Exception) -> None:
        self.failures += 1
        self._in_a_row += 1
        self.error = error
        level = logging.ERROR if self.failures == 1 else logging.DEBUG  # a hundred lines a second help nobody
        log.log(level, "the voice could not be converted; others hear silence", exc_info=error)

    def _attempt(self, change: Callable[[], None]) -> None:
        """Change the engine; if it refuses, it is silent, since it would speak in another voice than the user wants."""
        try:
            change()
        except Exception as error:  # noqa: BLE001 - as in _convert
            self._in_a_row = MOST_FAILURES
            self._fail(error)


def _tell(wish: Wish, old: Wish | None) -> None:
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
