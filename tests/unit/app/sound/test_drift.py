"""Resampling at a ratio that may change, and the loop that steers it."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.sound.drift import RATIO_LIMIT, DriftController, FractionalResampler

RATE_HZ = 48000


def _stream(resampler: FractionalResampler, sound: NDArray[np.float32], ratios: list[float]) -> NDArray[np.float32]:
    """Feed 10 ms blocks and take what comes, the ratio changing from block to block."""
    out = []
    for number, start in enumerate(range(0, len(sound), 480)):
        resampler.push(sound[start : start + 480])
        ratio = ratios[number % len(ratios)]
        out.append(resampler.pull(resampler.producible(ratio), ratio))
    return np.concatenate(out)


def _residual_db(sound: NDArray[np.float32], frequency: float) -> float:
    """How far everything lies below a sine of this frequency (cycles per sample), fitted in level and phase."""
    time = np.arange(len(sound))
    basis = np.stack([np.sin(2 * np.pi * frequency * time), np.cos(2 * np.pi * frequency * time)], axis=1)
    fit = basis @ np.linalg.lstsq(basis, sound.astype(np.float64), rcond=None)[0]
    return float(10 * np.log10(np.mean(fit**2) / np.mean((sound - fit) ** 2)))


@pytest.mark.parametrize("ratio", [0.997, 0.99995, 1.0, 1.003, 44100 / 48000, 96000 / 48000])
@pytest.mark.parametrize("tone_hz", [100.0, 1000.0, 9000.0])
def test_a_tone_stays_a_tone(ratio: float, tone_hz: float) -> None:
    source_hz = RATE_HZ * ratio  # of the input, so that the output runs at 48 kHz
    sound = np.sin(2 * np.pi * tone_hz / source_hz * np.arange(24000)).astype(np.float32)
    made = _stream(FractionalResampler(ratio), sound, [ratio])
    assert abs(len(made) - 24000 / ratio) < 60
    assert _residual_db(made[200:], tone_hz / RATE_HZ) > 80


def test_a_changing_ratio_makes_no_click() -> None:
    """Whatever the ratio does, a low tone bends: no step is larger than its steepest slope, and curvature is small."""
    omega = 2 * np.pi * 300 / RATE_HZ
    sound = np.sin(omega * np.arange(48000)).astype(np.float32)
    made = _stream(FractionalResampler(), sound, [1.003, 0.997, 1.0, 1.001])[200:]
    assert np.abs(np.diff(made)).max() < omega * 1.005
    assert np.abs(np.diff(made, 2)).max() < omega**2 * 1.02


def test_nothing_is_lost_between_blocks() -> None:
    sound = np.random.default_rng(0).standard_normal(9600).astype(np.float32)
    whole, parts = FractionalResampler(), FractionalResampler()
    whole.push(sound)
    ratio = 1.0007
    assert whole.buffered == len(sound)
    # the ratio runs in over the first block, so take that one alike
    expected = np.concatenate([whole.pull(100, ratio), whole.pull(whole.producible(ratio), ratio)])
    parts.push(sound[:333])
    made = [parts.pull(100, ratio)]
    for start in range(333, len(sound), 333):
        made.append(parts.pull(parts.producible(ratio), ratio))
        parts.push(sound[start : start + 333])
    made.append(parts.pull(parts.producible(ratio), ratio))
    assert np.allclose(np.concatenate(made), expected, atol=1e-5)


def test_skipping_moves_on_by_exactly_that_much() -> None:
    sound = np.random.default_rng(0).standard_normal(4800).astype(np.float32)
    resampler = FractionalResampler()
    resampler.push(sound)
    resampler.pull(100, 1.0)
    resampler.skip(1000)
    assert np.allclose(resampler.pull(50, 1.0), sound[1100:1150], atol=1e-6)


@pytest.mark.parametrize("clock_ppm", [-300, -40, 0, 300])
def test_the_fill_stays_where_it_should_for_ten_minutes(clock_ppm: int) -> None:
    """Blocks of 10 ms come with jitter from a card that runs fast or slow; the other card takes 10 ms at a time."""
    random = np.random.default_rng(clock_ppm + 500)
    controller, wanted_s, fill_s, change = DriftController(), 0.020, 0.035, 0.0
    fills = []
    for step in range(2 * 600):
        fill_s += 0.5 * (clock_ppm * 1e-6 - change)
        fills.append(fill_s)
        change = controller.update(fill_s - wanted_s + random.normal(0, 0.001), 0.5)
        assert abs(change) <= RATIO_LIMIT, step
    assert 0.010 < min(fills) and max(fills) < 0.040
    assert np.abs(np.array(fills[240:]) - wanted_s).max() < 0.003
    assert controller.clock_ppm == pytest.approx(clock_ppm, abs=100)


def test_a_wish_far_away_is_not_taken_for_a_clock() -> None:
    controller = DriftController()
    for _ in range(100):
        controller.update(2.0, 0.5)
    assert controller.clock_ppm == 0
