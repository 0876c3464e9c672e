"""Meter: rate and percentiles over a sliding window."""

import pytest

from app.meter import Meter


def test_rate_and_delay_of_the_last_seconds_only() -> None:
    meter = Meter(window_s=2.0)
    for i in range(10):
        meter.mark(i * 0.1, 9.0)  # long ago
    for i in range(41):
        meter.mark(10.0 + i * 0.05, i / 1000)
    assert meter.rate_hz(12.0) == pytest.approx(20.0)
    assert meter.delay_ms(12.0, 50, 95) == pytest.approx([20.0, 38.0])


def test_an_idle_meter_reads_zero() -> None:
    meter = Meter()
    assert meter.rate_hz(5.0) == 0.0
    assert meter.delay_ms(5.0, 50, 95) == [0.0, 0.0]
    meter.mark(5.0)
    assert meter.rate_hz(5.0) == 0.0


def test_jitter_is_how_uneven_the_events_are_not_how_frequent() -> None:
    even, uneven = Meter(), Meter()
    for i in range(60):
        even.mark(i / 30)
        uneven.mark(i / 30 + 0.004 * (i % 2))
    assert even.jitter_ms(2.0) == pytest.approx(0.0, abs=1e-6)
    assert 3.0 < uneven.jitter_ms(2.0) < 9.0
    assert Meter().jitter_ms(2.0) == 0.0
