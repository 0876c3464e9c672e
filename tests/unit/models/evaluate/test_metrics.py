"""The metrics against known answers and against scikit-image's SSIM."""

import numpy as np
import pytest
from numpy.typing import NDArray

from models.evaluate import metrics
from models.face.landmarks import COUNT, RIGID, TO_68

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


@pytest.mark.parametrize("step", [1, 7, 100])
def test_psnr_of_a_known_difference(step: int) -> None:
    a = np.full((16, 24, 3), 100, np.uint8)
    b = a.copy()
    b[::2] += np.uint8(step)  # half of all values
    assert metrics.psnr_db(a, b) == pytest.approx(20 * np.log10(255 / step) + 10 * np.log10(2))
    assert metrics.psnr_db(a, a) == metrics.PERFECT_DB == 100
    assert metrics.psnr_db(a, b) == metrics.psnr_db(b, a)


def test_psnr_of_noise_is_that_of_its_power() -> None:
    rng = np.random.default_rng(4)
    a = np.full((256, 256, 3), 128, np.uint8)
    b = np.round(a + rng.normal(0, 10, a.shape)).astype(np.uint8)
    assert metrics.psnr_db(a, b) == pytest.approx(20 * np.log10(255 / np.sqrt(100 + 1 / 12)), abs=0.05)


def _windows(image: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.lib.stride_tricks.sliding_window_view(image, (11, 11))


def _ms_ssim(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """The formula of the paper, window by window."""
    line = np.exp(-(np.arange(-5, 6) ** 2) / (2 * 1.5**2))
    weights = np.outer(line, line) / line.sum() ** 2
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    result = 1.0
    for scale, power in enumerate((0.0448, 0.2856, 0.3001, 0.2363, 0.1333)):
        u, v = _windows(x), _windows(y)
        mu, mv = ((w * weights).sum((2, 3), keepdims=True) for w in (u, v))
        su, sv, suv = (
            ((p * q) * weights).sum((2, 3)) for p, q in ((u - mu, u - mu), (v - mv, v - mv), (u - mu, v - mv))
        )
        value = (2 * suv + c2) / (su + sv + c2)
        if scale == 4:
            value = value * ((2 * mu * mv + c1) / (mu**2 + mv**2 + c1))[..., 0, 0]
            return float(result * max(value.mean(), 0) ** power)
        result *= max(value.mean(), 0) ** power
        x, y = ((z[::2, ::2] + z[1::2, ::2] + z[::2, 1::2] + z[1::2, 1::2]) / 4 for z in (x, y))
    raise AssertionError("five scales")


def test_ms_ssim_agrees_with_its_formula() -> None:
    rng = np.random.default_rng(5)
    small = rng.integers(0, 256, (24, 22), np.uint8)
    x = np.kron(small, np.ones((8, 8), np.uint8))
    y = np.clip(np.roll(x, 2, 1) * 0.9 + rng.normal(0, 6, x.shape), 0, 255).astype(np.uint8)
    expected = _ms_ssim(x.astype(float), y.astype(float))
    assert 0.3 < expected < 0.95
    assert metrics.ms_ssim(*(np.repeat(z[..., None], 3, 2) for z in (x, y))) == pytest.approx(expected, abs=1e-9)


def test_ms_ssim_is_one_for_equals_and_uses_the_scales_that_fit() -> None:
    rng = np.random.default_rng(6)
    for height in (16, 100, 256):
        a = rng.integers(0, 256, (height, 300, 3), np.uint8)
        b = np.clip(a.astype(int) + rng.integers(-60, 61, a.shape), 0, 255).astype(np.uint8)
        assert metrics.ms_ssim(a, a) == pytest.approx(1)
        assert 0 < metrics.ms_ssim(a, b) < 1
    assert metrics.ms_ssim(a[:16], b[:16]) == pytest.approx(metrics.ssim(a[:16], b[:16]), abs=1e-3)  # one scale
    assert metrics.ms_ssim(a, 255 - a) == 0


def test_the_published_keypoint_distance_is_a_mean_over_coordinates() -> None:
    a = np.zeros((COUNT, 3), np.float32)
    b = a + np.array([3, 4, 100], np.float32)
    assert metrics.akd_68_px(a, b) == pytest.approx(3.5)
    b[np.setdiff1d(np.arange(COUNT), TO_68)] = 999
    assert metrics.akd_68_px(a, b) == pytest.approx(3.5)


def test_keypoint_distance_leaves_depth_out() -> None:
    a = np.zeros((5, 3), np.float32)
    b = a + np.array([3, 4, 100], np.float32)
    assert metrics.keypoint_distance_px(a, b) == pytest.approx(5)


def test_the_face_mask_is_the_hull_of_the_outline() -> None:
    landmarks = np.full((COUNT, 3), 50, np.float32)
    landmarks[[10, 152, 234, 454], :2] = [(50, 20), (50, 80), (30, 50), (70, 50)]
    mask = metrics.face_mask(landmarks, 100, 120)
    assert mask.shape == (100, 120) and mask[50, 50] and mask[25, 50] and not mask[25, 35] and not mask[5, 50]
