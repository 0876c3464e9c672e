"""Rough: what a room, a noisy place and a call make of a clean recording, as users' microphones give it.

Each recording gets some of them by chance; with the same chance it is the same on every machine.
"""

import io
import random

import numpy as np
from numpy.typing import NDArray

from models.training.voice.sound_files import load, write_opus
from models.voice_engines import RATE_HZ, Samples

ROOM, NOISE, CODEC = 0.5, 0.7, 0.4  # shares of the recordings that get them
_DECAY_S = (0.12, 0.6)  # until an echo has fallen by 60 dB: from a study with curtains to a bare kitchen
_DIRECT_DB = (2.0, 15.0)  # the direct sound over all its echoes: an arm's length, and close to the mouth
_FIRST_ECHO_S = 0.004
_SNR_DB = (10.0, 35.0)
_TILT_DB = (-9.0, 0.0)  # of the noise, an octave: from a fan behind a wall to hiss
_HUM, _HUM_HZ, _HUM_DB = 0.2, (50.0, 60.0), (-38.0, -26.0)  # share of noises with it; below the speech
_OPUS_BIT_S = (8_000, 12_000, 16_000, 24_000)
_TELEPHONE, _TELEPHONE_HZ = 0.4, (300.0, 3400.0)  # share of codecs
_MU = 255.0  # of ITU-T G.711


def roughen(sound: Samples, chance: random.Random) -> Samples:
    """Return a recording as it might come from elsewhere, (n,) float32, as loud as before and in step with it.

    Args:
        sound: (n,) float32 at 16 kHz, clean speech.
        chance: decides about all.
    """
    loud = _rms(sound)
    rough = sound.astype(np.float64)
    if chance.random() < ROOM:
        rough = in_room(rough, chance.uniform(*_DECAY_S), chance.uniform(*_DIRECT_DB), chance)
    if chance.random() < NOISE:
        rough = rough + _noise(len(rough), _rms(rough), chance)
    if chance.random() < CODEC:
        rough = over_telephone(rough) if chance.random() < _TELEPHONE else _over_opus(rough, chance)
    return np.asarray(np.clip(rough * (loud / max(_rms(rough), 1e-9)), -1.0, 1.0), np.float32)


def in_room(sound: NDArray[np.float64], decay_s: float, direct_db: float, chance: random.Random) -> NDArray[np.float64]:
    """Add echoes: noise that dies away exponentially (Moorer 1979, "About this reverberation business").

    Args:
        sound: (n,).
        decay_s: until they have fallen by 60 dB.
        direct_db: by how much the direct sound is stronger than all of them.
        chance: decides about their phases.
    """
    time_s = np.arange(round(decay_s * RATE_HZ)) / RATE_HZ
    echoes = _white(len(time_s), chance) * 10 ** (-3 * time_s / decay_s) * (time_s >= _FIRST_ECHO_S)
    echoes *= 10 ** (-direct_db / 20) / np.sqrt(np.square(echoes).sum())
    echoes[0] = 1.0
    size = len(sound) + len(echoes)
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(echoes, size), size)[: len(sound)]


def over_telephone(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Leave 300-3400 Hz, in the 256 steps of G.711's mu-law."""
    low, high = _TELEPHONE_HZ
    spectrum, hz = np.fft.rfft(sound), np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    slopes = 1 / np.sqrt((1 + (low / np.maximum(hz, 1.0)) ** 8) * (1 + (hz / high) ** 16))
    narrow = np.clip(np.fft.irfft(spectrum * slopes, len(sound)), -1.0, 1.0)
    steps = np.round(127 * np.sign(narrow) * np.log1p(_MU * np.abs(narrow)) / np.log1p(_MU)) / 127
    return np.asarray(np.sign(steps) * np.expm1(np.abs(steps) * np.log1p(_MU)) / _MU)


def _over_opus(sound: NDArray[np.float64], chance: random.Random) -> NDArray[np.float64]:
    buffer = io.BytesIO()
    write_opus(sound.astype(np.float32), buffer, chance.choice(_OPUS_BIT_S))
    buffer.seek(0)
    heard = load(buffer, longest_s=len(sound) / RATE_HZ + 1)[: len(sound)]
    return np.pad(heard.astype(np.float64), (0, len(sound) - len(heard)))


def _noise(count: int, speech: float, chance: random.Random) -> NDArray[np.float64]:
    """Return noise of some colour, and the mains' hum at times, for speech of this level."""
    octaves = np.log2(np.maximum(np.fft.rfftfreq(count, 1 / RATE_HZ), 50.0) / 50.0)
    coloured = np.fft.irfft(
        np.fft.rfft(_white(count, chance)) * 10 ** (chance.uniform(*_TILT_DB) * octaves / 20), count
    )
    noise = coloured * (speech * 10 ** (-chance.uniform(*_SNR_DB) / 20) / max(_rms(coloured), 1e-9))
    if chance.random() < _HUM:
        hum_hz, level = chance.choice(_HUM_HZ), speech * 10 ** (chance.uniform(*_HUM_DB) / 20)
        turns = 2 * np.pi * hum_hz * np.arange(count) / RATE_HZ
        noise = noise + level * sum(np.sin(n * turns) / n for n in (1, 2, 3, 5))
    return np.asarray(noise)


def _white(count: int, chance: random.Random) -> NDArray[np.float64]:
    return np.random.default_rng(chance.getrandbits(32)).normal(size=count)


def _rms(sound: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(sound))))
