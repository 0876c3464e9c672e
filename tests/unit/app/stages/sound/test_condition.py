"""Condition: gain in steps that nobody hears, and a high-pass that is a Butterworth of second order."""

import numpy as np
import pytest

from app.stages.sound.condition import HIGH_PASS_HZ, Condition
from tests.support.blocks import RATE_HZ, cut, db, noise, rms, through, tone


def _response_db(hz: float) -> float:
    sound = tone(hz, 2.0)
    return db(rms(through(Condition(), cut(sound))[RATE_HZ:]) / rms(sound[RATE_HZ:]))


@pytest.mark.parametrize("hz", [10.0, 40.0, 80.0, 160.0, 1_000.0, 10_000.0])
def test_the_high_pass_has_the_curve_of_its_kind(hz: float) -> None:
    warped = np.tan(np.pi * hz / RATE_HZ) / np.tan(np.pi * HIGH_PASS_HZ / RATE_HZ)
    assert _response_db(hz) == pytest.approx(-10 * np.log10(1 + warped**-4), abs=0.05)


def test_a_constant_offset_is_taken_out() -> None:
    out = through(Condition(), cut(np.full(96_000, 0.5, np.float32)))
    assert np.abs(out[48_000:]).max() < 1e-6


def test_it_stays_exact_over_a_long_time() -> None:
    sound = np.concatenate([noise(10.0), tone(500.0, 1.0)])
    out = through(Condition(), cut(sound, 48_000))
    assert rms(out[-24_000:]) == pytest.approx(rms(sound[-24_000:]), rel=0.001)
    assert np.abs(out[-24_000:] - through(Condition(), cut(sound[-48_000:]))[-24_000:]).max() < 1e-5


def test_the_gain_changes_without_a_click() -> None:
    stage, sound = Condition(), tone(500.0, 1.0, 0.1)
    parts = []
    for index, block in enumerate(cut(sound)):
        if index in (30, 31, 60):
            stage.set_gain({30: -20.0, 31: 6.0, 60: 0.0}[index])
        parts.append(stage.process(block).samples)
    out = np.concatenate(parts)
    assert db(rms(out[20_000:28_000]) / rms(sound[20_000:28_000])) == pytest.approx(6.0, abs=0.05)
    assert db(rms(out[40_000:]) / rms(sound[40_000:])) == pytest.approx(0.0, abs=0.05)
    assert np.abs(np.diff(out)).max() < 2.2 * np.abs(np.diff(sound)).max()


def test_it_starts_with_the_gain_it_was_given() -> None:
    sound = cut(tone(1_000.0, 0.1))
    assert np.allclose(through(Condition(-6.0), sound), through(Condition(), sound) * 10 ** (-6 / 20), atol=1e-6)
