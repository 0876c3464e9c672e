"""What a voice engine has to reach: the least that is shipped (floor) and what is aimed at (goal), beside what it does.

For scale: Seed-VC publishes a similarity of 0.8676 of the same speaker encoder and a word error rate of 11.99 %. The
protocols differ: it converts whole recordings with some 0.4 s of delay on a GPU and is scored against the very
recording that it was given as the target, with another recogniser; here the target's other speech is the measure.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

SEED_VC = {"similarity": 0.8676, "word_error": 0.1199}
REMARK = "Seed-VC publishes similarity 0.8676, WER 11.99 %; protocols differ (offline, GPU, scored on the enrolment)"
SURE = 0.01  # p below which a difference counts


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the table. `floor`, `goal`: None where there is none; `high`: whether more is better."""

    name: str
    label: str
    floor: float | None
    goal: float | None
    high: bool = False

    def verdict(self, value: float) -> str:
        """Return "goal", "floor", "missed", "-" where nothing is asked, or "not measured"."""
        if not math.isfinite(value):
            return "not measured"
        for word, mark in (("goal", self.goal), ("floor", self.floor)):
            if mark is not None and (value >= mark if self.high else value <= mark):
                return word
        return "-" if self.floor is None else "missed"


BARS = (
    Bar("similarity", "similarity to the target", 0.72, 0.78, high=True),
    Bar("pass_share", "share heard as the target (0.75)", None, 0.60, high=True),
    Bar("margin", "similarity above the other engine", 0.06, None, high=True),
    Bar("margin_p", "p of that difference", SURE, None),
    Bar("source_similarity", "similarity to the source", 0.62, 0.58),
    Bar("verifier", "verifier: nearer to the target", 0.85, 0.95, high=True),
    Bar("mixture_verifier", "verifier without mean spectrum", 0.85, 0.95, high=True),
    Bar("phone_error_increase", "phone errors added, known text", 0.12, 0.06),
    Bar("phone_error_increase_native", "phone errors added, native speech", 0.12, 0.06),
    Bar("word_error_increase", "word errors added, known text", 0.15, 0.08),
    Bar("copy_phone_error_increase", "phone errors added, own voice", 0.05, 0.03),
    Bar("f0_correlation", "F0 correlation", 0.90, 0.95, high=True),
    Bar("voicing_error", "voicing error", 0.08, 0.05),
    Bar("f0_error_st", "mean F0 off the target's, semitones", 1.0, 0.5),
    Bar("stoi", "STOI, own voice", 0.85, 0.90, high=True),
    Bar("leak_dbfs", "noise of -50 dBFS becomes, dBFS", -70.0, None),
    Bar("latency_ms", "algorithmic latency, worst look, ms", 60.0, 52.5),
    Bar("rtf_p50", "RTF p50, other cores busy", 0.25, 0.12),
    Bar("rtf_p99", "RTF p99, other cores busy", 0.70, 0.30),
    Bar("restarts_equal", "restarts equal to the bit", 1.0, 1.0, high=True),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A bar with what was measured; `value` is NaN where nothing was."""

    name: str
    label: str
    value: float
    floor: float | None
    goal: float | None
    verdict: str


def judge(values: Mapping[str, float]) -> list[Line]:
    """Return every bar with its value, in a fixed order; what is missing is "not measured"."""
    found = ((bar, float(values.get(bar.name, math.nan))) for bar in BARS)
    return [Line(bar.name, bar.label, value, bar.floor, bar.goal, bar.verdict(value)) for bar, value in found]


def values_of(
    pairs: Mapping[str, float], copies: Mapping[str, float], texts: Mapping[str, float], engine: Mapping[str, float]
) -> dict[str, float]:
    """Bring the sums of pairs, copies and texts under the names of the table; `engine` has those names already."""

    def increase(table: Mapping[str, float], name: str) -> float:
        return table.get(name, math.nan) - table.get(f"{name}_before", math.nan)

    taken = ("pass_share", "source_similarity", "verifier", "mixture_verifier", "f0_correlation", "voicing_error")
    return {
        "similarity": pairs["similarity_after"],
        **{name: pairs[name] for name in (*taken, "f0_error_st", "restarts_equal")},
        "phone_error_increase": increase(texts, "phone_error"),
        "phone_error_increase_native": increase(pairs, "phone_error"),
        "word_error_increase": increase(texts, "word_error"),
        "copy_phone_error_increase": increase(copies, "phone_error"),
        "stoi": copies.get("stoi", math.nan),
        **engine,
    }
