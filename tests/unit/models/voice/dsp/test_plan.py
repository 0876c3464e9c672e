"""How one voice is planned into another."""

import numpy as np
import pytest

from models.voice.dsp import plan
from models.voice.dsp.colour import BANDS, BINS
from models.voice.dsp.statistics import Speaker
from models.voice_engines import VoiceStyle

FLAT = np.zeros(BANDS, np.float32)
LOW = Speaker(float(np.log(110)), 0.2, FLAT, None)
HIGH = Speaker(float(np.log(220)), 0.25, np.linspace(2, -2, BANDS).astype(np.float32), None)


def test_the_range_of_pitch_becomes_that_of_the_target() -> None:
    ratio = plan.pitch_ratio(LOW, HIGH, VoiceStyle())
    assert 110 * ratio.of(110) == pytest.approx(220)
    high = 110 * np.exp(0.2)
    assert high * ratio.of(high) == pytest.approx(220 * np.exp(0.25))
    assert 110 * plan.pitch_ratio(LOW, HIGH, VoiceStyle(semitones=12)).of(110) == pytest.approx(440)
    assert plan.pitch_ratio(LOW, HIGH, VoiceStyle(auto_pitch=False)).of(150) == pytest.approx(1)
    assert plan.pitch_ratio(LOW, HIGH, VoiceStyle(strength=0)).of(150) == pytest.approx(1)


@pytest.mark.parametrize("f0_hz", [60.0, 110.0, 600.0])
@pytest.mark.parametrize("semitones", [-24.0, 24.0])
def test_no_pitch_is_out_of_bounds(f0_hz: float, semitones: float) -> None:
    assert 45 <= f0_hz * plan.pitch_ratio(LOW, HIGH, VoiceStyle(semitones=semitones)).of(f0_hz) <= 900.001


def test_formants_follow_the_pitch_within_reason() -> None:
    assert 1.15 < plan.formant_scale(LOW, HIGH) <= plan.SCALES[1]
    assert plan.formant_scale(HIGH, LOW) == pytest.approx(1 / plan.formant_scale(LOW, HIGH), rel=0.02)


def test_the_colour_is_the_difference_and_keeps_the_level() -> None:
    colour = plan.colour(LOW, HIGH, 1.0, 1.0, FLAT, VoiceStyle())
    gain = 2 * np.log(np.abs(colour.voiced))
    assert gain[0] - gain[-1] == pytest.approx(4.0, abs=0.4)
    power = np.abs(colour.voiced[:: (BINS - 1) // (BANDS - 1)]) ** 2
    assert power.mean() == pytest.approx(1.0, abs=0.05)
    none = plan.colour(LOW, HIGH, 1.1, 1.0, FLAT, VoiceStyle(strength=0.0))
    assert none.scale == 1.0
    np.testing.assert_allclose(none.voiced, 1.0, atol=1e-6)
