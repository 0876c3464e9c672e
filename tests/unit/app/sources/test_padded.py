"""Padded: whole blocks, no gaps, silence behind the end, the same however the source cuts its sound."""

import random
from collections.abc import Callable

import numpy as np
import pytest

from app.errors import EndOfSource
from app.media import AudioBlock
from app.sources.padded import BLOCK_SAMPLES, Padded
from tests.support.speech import HIGH_HZ, Blocks


def _all(padded: Padded) -> list[AudioBlock]:
    blocks = []
    padded.open()
    try:
        while True:
            blocks.append(padded.read())
    except EndOfSource:
        return blocks
    finally:
        padded.close()


@pytest.mark.parametrize("cut", [lambda: 1000, lambda: 7, lambda: random.randrange(1, 5000)])
def test_the_blocks_are_the_same_however_the_source_cuts_its_sound(cut: Callable[[], int]) -> None:
    sound = np.random.default_rng(1).standard_normal(12_345).astype(np.float32)
    source = Blocks(sound, cut, begin_s=0.3)
    padded = Padded(source, tail_s=0.05)
    blocks = _all(padded)
    assert {len(block.samples) for block in blocks} == {BLOCK_SAMPLES}
    joined = np.concatenate([block.samples for block in blocks])
    np.testing.assert_array_equal(joined[: len(sound)], sound)
    assert not joined[len(sound) :].any() and len(joined) >= len(sound) + 0.05 * HIGH_HZ
    starts_s = 0.3 + np.arange(len(blocks)) * BLOCK_SAMPLES / HIGH_HZ
    np.testing.assert_allclose([block.time_s for block in blocks], starts_s, atol=1e-9)
    assert padded.begin_s == 0.3
    assert padded.end_s == pytest.approx(0.3 + 12_345 / HIGH_HZ)
    assert (source.opened, source.closed) == (1, 1)


def test_missing_sound_is_silence_and_what_comes_twice_is_left_out() -> None:
    sound = np.ones(24_000, np.float32)
    jumps = ((4800, 0.5), (14_400, -0.1))
    blocks = _all(Padded(Blocks(sound, lambda: 960, jumps=jumps), tail_s=0.0))
    joined = np.concatenate([block.samples for block in blocks])
    expected = np.concatenate([sound[:4800], np.zeros(24_000), sound[: 19_200 - 4800]])
    np.testing.assert_array_equal(joined[: len(expected)], expected)
    assert not joined[len(expected) :].any() and len(joined) < len(expected) + BLOCK_SAMPLES


def test_small_jitter_of_time_stamps_changes_nothing() -> None:
    sound = np.ones(9600, np.float32)
    blocks = _all(Padded(Blocks(sound, lambda: 960, jumps=((960, 0.01), (2880, -0.015))), tail_s=0.0))
    np.testing.assert_array_equal(np.concatenate([block.samples for block in blocks]), sound)


def test_a_source_without_sound_ends_at_once() -> None:
    padded = Padded(Blocks(np.zeros(0, np.float32), lambda: 960), tail_s=1.0)
    assert _all(padded) == [] and padded.begin_s is None


def test_samples_that_are_no_numbers_are_silent_and_counted() -> None:
    sound = np.full(1920, 0.5, np.float32)
    sound[[3, 5, 7, 9]] = np.nan, np.inf, -np.inf, 1e30
    padded = Padded(Blocks(sound, lambda: 960), tail_s=0.0)
    joined = np.concatenate([block.samples for block in _all(padded)])
    assert padded.faults == 1 and joined[[3, 5, 7]].tolist() == [0, 0, 0] and joined[9] < 10
    np.testing.assert_array_equal(np.delete(joined, [3, 5, 7, 9]), np.delete(sound, [3, 5, 7, 9]))
