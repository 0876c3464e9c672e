"""When each phone of a known text is said: the likeliest path of a CTC network (Graves et al. 2006; Viterbi 1967)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e9


def align(scores: NDArray[np.float32], phones: Sequence[int]) -> NDArray[np.float64] | None:
    """Return the row at which each phone is heard, (n,), ascending.

    Args:
        scores: (T, symbols) log probabilities, symbol 0 the blank.
        phones: n symbols, none of them 0.

    Returns:
        None if they do not fit into T rows.
    """
    states = np.zeros(2 * len(phones) + 1, np.int64)  # blank, phone, blank, phone, ..., blank
    states[1::2] = phones
    repeats = sum(a == b for a, b in zip(phones, phones[1:], strict=False))
    if not len(phones) or len(scores) < len(phones) + repeats:
        return None
    skips = np.zeros(len(states), bool)  # the blank between two unlike phones may be left out
    skips[3::2] = states[3::2] != states[1:-2:2]
    best = np.full(len(states), _NEVER)
    best[:2] = scores[0, states[:2]]
    came = np.zeros((len(scores), len(states)), np.int8)
    for row in range(1, len(scores)):
        one, two = np.append(_NEVER, best[:-1]), np.append([_NEVER] * 2, best[:-2])
        choices = np.stack([best, one, np.where(skips, two, _NEVER)])
        came[row] = choices.argmax(0)
        best = choices.max(0) + scores[row, states]
    path = np.zeros(len(scores), np.int64)
    path[-1] = len(states) - 1 if best[-1] > best[-2] else len(states) - 2
    for row in range(len(scores) - 1, 0, -1):
        path[row - 1] = path[row] - came[row, path[row]]
    return np.array([np.flatnonzero(path == 2 * n + 1).mean() for n in range(len(phones))])


def frame_labels(
    at: NDArray[np.float64], phones: Sequence[int], heard: NDArray[np.bool_], reach: int
) -> NDArray[np.int64]:
    """Return the phone of each frame: the nearest one, 0 in silence and further than `reach` frames from all.

    Args:
        at: (n,) frames at which the phones are heard, ascending.
        phones: n symbols.
        heard: (T,) frames that are speech.
        reach: frames.
    """
    nearest = np.searchsorted((at[1:] + at[:-1]) / 2, np.arange(len(heard)))
    labels = np.asarray(phones, np.int64)[nearest]
    labels[~heard | (np.abs(at[nearest] - np.arange(len(heard))) > reach)] = 0
    return labels
