"""Condition: the microphone's gain, and a high-pass against rumble, hum and popping breath."""

import numpy as np
from numpy.typing import NDArray

from app.stages.sound.stage import RATE_HZ, Samples, SoundStage

HIGH_PASS_HZ = 80.0
_SEGMENT = 480  # samples; the sums start anew so often, which keeps them small and always at the same places
_RAMP = 960  # samples for a change of gain, 20 ms

# Butterworth of second order (bilinear transform) as direct sound and one pair of complex poles:
# y = DIRECT * x + 2 Re(RESIDUE * u), u[n] = POLE * u[n - 1] + x[n]
_K = float(np.tan(np.pi * HIGH_PASS_HZ / RATE_HZ))
_NORM = 1.0 / (1.0 + 2.0**0.5 * _K + _K * _K)
_A1, _A2 = 2.0 * (_K * _K - 1.0) * _NORM, (1.0 - 2.0**0.5 * _K + _K * _K) * _NORM
_POLE = complex(-_A1 / 2.0, (_A2 - _A1 * _A1 / 4.0) ** 0.5)
_DIRECT = _NORM / _A2
_RESIDUE = _NORM * (1.0 - 2.0 / _POLE + 1.0 / _POLE**2) / (1.0 - _POLE.conjugate() / _POLE)
_INTO = _POLE ** -np.arange(_SEGMENT, dtype=np.float64)
_OUT_OF = 2.0 * _RESIDUE * _POLE ** np.arange(_SEGMENT, dtype=np.float64)


class Condition(SoundStage):
    """Applies the input gain and takes out what lies below 80 Hz (second order, no delay)."""

    _phase: int  # where in the segment
    _sum: complex
    _at: int  # how far the change of gain has come

    def __init__(self, gain_db: float = 0.0, *, quantum: int = 1) -> None:
        """Start with a gain in dB; blocks are multiples of `quantum` samples."""
        self._quantum = quantum
        self._wanted = self._from = self._to = _linear(gain_db)
        self._restart()

    def set_gain(self, gain_db: float) -> None:
        """Change the gain within 20 ms of sound; from any thread."""
        self._wanted = _linear(gain_db)

    def _run(self, samples: Samples) -> Samples:
        out = np.empty(len(samples), np.float64)
        start = 0
        while start < len(samples):
            end = min(start + _SEGMENT - self._phase, len(samples))
            out[start:end] = self._filtered(samples[start:end].astype(np.float64))
            start = end
        return (out * self._gains(len(samples))).astype(np.float32)

    def _filtered(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Filter part of one segment: u[n] = POLE^n * (what came before + sum of x[k] POLE^-k)."""
        here = slice(self._phase, self._phase + len(x))
        real = np.cumsum(np.concatenate([[self._sum.real], x * _INTO.real[here]]))[1:]
        imag = np.cumsum(np.concatenate([[self._sum.imag], x * _INTO.imag[here]]))[1:]
        self._sum = complex(real[-1], imag[-1])
        self._phase += len(x)
        if self._phase == _SEGMENT:
            self._sum *= _POLE**_SEGMENT
            self._phase = 0
        return np.asarray(_DIRECT * x + (_OUT_OF.real[here] * real - _OUT_OF.imag[here] * imag))

    def _gains(self, count: int) -> NDArray[np.float64]:
        if self._wanted != self._to:
            self._from += (self._to - self._from) * self._at / _RAMP
            self._to, self._at = self._wanted, 0
        share = np.minimum(self._at + np.arange(1, count + 1), _RAMP) / _RAMP
        self._at = min(self._at + count, _RAMP)
        return np.asarray(self._from + (self._to - self._from) * share)

    def _restart(self) -> None:
        self._phase, self._sum = 0, 0j
        self._at = _RAMP


def _linear(gain_db: float) -> float:
    return float(10.0 ** (gain_db / 20.0))
