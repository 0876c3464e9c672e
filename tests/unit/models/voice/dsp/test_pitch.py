"""The running pitch, on voices whose pitch is known."""

import numpy as np
import pytest

from models.voice.dsp.pitch import CENTRE, HOP, PitchTracker
from models.voice_engines import RATE_HZ, Samples
from tests.support.drawn_voice import voice


def _follow(sound: Samples) -> np.ndarray:
    tracker = PitchTracker()
    return np.array([tracker.push(block) for block in sound[: len(sound) // HOP * HOP].reshape(-1, HOP)])


@pytest.mark.parametrize("f0_hz", [70.0, 110.0, 220.0, 450.0])
def test_the_pitch_is_right_and_describes_the_moment_it_says(f0_hz: float) -> None:
    found = _follow(voice(f0_hz, 4.0))
    t = ((np.arange(len(found)) + 1) * HOP - CENTRE) / RATE_HZ
    truth = f0_hz * np.exp(0.15 * np.sin(2 * np.pi * 0.7 * t))
    steady = (t % 1.0 > 0.15) & (t % 1.0 < 0.65) & (t > 1)
    assert (found[steady] > 0).mean() > 0.98
    cents = 1200 * np.abs(np.log2(found[steady][found[steady] > 0] / truth[steady][found[steady] > 0]))
    assert np.median(cents) < 15
    assert (cents < 100).mean() > 0.97


def test_pauses_noise_and_silence_have_no_pitch() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 32_000).astype(np.float32)
    assert (_follow(noise) > 0).mean() < 0.1
    assert not _follow(np.zeros(16_000, np.float32)).any()
