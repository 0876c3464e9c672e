"""Even time stamps out of uneven observations."""

import numpy as np
import pytest

from app.sound.device_clock import DeviceClock

RATE_HZ = 48000


def _observe(clock: DeviceClock, ppm: float, seconds: float, *, first: int = 0, late_s: float = 0.004) -> list[float]:
    """A card that delivers blocks of 10 ms, each seen up to `late_s` too late; returns the errors of the stamps."""
    random = np.random.default_rng(1)
    errors = []
    for frame in range(first, first + int(seconds * RATE_HZ), 480):
        true_s = 100 + frame / (RATE_HZ * (1 + ppm * 1e-6))
        clock.observe(frame, true_s + random.uniform(0, late_s) + (0.03 if random.random() < 0.02 else 0))
        errors.append(clock.time_of(frame) - true_s)
    return errors


@pytest.mark.parametrize("ppm", [-300, 0, 120, 300])
def test_stamps_are_true_and_even(ppm: float) -> None:
    clock = DeviceClock(RATE_HZ)
    errors = np.array(_observe(clock, ppm, 60))
    assert np.abs(errors[200:]).max() < 0.001  # after two seconds
    assert np.abs(np.diff(errors[300:])).max() < 20e-6  # from block to block
    assert clock.drift_ppm == pytest.approx(ppm, abs=60)


def test_the_first_stamps_are_late_by_no_more_than_what_was_seen() -> None:
    errors = _observe(DeviceClock(RATE_HZ), 0, 0.5)
    assert min(errors) > -0.001 and max(errors) < 0.0341


def test_lost_samples_are_noticed_within_two_seconds() -> None:
    clock = DeviceClock(RATE_HZ)
    _observe(clock, 50, 10)
    frame = 10 * RATE_HZ
    for step in range(220):  # the device has lost a quarter of a second
        clock.observe(frame + step * 480, 100 + 10.25 + step * 0.01)
    assert clock.time_of(frame) == pytest.approx(110.25, abs=0.002)


def test_a_restart_takes_the_next_observation_at_its_word() -> None:
    clock = DeviceClock(RATE_HZ)
    assert not clock.running
    _observe(clock, 100, 30)
    learnt_ppm = clock.drift_ppm
    clock.restart()
    assert not clock.running
    clock.observe(0, 5.0)
    assert clock.time_of(480) == pytest.approx(5.01, abs=1e-5)
    assert clock.drift_ppm == learnt_ppm
