"""Meters that show the truth, and a limiter that nothing passes."""

import numpy as np
import pytest

from app.stages.sound.level import SILENCE_DB, Level, Limiter, to_db
from tests.support.blocks import RATE_HZ, cut, db, noise, rms, through, tone

CEILING = 10 ** (-1 / 20)


def test_the_meter_shows_level_and_held_peak_and_lets_it_fall() -> None:
    meter, sound = Level(), tone(440.0, 1.0, 0.5)
    assert through(meter, cut(sound)).tobytes() == sound.tobytes()
    assert meter.rms_db == pytest.approx(-9.03, abs=0.1)
    assert meter.peak_db == pytest.approx(-6.02, abs=0.01)
    through(meter, cut(np.zeros(62_400, np.float32), start_s=1.0))  # 1.3 s
    assert meter.peak_db == pytest.approx(-6.02, abs=0.01)
    assert meter.rms_db < -60.0
    through(meter, cut(np.zeros(57_600, np.float32), start_s=2.3))  # 1.2 s more
    assert meter.peak_db == pytest.approx(-26.0, abs=0.5)
    meter.reset()
    assert (meter.rms_db, meter.peak_db) == (SILENCE_DB, SILENCE_DB)


def test_clipping_is_remembered_for_three_seconds() -> None:
    meter, seen = Level(), []
    sound = np.concatenate([np.zeros(480, np.float32), np.ones(480, np.float32), np.zeros(4 * RATE_HZ, np.float32)])
    for block in cut(sound):
        meter.process(block)
        seen.append(meter.clipping)
    assert np.flatnonzero(seen)[[0, -1]] == pytest.approx([1, 301], abs=1)
    assert not seen[0]


def test_decibels_have_a_floor() -> None:
    assert (to_db(1.0), to_db(0.0)) == (0.0, SILENCE_DB)


def test_quiet_sound_passes_the_limiter_unchanged_one_millisecond_later() -> None:
    sound = noise(0.5, 0.1)
    limiter = Limiter()
    out = through(limiter, cut(sound))
    assert np.array_equal(out[48:], sound[:-48])
    assert limiter.reduction_db == 0.0


@pytest.mark.parametrize("seed", range(4))
def test_nothing_exceeds_the_ceiling(seed: int) -> None:
    generator = np.random.default_rng(seed)
    sound = noise(1.0, 0.3, seed)
    places = generator.integers(0, len(sound), 50)
    sound[places] = generator.uniform(-20.0, 20.0, 50)
    out = through(Limiter(), cut(sound))
    assert np.abs(out).max() <= CEILING * 1.000001


def test_the_limiter_turns_down_without_steps_and_comes_back() -> None:
    sound = tone(440.0, 1.5, 0.5)
    sound[24_000:36_000] *= 4.0
    limiter = Limiter()
    blocks = cut(sound)
    through(limiter, blocks[:70])
    assert limiter.reduction_db == pytest.approx(db(2.0 / CEILING), abs=0.3)
    limiter.reset()
    out = through(limiter, blocks)
    gain = out[48:] / np.where(np.abs(sound[:-48]) > 0.02, sound[:-48], np.nan)
    steps = np.abs(np.diff(gain))
    assert np.nanmax(steps) < 0.03
    assert rms(out[-12_000:]) == pytest.approx(rms(sound[-12_000:]), rel=1e-3)
