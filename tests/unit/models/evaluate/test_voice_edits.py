"""Edits between sequences."""

import math

import pytest

from models.evaluate.voice_edits import edit_distance, error_rate


@pytest.mark.parametrize(
    ("wanted", "found", "edits"),
    [("", "", 0), ("abc", "", 3), ("", "ab", 2), ("kitten", "sitting", 3), ("sunday", "saturday", 3), ("ab", "ba", 2)],
)
def test_edits_are_counted(wanted: str, found: str, edits: int) -> None:
    assert edit_distance(wanted, found) == edit_distance(found, wanted) == edits


def test_the_rate_is_of_what_is_wanted() -> None:
    assert error_rate(("a", "b"), ("a", "c", "d", "e")) == 1.5 and error_rate(("a",), ("a",)) == 0.0
    assert math.isnan(error_rate((), ("a",)))
