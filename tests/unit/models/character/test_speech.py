"""A mouth follows its sounds: closed for m, open for a, round for u, and a little early."""

import numpy as np
import pytest
from numpy.typing import NDArray

from models.character.speech import Phone, mouth_track

_FPS = 100


def _track(*names: str, each_s: float = 0.12) -> tuple[NDArray[np.float64], list[int]]:
    """Return the track (n, 3) at 100 frames a second and the frame in the middle of each sound."""
    phones = [Phone(name, k * each_s + 0.3, (k + 1) * each_s + 0.3) for k, name in enumerate(names)]
    times = np.arange(round((0.6 + each_s * len(names)) * _FPS)) / _FPS
    return mouth_track(phones, times), [round((p.start_s + p.end_s) / 2 * _FPS) - 3 for p in phones]


@pytest.mark.parametrize("closed", ["m", "b", "p"])
def test_lips_meet_between_two_open_vowels_however_fast(closed: str) -> None:
    for each_s in (0.05, 0.12):
        track, (before, at, after) = _track("aa", closed, "aa", each_s=each_s)
        assert track[at - 1 : at + 2, 0].min() < 0.05
        assert min(track[before - 2, 0], track[after + 2, 0]) > 0.15


def test_vowels_have_their_shapes() -> None:
    track, (wide, open_, round_) = _track("iy", "aa", "uw")
    assert track[open_, 0] > 2 * track[wide, 0]
    assert track[wide, 1] > 0.4
    assert track[round_, 1] < -0.4


def test_f_tucks_the_lip_and_silence_shuts_the_mouth() -> None:
    track, (_, lip, _) = _track("aa", "f", "aa")
    assert track[lip, 2] > 0.6
    assert np.abs(track[:15]).max() < 0.01
    assert np.abs(track[-12:]).max() < 0.02


def test_an_unknown_sound_is_a_murmur() -> None:
    track, (at,) = _track("zzz")
    assert 0.1 < track[at, 0] < 0.5
