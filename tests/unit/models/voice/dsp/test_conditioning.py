"""High-pass, idle noise, limiter."""

import numpy as np
import pytest

from models.voice.dsp.conditioning import CEILING, CUTOFF_HZ, HOP, HighPass, IdleNoise, Limiter
from models.voice_engines import RATE_HZ


def _blocks(sound: np.ndarray) -> np.ndarray:
    return sound.astype(np.float32).reshape(-1, HOP)


@pytest.mark.parametrize(("hz", "gain"), [(0.0, 0.0), (15.0, 0.0624), (CUTOFF_HZ, 0.7071), (1000.0, 1.0)])
def test_the_high_pass_has_the_gain_of_a_butterworth(hz: float, gain: float) -> None:
    filtered = HighPass()
    sound = np.cos(2 * np.pi * hz * np.arange(32_000) / RATE_HZ)
    out = np.concatenate([filtered.push(block) for block in _blocks(sound)])[16_000:]
    size = np.abs(out).max() if hz == 0 else np.sqrt(2 * np.mean(out**2))
    assert size == pytest.approx(gain, abs=0.003)


def test_the_high_pass_falls_silent() -> None:
    filtered = HighPass()
    filtered.push(np.full(HOP, 0.5, np.float32))
    rest = [filtered.push(np.zeros(HOP, np.float32)) for _ in range(100)]
    assert not np.any(rest[-10:])


def test_idle_noise_falls_and_speech_does_not() -> None:
    idle = IdleNoise()
    rng = np.random.default_rng(1)
    quiet = [idle.push(block, False) for block in _blocks(rng.normal(0, 0.003, 32_000))]
    assert max(quiet[-50:]) < 0.1
    assert idle.push(rng.normal(0, 0.03, HOP).astype(np.float32), False) == 1.0


def test_a_long_vowel_is_not_idle_noise() -> None:
    idle = IdleNoise()
    tone = 0.005 * np.sin(2 * np.pi * 200 * np.arange(160_000) / RATE_HZ)
    assert all(idle.push(block, True) == 1.0 for block in _blocks(tone))


def test_the_limiter_keeps_soft_sound_to_the_bit_and_loud_sound_below_the_ceiling() -> None:
    limiter = Limiter()
    soft = np.random.default_rng(1).uniform(-0.5, 0.5, HOP).astype(np.float32)
    np.testing.assert_array_equal(limiter.push(soft), soft)
    assert np.abs(limiter.push(10 * soft)).max() <= np.float32(CEILING)
    for _ in range(100):
        limiter.push(soft)
    np.testing.assert_array_equal(limiter.push(soft), soft)
