"""Comparing engines pair by pair: numbers as in the books, and no certainty from few speakers."""

import math

import numpy as np
import pytest

from models.evaluate.voice_paired import compare, wilcoxon

# after scipy.stats.wilcoxon(..., correction=True, method="asymptotic") 1.17
DIFFERENCES = [0.3, -0.1, 0.2, 0.5, 0.4, -0.2, 0.6, 0.7, 0.1, 0.8, 0.9, 0.0]


def test_ranks_with_ties_as_published() -> None:
    assert wilcoxon(np.array(DIFFERENCES)) == pytest.approx(0.014386394858700727, abs=1e-9)
    assert wilcoxon(-np.array(DIFFERENCES)) == pytest.approx(0.014386394858700727, abs=1e-9)
    assert wilcoxon(np.zeros(9)) == 1.0


def test_a_clear_gain_is_certain_and_chance_is_not() -> None:
    chance = np.random.default_rng(0)
    base = chance.normal(0.66, 0.03, 60)
    sources = [f"s{n % 10}" for n in range(60)]
    better = compare(list(base + chance.normal(0.06, 0.02, 60)), list(base), sources)
    assert better.n == 60 and better.p < 1e-6 and better.improved > 0.9
    assert 0.05 < better.low < better.difference < better.high < 0.07
    same = compare(list(base + chance.normal(0, 0.02, 60)), list(base), sources)
    assert same.p > 0.05 and same.low < 0 < same.high
    less = compare(list(base - 0.1), list(base), sources, less_is_better=True)
    assert less.improved == 1.0 and less.difference == pytest.approx(-0.1)


def test_pairs_of_one_speaker_do_not_count_as_many() -> None:
    """Ten pairs each of six speakers, who differ and whose pairs do not, are as uncertain as six pairs."""
    shift = np.repeat([0.10, -0.02, 0.05, 0.08, -0.04, 0.01], 10)
    together = compare(list(shift), [0.0] * 60, [str(n // 10) for n in range(60)])
    apart = compare(list(shift), [0.0] * 60, [str(n) for n in range(60)])
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_what_is_missing_is_left_out() -> None:
    few = compare([1.0, math.nan, 2.0, 3.0], [1.0, 1.0, 1.0, 2.0], list("abcd"))
    assert few.n == 3 and few.difference == pytest.approx(2 / 3) and few.improved == pytest.approx(2.5 / 3)
    assert math.isnan(few.p) and math.isnan(few.low)
    assert compare([math.nan], [1.0], ["a"]).n == 0
