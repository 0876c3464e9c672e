"""What a microphone that hears nothing becomes: faint noise in, the level of the result out.

A converter that takes noise for breath whispers while nobody speaks. The noise is at -50 dBFS, white or pink (equal
power in each octave); the level is that of the result after the first 2 s, which an engine may need to learn the noise.
"""

import numpy as np

from models.evaluate.voice_stream import convert
from models.voice_engines import RATE_HZ, Samples, VoiceEngine

NOISE_DBFS = -50.0
NOISES = ("white", "pink")
_LENGTH_S, _SETTLED_S = 5.0, 2.0
_LOWEST_HZ = 20.0  # below which pink noise gets no louder
_QUIETEST_DBFS = -120.0
_SEED = 1


def noise_leak_dbfs(engine: VoiceEngine) -> float:
    """Return the level of the louder of two results, RMS in dB of full scale; -120 for silence and less."""
    return max(level_dbfs(convert(engine, faint_noise(kind))[0][round(_SETTLED_S * RATE_HZ) :]) for kind in NOISES)


def faint_noise(kind: str) -> Samples:
    """Return 5 s of "white" or "pink" noise at -50 dBFS, the same every time."""
    count = round(_LENGTH_S * RATE_HZ)
    noise = np.random.default_rng(_SEED).normal(size=count)
    if kind == "pink":
        spectrum = np.fft.rfft(noise)
        hz = np.maximum(np.fft.rfftfreq(count, 1 / RATE_HZ), _LOWEST_HZ)
        noise = np.fft.irfft(spectrum / np.sqrt(hz), count)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)) * 10 ** (NOISE_DBFS / 20), np.float32)


def level_dbfs(samples: Samples) -> float:
    """Return the RMS in dB of full scale, -120 at least."""
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if len(samples) else 0.0
    return max(_QUIETEST_DBFS, 20 * float(np.log10(max(rms, 1e-12))))
