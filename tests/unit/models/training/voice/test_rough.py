"""Rough: rooms ring as long as told, a telephone leaves its band only, and all stays in step and as loud."""

import random

import numpy as np
import pytest

from models.training.voice.rough import in_room, over_telephone, roughen
from models.voice_engines import RATE_HZ


def hum_of_a_voice(seconds: float = 3.0) -> np.ndarray:
    """Return pulses at 120 Hz that come and go, (n,) float32: as periodic as speech, with silence between."""
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    buzz = sum(np.sin(2 * np.pi * 120 * n * time_s) / n for n in range(1, 50))
    return (0.05 * buzz * (np.sin(2 * np.pi * 2 * time_s) > 0)).astype(np.float32)


@pytest.mark.parametrize("decay_s", [0.15, 0.5])
def test_a_room_rings_as_long_as_told_and_after_the_sound(decay_s: float) -> None:
    click = np.zeros(RATE_HZ)
    click[800] = 1.0
    heard = in_room(click, decay_s, 6.0, random.Random(1))
    assert not heard[:800].any() or np.abs(heard[:800]).max() < 1e-9
    assert heard[800] == pytest.approx(1.0)
    echoes = np.square(heard[801:])
    assert 10 * np.log10(1 / echoes.sum()) == pytest.approx(6.0, abs=0.1)
    left_db = 10 * np.log10(np.cumsum(echoes[::-1])[::-1] / echoes.sum() + 1e-12)  # Schroeder 1965
    first, last = (int(np.argmax(left_db < level)) for level in (-5, -25))
    assert 3 * (last - first) / RATE_HZ == pytest.approx(decay_s, rel=0.15)


def test_a_telephone_leaves_its_band_only() -> None:
    noise = np.random.default_rng(2).normal(0, 0.1, RATE_HZ)
    heard = np.abs(np.fft.rfft(over_telephone(noise))) ** 2
    inside, below, above = heard[500:3000].mean(), heard[10:150].mean(), heard[4500:].mean()
    assert 10 * np.log10(inside / max(below, above)) > 25
    assert len(np.unique(np.round(over_telephone(np.linspace(-1, 1, RATE_HZ)), 9))) <= 256


def test_all_of_it_stays_in_step_as_loud_and_the_same_each_time() -> None:
    speech = hum_of_a_voice()
    seen = set()
    for number in range(12):
        rough = roughen(speech, random.Random(number))
        assert rough.dtype == np.float32 and rough.shape == speech.shape and np.isfinite(rough).all()
        assert np.abs(rough).max() <= 1.0
        assert np.sqrt(np.mean(rough**2)) == pytest.approx(np.sqrt(np.mean(speech**2)), rel=0.05)
        one, other = (np.convolve(np.square(x), np.ones(480), "same")[::160] for x in (speech, rough))
        assert np.corrcoef(one, other)[0, 1] > 0.8
        assert np.array_equal(rough, roughen(speech, random.Random(number)))
        seen.add(round(float(np.corrcoef(speech, rough)[0, 1]), 3))
    assert len(seen) > 6 and min(seen) < 0.95, "nearly every recording becomes another"
