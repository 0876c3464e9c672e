"""The metrics against known answers and against scikit-image's SSIM."""

import numpy as np
import pytest
from numpy.typing import NDArray

from models.evaluate import metrics
from models.face.landmarks import COUNT, RIGID

Image = NDArray[np.uint8]


def _noisy(seed: int) -> tuple[Image, Image]:
    rng = np.random.default_rng(seed)
    a = rng.integers(0, 256, (60, 80, 3), np.uint8)
    b = np.clip(a.astype(int) + rng.integers(-40, 41, a.shape), 0, 255).astype(np.uint8)
    return a, b


def test_l1_is_the_mean_difference_as_a_part_of_the_range() -> None:
    a, b = np.zeros((4, 4, 3), np.uint8), np.zeros((4, 4, 3), np.uint8)
    b[:2] = 51
    assert metrics.l1(a, b) == pytest.approx(0.1)
    top = np.zeros((4, 4), bool)
    top[:2] = True
    assert metrics.l1(a, b, top) == pytest.approx(0.2)
    assert metrics.l1(a, b, np.zeros((4, 4), bool)) == 0


def test_ssim_agrees_with_scikit_image() -> None:
    skimage = pytest.importorskip("skimage.metrics", reason="scikit-image is not installed")
    a, b = _noisy(1)
    grey = [np.round(image @ np.array([0.299, 0.587, 0.114])) for image in (a, b)]
    expected = skimage.structural_similarity(
        *grey, data_range=255, gaussian_weights=True, sigma=1.5, use_sample_covariance=False
    )
    assert metrics.ssim(a, b) == pytest.approx(expected, abs=2e-3)


def test_ssim_is_one_for_equals_and_falls_with_damage() -> None:
    a, b = _noisy(2)
    flat = np.full_like(a, 128)
    assert metrics.ssim(a, a) == pytest.approx(1)
    assert 1 > metrics.ssim(a, b) > metrics.ssim(a, flat)


@pytest.mark.parametrize("angle_deg", [0.0, 3.0, 25.0, 110.0])
def test_a_known_turn_is_measured_through_expression_and_scale(angle_deg: float) -> None:
    rng = np.random.default_rng(3)
    points = rng.normal(0, 50, (COUNT, 3))
    angle = np.radians(angle_deg)
    turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    turned = 1.3 * points @ turn.T + [40, -7, 3]
    moving = np.setdiff1d(np.arange(COUNT), RIGID)
    turned[moving] += rng.normal(0, 20, (len(moving), 3))
    measured = metrics.rotation_deg(points.astype(np.float32), turned.astype(np.float32))
    assert measured == pytest.approx(angle_deg, abs=0.05)


def test_keypoint_distance_leaves_depth_out() -> None:
    a = np.zeros((5, 3), np.float32)
    b = a + np.array([3, 4, 100], np.float32)
    assert metrics.keypoint_distance_px(a, b) == pytest.approx(5)


def test_the_face_mask_is_the_hull_of_the_outline() -> None:
    landmarks = np.full((COUNT, 3), 50, np.float32)
    landmarks[[10, 152, 234, 454], :2] = [(50, 20), (50, 80), (30, 50), (70, 50)]
    mask = metrics.face_mask(landmarks, 100, 120)
    assert mask.shape == (100, 120) and mask[50, 50] and mask[25, 50] and not mask[25, 35] and not mask[5, 50]
