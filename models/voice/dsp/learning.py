"""The user's own voice, learned while converting: its pitch over 3 s of voice, its spectrum over about 8 s."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from models.voice.dsp.colour import BANDS
from models.voice.dsp.pitch import CENTRE
from models.voice.dsp.statistics import HANN, WINDOW, Speaker, log_power

_PITCH_FRAMES, _SPECTRUM_FRAMES = 300, 800  # of 10 ms
_USUAL_STD, _STD_TRUST = 0.20, 200  # deviation of log F0 that is assumed first, and for how many frames that counts
_SOFT, _SPEECH = 2.5, 7.0  # below the running level: voiced sound that does not count, sound that is no speech (log)
_LEVEL_FRAMES = 100
_FAR = 0.5  # of log F0, from its median; beyond it are errors by an octave

Floats = NDArray[np.float32]


class LearnedSpeaker:
    """Means over the recent past; one object for one stream.

    Args:
        centre: samples from the newest one back to what an estimate of the pitch describes.
    """

    def __init__(self, centre: int = CENTRE) -> None:
        self._centre = centre
        self.reset()

    def reset(self) -> None:
        """Forget the voice."""
        self._voices = self._others = 0.0  # frames that were counted
        self._log_f0: deque[float] = deque(maxlen=_PITCH_FRAMES)
        self._level = 0.0
        self._voiced = np.zeros(BANDS, np.float32)
        self._unvoiced = np.zeros(BANDS, np.float32)

    def push(self, past: Floats, f0_hz: float) -> None:
        """Take the newest samples, of which those around `centre` before the end have the pitch `f0_hz`."""
        frame = past[len(past) - self._centre - WINDOW // 2 :][:WINDOW] * HANN
        energy = float(np.log(frame @ frame + 1e-9))
        if f0_hz > 0:
            self._voices += 1
            self._log_f0.append(float(np.log(f0_hz)))
            self._level += (energy - self._level) / min(_LEVEL_FRAMES, self._voices)
            if energy > self._level - _SOFT:
                share = 1 / min(_SPECTRUM_FRAMES, self._voices)
                self._voiced += share * (log_power(frame) - self._voiced)
        elif self._voices and energy > self._level - _SPEECH:
            self._others += 1
            self._unvoiced += (log_power(frame) - self._unvoiced) / min(_SPECTRUM_FRAMES, self._others)

    def speaker(self) -> tuple[Speaker | None, float]:
        """Return the voice and how well it is known, 0..1; None, 0.0 if none was heard yet."""
        if not self._voices:
            return None, 0.0
        log_f0 = np.array(self._log_f0)
        log_f0 = log_f0[np.abs(log_f0 - np.sort(log_f0)[len(log_f0) // 2]) < _FAR]
        trust = self._voices / (self._voices + _STD_TRUST)
        std = float(np.sqrt(trust * log_f0.var() + (1 - trust) * _USUAL_STD**2))
        total = np.float32(np.log(np.exp(self._voiced, dtype=np.float64).sum()))
        unvoiced = self._unvoiced if self._others > 50 else self._voiced
        speaker = Speaker(
            float(log_f0.mean()), max(std, 0.05), self._voiced - np.float32(total), unvoiced - np.float32(total)
        )
        return speaker, min(1.0, self._voices / 100)
