"""Marks and overlap-add: what is not changed comes out as it went in."""

import numpy as np
import pytest

from models.voice.dsp.colour import BANDS, make_colour
from models.voice.dsp.marks import STEP, Marks
from models.voice.dsp.pitch import HOP, PitchTracker
from models.voice.dsp.synthesis import Ratio, Synthesis
from tests.support.drawn_voice import voice

FLAT = np.zeros(BANDS, np.float32)
DELAY = 360


def _convert(sound: np.ndarray, ratio: Ratio, pitch: bool = True) -> tuple[np.ndarray, Marks]:
    marks, synthesis, tracker = Marks(), Synthesis(DELAY), PitchTracker()
    out = []
    for block in sound.astype(np.float32).reshape(-1, HOP):
        marks.push(block, tracker.push(block) if pitch else 0.0)
        out.append(synthesis.pull(marks, ratio, make_colour(1.0, FLAT, FLAT)))
    return np.concatenate(out), marks


def test_sound_without_a_voice_is_copied() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 32_000)
    out, _ = _convert(noise, Ratio(0.5), pitch=False)
    np.testing.assert_allclose(out[DELAY:][1000:], noise[1000:-DELAY], atol=1e-4)


def test_a_voice_with_its_own_pitch_is_nearly_copied() -> None:
    sound = voice(140.0, 3.0)
    out, _ = _convert(sound, Ratio())
    error = out[DELAY:] - sound[:-DELAY]
    assert np.mean(error**2) < 0.03 * np.mean(sound**2)


@pytest.mark.parametrize("f0_hz", [70.0, 140.0, 300.0])
def test_there_is_a_mark_in_every_period(f0_hz: float) -> None:
    _, marks = _convert(voice(f0_hz, 1.6, swing=0.0)[:8_000], Ratio())
    voiced = [grain for grain in marks.grains if grain.f0_hz]
    gaps = np.array([grain.right for grain in voiced[3:-3]])
    assert np.median(gaps) == pytest.approx(16_000 / f0_hz, rel=0.01)
    assert np.abs(gaps / (16_000 / f0_hz) - 1).max() < 0.1
    assert all(grain.right == STEP for grain in marks.grains if not grain.f0_hz and grain.left == grain.right)


@pytest.mark.parametrize("shift", [-0.5, 0.5])
def test_a_new_pitch_keeps_the_loudness(shift: float) -> None:
    sound = voice(140.0, 4.0)
    out, _ = _convert(sound, Ratio(shift))
    assert 10 * np.log10(np.mean(out**2) / np.mean(sound**2)) == pytest.approx(0.0, abs=2.0)


def test_a_rough_voice_an_octave_higher_is_no_rougher() -> None:
    """Every period is used twice then: where neighbours differ, pairs of equal ones would be heard as a lower pitch."""
    sound = voice(125.0, 4.0, swing=0.0)
    period = np.arange(len(sound)) // 128
    rough = sound * np.random.default_rng(3).uniform(0.2, 1.8, period[-1] + 1)[period].astype(np.float32)
    out = _convert(rough, Ratio(float(np.log(2.0))))[0][8_000:]
    one, next_one = out[:-64], out[64:]
    likeness = one @ next_one / np.sqrt((one @ one) * (next_one @ next_one))
    assert likeness > 0.935  # 0.92 where the nearest period is taken, 0.95 where neighbours are mixed
