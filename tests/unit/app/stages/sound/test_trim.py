"""Trim: cuts to the sample, and leaves empty blocks outside."""

import numpy as np

from app.media import AudioBlock
from app.stages.sound.trim import Trim


def test_blocks_are_cut_to_the_sample_on_both_sides() -> None:
    """Blocks of 10 samples at 1 kHz from -0.015 s; what lies in 0.0..0.02 s is kept."""
    trim = Trim(lambda: 0.0, lambda: 0.020)
    numbers = np.arange(60, dtype=np.float32)
    blocks = [AudioBlock(numbers[n : n + 10], 1000, -0.015 + n / 1000) for n in range(0, 60, 10)]
    kept = [trim.process(block) for block in blocks]
    assert [len(block.samples) for block in kept] == [0, 5, 10, 5, 0, 0]
    np.testing.assert_array_equal(np.concatenate([block.samples for block in kept]), numbers[15:35])
    starts_s = [block.time_s for block in kept if len(block.samples)]
    np.testing.assert_allclose(starts_s, [0.0, 0.005, 0.015], atol=1e-12)


def test_nothing_is_cut_while_no_edge_is_known() -> None:
    block = AudioBlock(np.ones(10, np.float32), 1000, -5.0)
    assert Trim(lambda: None, lambda: None).process(block) is block
