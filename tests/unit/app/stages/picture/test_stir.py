"""Stir: a sudden move stands out, a camera's noise, steady motion and what moves beside the face do not."""

import numpy as np

from app.stages.picture.stir import GRID, Stir

ROI = (300.0, 240.0, 200.0, 0.0)


def noisy(level: float, chance: np.random.Generator, sigma: float = 4.0) -> np.ndarray:
    return np.clip(chance.normal(level, sigma, (480, 640, 3)), 0, 255).astype(np.uint8)


def test_only_what_changes_far_more_than_before_is_sudden() -> None:
    stir, chance = Stir(), np.random.default_rng(1)
    assert not any(stir.sudden(noisy(100, chance), ROI) for _ in range(20))
    assert stir.sudden(noisy(130, chance), ROI)
    assert not any(stir.sudden(noisy(130, chance), ROI) for _ in range(5)), "once it is there it stands still"
    stir.reset()
    assert not stir.sudden(noisy(10, chance), ROI), "the first picture differs from none"


def test_little_is_never_sudden_and_only_the_face_counts() -> None:
    stir = Stir()
    still = np.full((480, 640, 3), 100, np.uint8)
    assert not any(stir.sudden(picture, ROI) for picture in (still, still, still + np.uint8(1), still))
    behind = still.copy()
    behind[:, 480:] = 255
    assert not stir.sudden(behind, ROI)


def test_a_wandering_face_and_the_edge_are_no_change() -> None:
    stripes = np.tile((np.arange(640) % 200).astype(np.uint8)[None, :, None], (480, 1, 3))
    stir = Stir()
    for x in np.arange(-100.0, 800.0, GRID / 7):
        assert not stir.sudden(stripes, (x, 240.0, 200.0, 0.0))
