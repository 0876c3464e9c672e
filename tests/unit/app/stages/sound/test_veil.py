"""Veil: what the microphone or a stage does wrong ends in silence."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from app.media import AudioBlock, now
from app.stages.sound.stage import RATE_HZ
from app.stages.sound.veil import Veil


class Doubling:
    """A stage that doubles, and fails on a loud block."""

    latency_s = 0.02

    def __init__(self) -> None:
        self.seen: list[AudioBlock] = []
        self.resets = 0

    def process(self, item: AudioBlock) -> AudioBlock:
        self.seen.append(item)
        if item.samples.max(initial=0.0) > 0.9:
            raise RuntimeError("overflow")
        return AudioBlock(2 * item.samples, item.rate_hz, item.time_s - self.latency_s)

    def reset(self) -> None:
        self.resets += 1
        raise RuntimeError("no")


def _block(level: float = 0.25) -> AudioBlock:
    return AudioBlock(np.full(480, level, np.float32), RATE_HZ, now())


@pytest.mark.expect_log("others hear silence")
def test_a_stage_that_fails_is_silence_at_the_same_time_until_it_works_again() -> None:
    veil = Veil([Doubling(), Doubling()])
    assert veil.latency_s == pytest.approx(0.04)
    assert veil.process(_block(0.1)).samples.max() == pytest.approx(0.4)
    loud = _block(0.95)
    made = veil.process(loud)
    assert made.samples.shape == (480,) and not made.samples.any()
    assert made.time_s == pytest.approx(loud.time_s - 0.04)
    assert veil.failures == 1 and isinstance(veil.error, RuntimeError)
    veil.process(_block(0.1))
    assert veil.error is None


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros((2, 480), np.float32),
        np.full(480, 20_000, np.int16),
        np.full(480, np.nan, np.float32),
        np.full(480, 1e30, np.float32),
        np.full(480, -np.inf, np.float32),
        np.full(0, 0.5, np.float32),
    ],
)
def test_sound_that_is_none_reaches_the_stages_as_silence(samples: NDArray[np.generic]) -> None:
    stage = Doubling()
    Veil([stage]).process(AudioBlock(samples, RATE_HZ, now()))  # type: ignore[arg-type]
    seen = stage.seen[0].samples
    assert seen.ndim == 1 and seen.dtype == np.float32 and not seen.any()


def test_another_rate_is_silence_and_a_time_that_cannot_be_is_now() -> None:
    stage = Doubling()
    veil = Veil([stage])
    veil.process(AudioBlock(np.full(441, 0.3, np.float32), 44_100, now()))
    assert not stage.seen[0].samples.any() and stage.seen[0].rate_hz == RATE_HZ
    for shift_s in (3600.0, -3600.0, math.nan):
        veil.process(AudioBlock(np.full(480, 0.3, np.float32), RATE_HZ, now() + shift_s))
        assert abs(stage.seen[-1].time_s - now()) < 1.0 and stage.seen[-1].samples.any()


@pytest.mark.expect_log("others hear silence")
def test_every_stage_is_reset_whatever_another_does() -> None:
    stages = [Doubling(), Doubling()]
    Veil(stages).reset()
    assert [stage.resets for stage in stages] == [1, 1]
