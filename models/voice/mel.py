"""Mel spectrograms as the networks were trained on: linear power for the speaker encoder."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from models.voice_engines import RATE_HZ, Samples

WINDOW, HOP = 400, 160  # 25 ms and 10 ms
_CHUNK = 4000  # frames worked on at a time, for the sake of memory
_SLANEY_HZ_PER_MEL = 200 / 3  # linear up to 1 kHz, then 27 steps for each factor of 6.4 (Slaney's Auditory Toolbox)
_BREAK_HZ, _LOG_STEP = 1000.0, np.log(6.4) / 27


def power_spectrogram(samples: Samples) -> NDArray[np.float32]:
    """Return |STFT|^2, (1 + n // 160, 201) float32: frames centred on every 160th sample, zeros beyond the ends."""
    if len(samples) == 0:
        return np.zeros((0, WINDOW // 2 + 1), np.float32)
    padded = np.pad(samples, WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    power = np.empty((len(frames), WINDOW // 2 + 1), np.float32)
    for n in range(0, len(frames), _CHUNK):
        spectrum = np.fft.rfft(frames[n : n + _CHUNK] * _hann(), axis=1)
        power[n : n + _CHUNK] = spectrum.real**2 + spectrum.imag**2
    return power


def mel_spectrogram(samples: Samples, bands: int) -> NDArray[np.float32]:
    """Return the power in `bands` mel bands of 0-8000 Hz, (1 + n // 160, bands) float32, linear, not logarithmic."""
    return np.asarray(power_spectrogram(samples) @ mel_filters(bands).T, np.float32)


@cache
def mel_filters(bands: int) -> NDArray[np.float32]:
    """Return triangular filters of equal area on Slaney's mel scale, (bands, 201) float32."""
    edges_hz = _mel_to_hz(np.linspace(0.0, _hz_to_mel(RATE_HZ / 2), bands + 2))
    bins_hz = np.linspace(0.0, RATE_HZ / 2, WINDOW // 2 + 1)
    low, middle, high = edges_hz[:-2, None], edges_hz[1:-1, None], edges_hz[2:, None]
    rising, falling = (bins_hz - low) / (middle - low), (high - bins_hz) / (high - middle)
    triangles = np.clip(np.minimum(rising, falling), 0.0, None)
    return np.asarray(triangles * 2.0 / (high - low), np.float32)


@cache
def _hann() -> NDArray[np.float32]:
    """The periodic Hann window."""
    return np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW), np.float32)


def _hz_to_mel(hz: float) -> float:
    if hz < _BREAK_HZ:
        return hz / _SLANEY_HZ_PER_MEL
    return float(_BREAK_HZ / _SLANEY_HZ_PER_MEL + np.log(hz / _BREAK_HZ) / _LOG_STEP)


def _mel_to_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    break_mel = _BREAK_HZ / _SLANEY_HZ_PER_MEL
    return np.where(mel < break_mel, mel * _SLANEY_HZ_PER_MEL, _BREAK_HZ * np.exp(_LOG_STEP * (mel - break_mel)))
