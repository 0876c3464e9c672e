"""Properties of the One-Euro filter."""

import numpy as np
import pytest
from numpy.typing import NDArray

from models.face.one_euro import OneEuro

Points = NDArray[np.float32]


def _run(points: NDArray[np.float64], rate_hz: float) -> Points:
    smooth = OneEuro()
    return np.array([smooth(p.astype(np.float32), index / rate_hz) for index, p in enumerate(points)])


def test_a_still_face_passes_unchanged() -> None:
    points = np.tile([[10.0, 20.0, 3.0]], (50, 478, 1))
    np.testing.assert_allclose(_run(points, 30), points, atol=1e-4)


def test_jitter_shrinks_and_fast_motion_does_not_lag() -> None:
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 0.4, (200, 5, 3))
    calm = _run(100 + noise, 30)
    assert np.diff(calm[20:], 2, axis=0).std() < 0.35 * np.diff(noise[20:], 2, axis=0).std()
    ramp = np.zeros((60, 1, 3))
    ramp[10:, 0, 0] = 20.0 * np.arange(50)  # 600 px/s
    lag_frames = (ramp - _run(ramp, 30))[40:, 0, 0] / 20
    assert 0 <= lag_frames.max() < 0.2


def test_the_result_hardly_depends_on_the_frame_rate() -> None:
    """A slow wave filtered at 30 and at 60 Hz gives nearly the same curve: time steps are taken from the clock."""

    def wave(rate_hz: int) -> Points:
        t = np.arange(2 * rate_hz) / rate_hz
        return _run(np.sin(2 * np.pi * t)[:, None, None] * [[[8.0, 0, 0]]], rate_hz)[:, 0, 0]

    assert np.abs(wave(30) - wave(60)[::2]).max() < 0.8


@pytest.mark.parametrize("time_s", [0.0, -1.0, 0.6, float("nan")])
def test_a_gap_or_a_step_back_starts_anew(time_s: float) -> None:
    smooth = OneEuro()
    smooth(np.zeros((2, 3), np.float32), 0.0)
    jump = np.full((2, 3), 50, np.float32)
    np.testing.assert_array_equal(smooth(jump, time_s), jump)


def test_reset_forgets() -> None:
    smooth = OneEuro()
    smooth(np.zeros((2, 3), np.float32), 0.0)
    smooth.reset()
    np.testing.assert_array_equal(smooth(np.ones((2, 3), np.float32), 0.03), np.ones((2, 3)))


def test_smoothing_is_a_choice_and_blinks_pass_at_any() -> None:
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 0.4, (200, 5, 3))
    blink = np.zeros((60, 1, 3))
    blink[30:34] = 12.0
    calm, seen = [], []
    for smoothing in (0.0, 1.0, 2.0):
        smooth = OneEuro()
        smooth.smoothing = smoothing
        run = np.array([smooth((100 + p).astype(np.float32), k / 30) for k, p in enumerate(noise)])
        calm.append(np.diff(run[20:], axis=0).std() / np.diff(noise[20:], axis=0).std())
        other = OneEuro()
        other.smoothing = smoothing
        seen.append(max(other(p.astype(np.float32), k / 30)[0, 0] for k, p in enumerate(blink)))
    assert calm[0] > 0.99 and calm[1] < 0.6 and calm[2] < 0.7 * calm[1]
    assert seen[0] > 11.9 and min(seen) > 10.5
