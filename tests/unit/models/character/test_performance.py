"""A performance begins and ends calm, moves smoothly, and survives being written down."""

from pathlib import Path

import numpy as np

from models.character.controls import NAMES, Controls
from models.character.performance import FPS, load_track, perform, save_track
from models.character.speech import Phone

_PHONES = [Phone("hh", 0.6, 0.7), Phone("aa", 0.7, 1.0), Phone("m", 1.0, 1.1), Phone("aa", 5.0, 5.3)]
_STARTS = [0.6, 2.4, 5.0, 8.0]


def _values(frames: list[Controls]) -> np.ndarray:
    return np.array([[getattr(frame, name) for name in NAMES] for frame in frames])


def test_it_is_calm_at_both_ends_and_lively_between() -> None:
    values = _values(perform(_PHONES, _STARTS, 10.0))
    assert values.shape == (300, len(NAMES))
    assert np.abs(values[0]).max() < 0.12
    for name in ("yaw", "pitch", "roll"):
        assert np.ptp(values[:, NAMES.index(name)]) > 5
    blink = values[:, NAMES.index("blink")]
    assert blink.max() > 0.9
    assert np.count_nonzero((blink[1:-1] > blink[:-2]) & (blink[1:-1] >= blink[2:]) & (blink[1:-1] > 0.8)) >= 6


def test_no_head_turns_faster_than_a_head_can() -> None:
    values = _values(perform(_PHONES, _STARTS, 10.0))
    for name in ("yaw", "pitch", "roll"):
        speed = np.abs(np.diff(values[:, NAMES.index(name)])) * FPS
        assert speed.max() < 150  # degrees a second


def test_a_track_is_read_as_it_was_written(tmp_path: Path) -> None:
    frames = perform(_PHONES, _STARTS, 10.0)
    save_track(tmp_path / "a.json", frames)
    np.testing.assert_allclose(_values(load_track(tmp_path / "a.json")), _values(frames), atol=6e-5)
