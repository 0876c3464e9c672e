"""What is asked of an engine: the marks of the issue, read the right way round."""

import math

import pytest

from models.evaluate.voice_acceptance import BARS, judge, values_of


@pytest.mark.parametrize(
    ("name", "value", "verdict"),
    [
        ("similarity", 0.7199, "missed"),
        ("similarity", 0.72, "floor"),
        ("similarity", 0.78, "goal"),
        ("source_similarity", 0.63, "missed"),
        ("source_similarity", 0.62, "floor"),
        ("source_similarity", 0.58, "goal"),
        ("margin", 0.06, "floor"),
        ("margin_p", 0.02, "missed"),
        ("pass_share", 0.2, "-"),
        ("leak_dbfs", -69.0, "missed"),
        ("latency_ms", 52.5, "goal"),
        ("verifier", math.nan, "not measured"),
    ],
)
def test_floor_and_goal(name: str, value: float, verdict: str) -> None:
    (line,) = [line for line in judge({name: value}) if line.name == name]
    assert line.verdict == verdict


def test_goals_are_beyond_floors_and_all_lines_are_there() -> None:
    for bar in BARS:
        if bar.floor is not None and bar.goal is not None:
            assert (bar.goal >= bar.floor) if bar.high else (bar.goal <= bar.floor)
    lines = judge({})
    assert [line.name for line in lines] == [bar.name for bar in BARS]
    assert {line.verdict for line in lines} == {"not measured"}


def test_increases_are_after_less_before() -> None:
    pairs = dict.fromkeys(
        ("similarity_after", "pass_share", "source_similarity", "verifier", "mixture_verifier", "f0_correlation"), 0.5
    ) | {"voicing_error": 0.1, "f0_error_st": 1.0, "restarts_equal": 1.0, "phone_error_before": 0.4, "phone_error": 0.5}
    values = values_of(pairs, {"stoi": 0.8}, {"word_error": 0.5, "word_error_before": 0.3}, {"rtf_p50": 0.2})
    assert values["phone_error_increase_native"] == pytest.approx(0.1) and values["rtf_p50"] == 0.2
    assert values["word_error_increase"] == pytest.approx(0.2) and math.isnan(values["phone_error_increase"])
    assert set(values) <= {bar.name for bar in BARS}
