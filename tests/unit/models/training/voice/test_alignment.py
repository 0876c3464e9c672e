"""Phones of a known text are found where they are heard."""

import itertools

import numpy as np
import pytest

from models.training.voice.alignment import align, frame_labels


def log_softmax(scores: np.ndarray) -> np.ndarray:
    return np.asarray(scores - np.log(np.exp(scores).sum(1, keepdims=True)), np.float32)


@pytest.mark.parametrize("seed", range(6))
def test_the_path_is_the_likeliest_one(seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores = log_softmax(chance.normal(0, 2, (7, 3)))
    phones = chance.integers(1, 3, 3).tolist()

    def spoken(path: tuple[int, ...]) -> list[int]:
        return [symbol for symbol, _ in itertools.groupby(path) if symbol]

    paths = [path for path in itertools.product(range(3), repeat=7) if spoken(path) == phones]
    best = max(paths, key=lambda path: scores[np.arange(7), path].sum())
    runs = [list(run) for symbol, run in itertools.groupby(enumerate(best), key=lambda item: item[1]) if symbol]
    found = align(scores, phones)
    assert found is not None
    assert found.tolist() == [sum(row for row, _ in run) / len(run) for run in runs]


def test_a_text_that_does_not_fit_has_no_place() -> None:
    scores = log_softmax(np.zeros((3, 4)))
    assert align(scores, [1, 2, 3]) is not None
    assert align(scores, [1, 1, 3]) is None  # the repeat needs a blank
    assert align(scores, [1, 2, 3, 1]) is None
    assert align(scores, []) is None


def test_frames_take_the_nearest_phone_where_there_is_speech() -> None:
    heard = np.ones(20, bool)
    heard[8:10] = False
    labels = frame_labels(np.array([4.0, 12.0]), [7, 9], heard, reach=6)
    assert labels.tolist() == [7] * 8 + [0, 0] + [9] * 9 + [0]
