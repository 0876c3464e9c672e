"""Feedback: hear the howl of a loudspeaker's sound in the microphone, and foresee it from the names of the devices."""

import re

import numpy as np
from numpy.typing import NDArray

from app.sound.own import OWN_MICROPHONE, is_own

RATE_HZ = 48_000
_FRAME, _HOP = 4096, 2048  # samples: 85 ms, every 43 ms
_FRAMES = 3  # the same tone for so long
_LOWEST_HZ, _HIGHEST_HZ = 150.0, 12_000.0
_ABOVE_DB = 20.0
_AUDIBLE_DB = -40.0
_NEAR, _FAR = 4, 16  # bins: the neighbours of a tone; nearer ones belong to it

Samples = NDArray[np.float32]


class HowlDetector:
    """Finds the single tone into which a loop of microphone and loudspeaker falls.

    A howl is one tone, steady over three frames, 20 dB over its neighbours, and over all else except its own odd
    overtones (which come from clipping). A vowel has even overtones, and its pitch moves.
    """

    def __init__(self) -> None:
        self._window = np.blackman(_FRAME)
        self.reset()

    def reset(self) -> None:
        """Forget what was heard."""
        self._line = np.zeros(0, np.float32)
        self._bin, self._steady = -1, 0

    @property
    def tone_hz(self) -> float:
        """The howling tone, 0.0 if there is none."""
        return self._bin * RATE_HZ / _FRAME if self._steady >= _FRAMES else 0.0

    def hear(self, samples: Samples) -> bool:
        """Listen to the next samples, (n,) at 48 kHz; True while it howls."""
        self._line = np.concatenate([self._line, samples])
        while len(self._line) >= _FRAME:
            self._look(self._line[:_FRAME])
            self._line = self._line[_HOP:]
        return self._steady >= _FRAMES

    def _look(self, frame: Samples) -> None:
        spectrum = np.abs(np.fft.rfft(frame * self._window)) / (self._window.sum() / 2.0)
        found = _single_tone(20.0 * np.log10(np.maximum(spectrum, 1e-9)))
        same = found >= 0 and abs(found - self._bin) <= 1
        self._steady = self._steady + 1 if same else int(found >= 0)
        self._bin = found


def _single_tone(level_db: NDArray[np.float64]) -> int:
    """The bin of the tone that stands alone, -1 if there is none."""
    lowest, highest = (round(hz * _FRAME / RATE_HZ) for hz in (_LOWEST_HZ, _HIGHEST_HZ))
    peak = lowest + int(np.argmax(level_db[lowest:highest]))
    if level_db[peak] < _AUDIBLE_DB:
        return -1
    bins = np.arange(len(level_db))
    distance = np.abs(bins - peak)
    neighbours = level_db[(distance > _NEAR) & (distance <= _FAR)]
    # fold each bin onto its distance from the nearest odd multiple of the tone
    from_odd = np.abs((bins - peak) % (2 * peak))
    overtone = np.minimum(from_odd, 2 * peak - from_odd) <= np.maximum(_NEAR, bins // peak)
    rest = level_db[~overtone & (bins >= lowest)]
    alone = level_db[peak] - max(float(neighbours.max()), float(rest.max(initial=-180.0)))
    return peak if alone >= _ABOVE_DB else -1


def echo_risk(microphone_name: str, output_name: str) -> str | None:
    """Say why the output would come back through the microphone, judging by the names; None if it would not."""
    if is_own(microphone_name):
        return "; ".join(OWN_MICROPHONE).format(name=microphone_name)
    heard, played = _plain(microphone_name), _plain(output_name)
    if not heard or not played:
        return None
    if heard == played:
        return f"{microphone_name} is both the microphone and the output: the voice would come back as an echo"
    if _cable(heard) and _cable(heard) == _cable(played):
        return f"{microphone_name} carries what is played to {output_name}: the voice would come back as an echo"
    return None


def _plain(name: str) -> str:
    """A device's name without what marks it as the listening end of an output."""
    return re.sub(r"^monitor of |[ .]monitor$|_mic$", "", name.strip().casefold())


def _cable(name: str) -> str:
    """The name of the virtual cable whose end this is, "" if it is none."""
    if not re.search(r"cable|voicemeeter|likeness", name):
        return ""
    return " ".join(re.sub(r"\b(input|output|microphone|speakers?)\b", " ", name).split())
