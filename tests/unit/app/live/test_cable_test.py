"""Sweeps are found where they are, and only there."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.live.cable_test import APART_S, RATE_HZ, make_sweeps, match

Samples = NDArray[np.float32]


def heard(delay_s: float, count: int, noise: float, gain: float = 1.0) -> list[Samples]:
    """What a listener that began at time 0 hears: sweep k, sent at k * 0.3 s, so much later."""
    sound = noise * np.random.default_rng(1).standard_normal(round((count * APART_S + 2) * RATE_HZ))
    for number in range(count):
        start = round((number * APART_S + delay_s) * RATE_HZ)
        sweep = make_sweeps()[number % 4]
        sound[start : start + len(sweep)] += gain * sweep
    return list(np.asarray(sound, np.float32).reshape(-1, 480))


@pytest.mark.parametrize("delay_s", [0.0203, 0.0871, 0.5003])
def test_delays(delay_s: float) -> None:
    blocks = heard(delay_s, 9, 0.01, gain=-0.4)  # a cable may turn the sign
    arrivals_s = [0.010 * (number + 1) for number in range(len(blocks))]
    found = match(blocks, arrivals_s, [(number * APART_S, number % 4) for number in range(9)])
    assert len(found) == 9
    # a block has arrived when its last sample has
    assert all(0.0 <= item.delay_ms - 1000 * delay_s <= 10.0 for item in found)
    assert min(item.likeness for item in found) > 0.95


def test_sweeps_that_never_came_are_not_made_up() -> None:
    sent = [(number * APART_S, number % 4) for number in range(9)]
    for blocks in (heard(0.0, 0, 0.1) * 2, [np.zeros(480, np.float32)] * 400):
        arrivals_s = [0.010 * (number + 1) for number in range(len(blocks))]
        assert match(blocks, arrivals_s, sent) == []
    lost = heard(0.08, 9, 0.01)
    lost[90:130] = [np.zeros(480, np.float32)] * 40  # the fourth, sent at 0.9 s
    arrivals_s = [0.010 * (number + 1) for number in range(len(lost))]
    assert len(match(lost, arrivals_s, sent)) == 8
    assert match([], [], sent) == []
