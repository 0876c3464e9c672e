"""How far one sequence is from another (Levenshtein 1966), the measure under phone and word error rates."""

from collections.abc import Sequence


def edit_distance(wanted: Sequence[str], found: Sequence[str]) -> int:
    """Return the least number of insertions, deletions and substitutions that turn one into the other."""
    row = list(range(len(found) + 1))
    for count, symbol in enumerate(wanted, 1):
        diagonal, row[0] = row[0], count
        for place, other in enumerate(found, 1):
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (symbol != other))
    return row[-1]


def error_rate(wanted: Sequence[str], found: Sequence[str]) -> float:
    """Return the edits over the length of what is wanted; may exceed 1; NaN if nothing is wanted."""
    return edit_distance(wanted, found) / len(wanted) if wanted else float("nan")
