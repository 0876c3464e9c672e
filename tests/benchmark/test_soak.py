"""Both lanes for a while, with all that may not grow; `LIKENESS_SOAK_S=1800` is what a release needs.

Whether the judgement finds what it is to find is tested on made-up figures.
"""

import os
import subprocess
import sys

import numpy as np

from tests.benchmark.soak.claps import Claps
from tests.benchmark.soak.holdings import Holding
from tests.benchmark.soak.verdict import Verdict, judge_claps, judge_holdings
from tests.support.likeness import ROOT

SECONDS = os.environ.get("LIKENESS_SOAK_S", "120")


def test_nothing_grows_and_nothing_drifts() -> None:
    line = [sys.executable, "-m", "tests.benchmark.soak", "--seconds", SECONDS]
    done = subprocess.run(line, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    sys.stdout.write(done.stdout)
    assert done.returncode == 0


def test_growth_is_found() -> None:
    looks = [(5.0 * n, [Holding("program", 200.0 + 0.5 * n, 300.0, 20 + n // 50, 30)]) for n in range(60)]
    verdict = Verdict()
    judge_holdings(verdict, looks, warm_s=10.0)
    assert [text.split(" has")[0] for text in verdict.problems] == ["program: own_mb", "program: threads"]


def test_drift_is_found_and_a_steady_offset_is_none() -> None:
    tilts_s = np.arange(600.0)
    for drift_s, problems in ((0.0, 0), (0.02, 1)):
        calls_s = tilts_s + 0.03 + drift_s * tilts_s / 600 + np.random.default_rng(1).normal(0, 0.005, 600)
        verdict = Verdict()
        judge_claps(verdict, Claps(tilts_s, calls_s), own_s=0.03)
        assert len(verdict.problems) == problems
