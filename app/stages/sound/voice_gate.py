"""VoiceGate: silence between the words is silent, and no word loses its beginning."""

import numpy as np
import webrtcvad
from numpy.typing import NDArray

from app.stages.sound.stage import BLOCK, RATE_HZ, Frames, Ramp, Samples, SoundStage

_AHEAD = 2 * BLOCK  # samples, 20 ms: the gate is open before the sound that opened it comes out
_HANG_OVER_FRAMES = 30  # 0.3 s: pauses within a sentence, and the soft ends of words
_OPEN_S, _CLOSE_S = 0.01, 0.05
_VAD_MODE = 2  # 0 lets much through, 3 little
_LOWEST_DB = -65.0  # a quieter frame is never speech
# A consonant is softer than the noise as a whole, but stands out in its own band: each has a noise floor of its own.
_EDGES_HZ = (100.0, 400.0, 1_200.0, 3_000.0, 6_000.0, 12_000.0)
_OVER_FLOOR_DB = np.array([14.0, 11.0, 10.0, 9.0, 8.0])  # opens, whatever the detector says; narrow bands vary more
_VOICED_SHARE = 0.75  # of it opens what the detector calls speech
_QUIETEST_DB = -85.0  # floor of the floors: a microphone's own noise
_FLOOR_FALL_DB, _FLOOR_RISE_DB = 0.5, 0.05  # per frame at most: the floor follows a noise that grows, but not a word
_LEARNING_FRAMES = 30  # at the start the floor follows at once, and only the detector opens
_LONG_FRAMES = 200  # so long without a pause looks like noise: the floor rises ever faster
_WINDOW = np.hanning(2 * BLOCK)
_FULL_SCALE = float(np.square(_WINDOW).sum()) * BLOCK  # power of a sine of amplitude 1 is then 0.5
_EDGES = np.round(np.array(_EDGES_HZ) * 2 * BLOCK / RATE_HZ).astype(np.intp)


class VoiceGate(SoundStage):
    """Opens for speech (webrtcvad, and what stands out of the tracked noise), closes 0.3 s after it.

    Sound is held back by 20 ms, switched on or off, so the gate opens before a word begins; closed, it gives zeros.

    Attributes:
        open: somebody is talking, or has just been; kept up to date when switched off, too.
    """

    _floor_db: NDArray[np.float64]
    _since_speech: int  # frames
    _heard: int  # frames since the start
    _talking: int  # frames since it opened
    _kept: Samples
    _before: Samples

    def __init__(self, on: bool = True, *, quantum: int = BLOCK) -> None:
        """Start switched on or off; blocks are multiples of `quantum` samples."""
        self._quantum = quantum
        self._frames = Frames(BLOCK, quantum)
        self.on = on
        self.open = False
        self._restart()

    def set_on(self, on: bool) -> None:
        """Switch the gate; off, everything passes, just as late. From any thread."""
        self.on = on

    def _run(self, samples: Samples) -> Samples:
        out = self._frames.process(samples, self._frame)
        self.latency_s = (_AHEAD + self._frames.delay) / RATE_HZ
        return out

    def _frame(self, frame: Samples) -> Samples:
        self._since_speech = 0 if self._is_speech(frame) else self._since_speech + 1
        self.open = self._since_speech <= _HANG_OVER_FRAMES
        self._talking = self._talking + 1 if self.open else 0
        self._gain.up = self.open or not self.on
        line = np.concatenate([self._kept, frame])
        self._kept = line[BLOCK:]
        return np.asarray(line[:BLOCK] * self._gain.take(BLOCK))

    def _is_speech(self, frame: Samples) -> bool:
        """Judge the newest 10 ms, and follow the noise: its level falls quickly and rises slowly."""
        window = np.concatenate([self._before, frame])
        self._before = frame
        power = np.square(np.abs(np.fft.rfft(window * _WINDOW)))
        bands_db = 10.0 * np.log10(np.add.reduceat(power, _EDGES)[:-1] / _FULL_SCALE + 1e-12)
        over_db = bands_db - self._floor_db
        learning = self._heard < _LEARNING_FRAMES
        rise_db = 20 * _FLOOR_FALL_DB if learning else _FLOOR_RISE_DB * (1.0 + self._talking / _LONG_FRAMES)
        self._floor_db += np.clip(over_db, -_FLOOR_FALL_DB, rise_db)
        self._floor_db = np.maximum(self._floor_db, _QUIETEST_DB)
        self._heard += 1
        voiced = self._vad.is_speech(np.clip(frame * 32767.0, -32768.0, 32767.0).astype(np.int16).tobytes(), RATE_HZ)
        if bands_db.max() < _LOWEST_DB:
            return False
        if learning:
            return bool(voiced)
        return bool((over_db > _OVER_FLOOR_DB * (_VOICED_SHARE if voiced else 1.0)).any())

    def _restart(self) -> None:
        self._frames.reset()
        self._vad = webrtcvad.Vad(_VAD_MODE)
        self._gain = Ramp(not self.on, _OPEN_S, _CLOSE_S)
        self._kept = np.zeros(_AHEAD, np.float32)
        self._before = np.zeros(BLOCK, np.float32)
        self._floor_db = np.full(len(_OVER_FLOOR_DB), -60.0)
        self._since_speech = _HANG_OVER_FRAMES + 1
        self._heard = self._talking = 0
        self.open = False
        self.latency_s = (_AHEAD + self._frames.delay) / RATE_HZ
