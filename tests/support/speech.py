"""Speech for tests without any other program: what is said in the bundled film, and an engine that only waits."""

import wave
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from app.errors import EndOfSource
from app.media import AudioBlock
from app.paths import demo_film
from app.sources.media_file import MediaFile
from models.errors import SpeechNotFound
from models.voice_engines import RATE_HZ, Samples, VoicePrint, VoiceStyle

HIGH_HZ = 48_000


def read_sound(path: Path) -> Samples:
    """Return the sound of a file as the program reads it, (n,) float32 at 48 kHz."""
    source = MediaFile(str(path), live=False, with_video=False).audio
    assert source is not None
    parts: list[Samples] = []
    source.open()
    try:
        while True:
            parts.append(source.read().samples)
    except EndOfSource:
        return np.concatenate(parts)
    finally:
        source.close()


@cache
def demo_speech() -> Samples:
    """Return the 12 s of synthetic speech of the bundled film, (n,) float32 at 48 kHz."""
    sound = read_sound(demo_film())
    sound.setflags(write=False)  # shared by all tests
    return sound


def envelope_lag_s(before: Samples, after: Samples, rate_hz: int = HIGH_HZ, most_s: float = 0.1) -> float:
    """Return by how much the loudness of one sound lags that of another, to the millisecond."""
    step = rate_hz // 1000
    count = min(len(before), len(after)) // step * step
    rows = [np.abs(x[:count]).reshape(-1, step).mean(axis=1) for x in (before, after)]
    smooth = np.hanning(21)
    a, b = (np.convolve(row, smooth / smooth.sum(), "same") for row in rows)
    a, b = a - a.mean(), b - b.mean()
    most = round(most_s * 1000)
    lags = range(-most, most + 1)
    likeness = [float(np.dot(a[most : len(a) - most], b[most + lag : len(b) - most + lag])) for lag in lags]
    return lags[int(np.argmax(likeness))] / 1000


class Blocks:
    """A source of given sound, cut at will; `gaps` are times at which so many seconds are missing."""

    def __init__(
        self, sound: Samples, cut: Callable[[], int], *, begin_s: float = 0.0, jumps: tuple[tuple[int, float], ...] = ()
    ) -> None:
        self._sound, self._cut, self._begin_s = sound, cut, begin_s
        self._jumps = dict(jumps)  # sample -> by how much the time stamps jump there, s
        self._at = 0
        self.opened = self.closed = 0

    def open(self) -> None:
        self.opened += 1

    def read(self) -> AudioBlock:
        if self._at >= len(self._sound):
            raise EndOfSource
        end = min(self._at + self._cut(), len(self._sound), *(n for n in self._jumps if n > self._at))
        shift_s = sum(jump_s for n, jump_s in self._jumps.items() if n <= self._at)
        block = AudioBlock(self._sound[self._at : end], HIGH_HZ, self._begin_s + self._at / HIGH_HZ + shift_s)
        self._at = end
        return block

    def close(self) -> None:
        self.closed += 1


class Waiting:
    """A voice engine that returns what came in, so many samples later; it can be told to fail."""

    faults = 0
    pitch_hz = 0.0

    def __init__(self, delay: int = 160, block: int = 160, fail_at: int | None = None) -> None:
        self.block = block
        self.latency_s = delay / RATE_HZ
        self.style = VoiceStyle()
        self.target: VoicePrint | None = None
        self.fitted: Samples | None = None
        self.fit_fails = False
        self._delay, self._fail_at = delay, fail_at
        self._blocks = 0
        self._line: Samples = np.zeros(delay, np.float32)

    def set_voice(self, target: VoicePrint) -> None:
        self.target = target

    def set_speaker(self, speaker: VoicePrint | None) -> None:
        self.fitted = None

    def fit(self, speech: Samples) -> None:
        if self.fit_fails:
            raise SpeechNotFound("there is none")
        self.fitted = speech

    def convert(self, block: Samples) -> Samples:
        self._blocks += 1
        if self._fail_at is not None and self._blocks >= self._fail_at:
            raise ValueError("the engine is broken")
        line = np.concatenate([self._line, block])
        self._line = line[len(block) :]
        return line[: len(block)]

    def reset(self) -> None:
        self._line = np.zeros(self._delay, np.float32)


def write_wav(path: Path, sound: Samples, rate_hz: int = HIGH_HZ) -> Path:
    """Write mono sound with 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.round(np.clip(sound, -1.0, 1.0) * 32767).astype("<i2").tobytes())
    return path
