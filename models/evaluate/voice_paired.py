"""Whether one engine is better than another on the same pairs, and how sure that is."""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

_DRAWS = 4000
_SEED = 1
_LEAST = 5  # pairs, below which nothing is said


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one engine to the other.

    Attributes:
        n: pairs that both have a number for.
        difference: mean of the first less the second.
        low, high: 95 % interval of it; NaN under 5 pairs.
        improved: share of pairs, 0..1, where the first is better; ties count half.
        p: of both being equally good, two-sided; NaN under 5 pairs.
    """

    n: int
    difference: float
    low: float
    high: float
    improved: float
    p: float


def compare(first: list[float], second: list[float], sources: list[str], *, less_is_better: bool = False) -> Comparison:
    """Compare two engines by one number for each pair.

    The interval is that of the bootstrap by speakers: the pairs of one source are drawn together, for they are not
    independent (Efron 1979; Cameron, Gelbach and Miller 2008). p is that of Wilcoxon's signed ranks, see `wilcoxon`.

    Args:
        first: of each pair; NaN is left out.
        second: of the same pairs in the same order.
        sources: who speaks in each pair.
        less_is_better: of the number.
    """
    apart = np.asarray(first, np.float64) - np.asarray(second, np.float64)
    kept = np.isfinite(apart)
    apart, names = apart[kept], np.asarray(sources)[kept]
    if not len(apart):
        return Comparison(0, *[float("nan")] * 5)
    better = -apart if less_is_better else apart
    improved = float(np.mean(better > 0) + 0.5 * np.mean(better == 0))
    enough = len(apart) >= _LEAST
    low, high = _interval(apart, names) if enough else (float("nan"), float("nan"))
    return Comparison(len(apart), float(apart.mean()), low, high, improved, wilcoxon(apart) if enough else float("nan"))


def wilcoxon(differences: NDArray[np.float64]) -> float:
    """Return the two-sided p of Wilcoxon's signed-rank test (1945), differences of 0 left out.

    By the normal approximation with the corrections for ties and for continuity; good from about ten pairs on.
    """
    found = differences[differences != 0]
    if not len(found):
        return 1.0
    n = len(found)
    _, place, sizes = np.unique(np.abs(found), return_inverse=True, return_counts=True)
    ends = np.cumsum(sizes)
    ranks = (ends - (sizes - 1) / 2)[place]  # ties share the mean of their ranks
    positive = float(ranks[found > 0].sum())
    variance = n * (n + 1) * (2 * n + 1) / 24 - float((sizes**3 - sizes).sum()) / 48
    distance = max(0.0, abs(positive - n * (n + 1) / 4) - 0.5)
    return erfc(distance / sqrt(variance) / sqrt(2))


def _interval(values: NDArray[np.float64], names: NDArray[np.str_]) -> tuple[float, float]:
    groups = [values[names == name] for name in np.unique(names)]
    sums, counts = np.array([group.sum() for group in groups]), np.array([len(group) for group in groups])
    drawn = np.random.default_rng(_SEED).integers(len(groups), size=(_DRAWS, len(groups)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)
