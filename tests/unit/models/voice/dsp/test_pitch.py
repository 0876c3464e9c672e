"""The running pitch, on voices whose pitch is known."""

import numpy as np
import pytest

from models.voice.dsp.pitch import CENTRE, HOP, PitchTracker
from models.voice_engines import RATE_HZ, Samples
from tests.support.drawn_voice import voice


def _follow(sound: Samples, hindsight: int = 0, usual_hz: float | None = None) -> np.ndarray:
    tracker = PitchTracker(hindsight)
    tracker.expect(usual_hz)
    return np.array([tracker.push(block) for block in sound[: len(sound) // HOP * HOP].reshape(-1, HOP)])


@pytest.mark.parametrize("hindsight", [0, 2])
@pytest.mark.parametrize("f0_hz", [70.0, 110.0, 220.0, 450.0])
def test_the_pitch_is_right_and_describes_the_moment_it_says(f0_hz: float, hindsight: int) -> None:
    found = _follow(voice(f0_hz, 4.0), hindsight)
    t = ((np.arange(len(found)) + 1 - hindsight) * HOP - CENTRE) / RATE_HZ
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


def test_hindsight_puts_right_what_the_next_frames_deny() -> None:
    """For 40 ms at a time every second period is weaker, so that a moment alone sounds an octave low."""
    sound = voice(150.0, 4.0)
    uneven = sound.copy()
    for start in range(16_000, 60_000, 4_000):
        uneven[start : start + 640] *= np.where(np.arange(640) // 106 % 2, 0.35, 1.0)
    wrong = []
    for hindsight in (0, 2, 4):
        found, truth = (_follow(each, hindsight) for each in (uneven, sound))
        both = (found > 0) & (truth > 0)
        wrong.append(int((np.abs(np.log2(found[both] / truth[both])) > 0.5).sum()))
    assert wrong[0] > wrong[1] > wrong[2]


def test_a_known_voice_is_right_from_its_first_word() -> None:
    """Every second period is weaker all the time: which of both octaves is meant, only the usual pitch can tell."""
    sound = voice(200.0, 1.5)
    uneven = sound * np.where(np.arange(len(sound)) // 80 % 2, 0.7, 1.0).astype(np.float32)
    high, low = (_follow(uneven, 2, usual_hz)[20:60] for usual_hz in (210.0, 95.0))
    voiced = (high > 0) & (low > 0)
    assert voiced.mean() > 0.8 and np.median(high[voiced]) == pytest.approx(230.0, rel=0.03)
    assert np.median(high[voiced] / low[voiced]) == pytest.approx(2.0, rel=0.01)
