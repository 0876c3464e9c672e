"""How intelligible speech is beside a clean original: STOI.

Taal, Hendriks, Heusdens and Jensen 2011, "An algorithm for intelligibility prediction of time-frequency weighted noisy
speech". At 10 kHz, in 15 third-octave bands from 150 Hz, the envelopes of both recordings are correlated over 384 ms,
after that of the second is brought to the level of the first and clipped at a signal-to-distortion ratio of -15 dB;
frames 40 dB under the loudest are left out. Pitch and phase do not matter, time and articulation do.
"""

import numpy as np
from numpy.typing import NDArray

from models.voice_engines import RATE_HZ, Samples

_RATE_HZ = 10_000
_FRAME, _HOP, _FFT = 256, 128, 512
_BANDS, _LOWEST_HZ = 15, 150.0
_SEGMENT = 30  # frames
_DYNAMIC_DB, _CLIP_DB = 40.0, -15.0
_TINY = np.finfo(np.float64).eps

Floats = NDArray[np.float64]


def stoi(clean: Samples, processed: Samples) -> float:
    """Return the intelligibility of `processed`, at most 1; NaN if under 0.4 s of the original is loud enough.

    Args:
        clean: (n,) at 16 kHz.
        processed: the same speech, in step and of the same length.
    """
    x, y = _loud_parts(_to_10k(clean), _to_10k(processed))
    x, y = _bands(x), _bands(y)
    if len(x) < _SEGMENT:
        return float("nan")
    segments = np.lib.stride_tricks.sliding_window_view
    a, b = (segments(bands, _SEGMENT, axis=0) for bands in (x, y))  # (n, bands, frames)
    scale = np.linalg.norm(a, axis=2, keepdims=True) / (np.linalg.norm(b, axis=2, keepdims=True) + _TINY)
    b = np.minimum(b * scale, a * (1 + 10 ** (-_CLIP_DB / 20)))
    return float(np.mean(np.sum(_unit(a) * _unit(b), axis=2)))


def _unit(segments: Floats) -> Floats:
    """Take the mean from each segment and bring it to length 1."""
    apart = segments - segments.mean(axis=2, keepdims=True)
    return np.asarray(apart / (np.linalg.norm(apart, axis=2, keepdims=True) + _TINY))


def _to_10k(samples: Samples) -> Floats:
    """Resample by leaving out the top of the spectrum of the whole recording."""
    count = len(samples) * _RATE_HZ // RATE_HZ
    if count == 0:
        return np.zeros(0)
    spectrum = np.fft.rfft(np.asarray(samples[: count * RATE_HZ // _RATE_HZ], np.float64))
    return np.fft.irfft(spectrum[: count // 2 + 1], count) * _RATE_HZ / RATE_HZ


def _hann() -> Floats:
    return np.hanning(_FRAME + 2)[1:-1]


def _frames(samples: Floats) -> Floats:
    """Cut into windowed frames, (n, 256)."""
    if len(samples) < _FRAME:
        return np.zeros((0, _FRAME))
    return np.asarray(np.lib.stride_tricks.sliding_window_view(samples, _FRAME)[::_HOP] * _hann())


def _loud_parts(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Drop the frames in which the first is quiet, and join the others by overlap and add."""
    first, second = _frames(x), _frames(y)
    if len(first) == 0:
        return np.zeros(0), np.zeros(0)
    level_db = 20 * np.log10(np.linalg.norm(first, axis=1) + _TINY)
    loud = level_db > level_db.max() - _DYNAMIC_DB
    return _join(first[loud]), _join(second[loud])


def _join(frames: Floats) -> Floats:
    halves = frames.reshape(len(frames), 2, _HOP)
    whole = np.zeros((len(frames) + 1, _HOP))
    whole[:-1] += halves[:, 0]
    whole[1:] += halves[:, 1]
    return whole.reshape(-1)


def _bands(samples: Floats) -> Floats:
    """Return the magnitude in each third of an octave, (frames, 15)."""
    power = np.abs(np.fft.rfft(_frames(samples), _FFT, axis=1)) ** 2
    centres_hz = _LOWEST_HZ * 2 ** (np.arange(_BANDS) / 3)
    edges = [np.round(centres_hz * 2 ** (sign / 6) * _FFT / _RATE_HZ).astype(int) for sign in (-1, 1)]
    thirds = np.zeros((_BANDS, _FFT // 2 + 1))
    for band, (low, high) in enumerate(zip(*edges, strict=True)):
        thirds[band, low:high] = 1.0
    return np.asarray(np.sqrt(power @ thirds.T))
