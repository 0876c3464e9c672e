"""Properties of the networks that no golden array shows."""

from dataclasses import replace

import pytest
import torch

from models.portrait.fomm.config import REDUCED_64, VOX_256, DiscriminatorConfig
from models.portrait.fomm.discriminator import Discriminator
from models.portrait.fomm.generator import Generator, deformed
from models.portrait.fomm.geometry import Keypoints, gaussians, identity_grid, inverse, product, sample
from models.portrait.fomm.keypoints import KeypointDetector
from models.portrait.fomm.layers import AntiAlias, gaussian_kernel
from tests.support.fomm import reduced_networks


def test_sizes_of_the_full_network() -> None:
    with torch.device("meta"):
        nets = KeypointDetector(VOX_256), Generator(VOX_256)
    assert [sum(p.numel() for p in net.parameters()) for net in nets] == [14_215_368, 45_575_391]


def test_a_new_detector_sees_no_deformation() -> None:
    """Its Jacobians start as the identity."""
    made = KeypointDetector(REDUCED_64).eval()(torch.rand(2, 3, 64, 64))
    assert torch.allclose(made.jacobian, torch.eye(2).expand(2, 10, 2, 2), atol=1e-5)
    assert made.value.shape == (2, 10, 2) and bool((made.value.abs() <= 1).all())


def test_the_identity_grid_ends_at_the_corners_and_moves_nothing() -> None:
    grid = identity_grid(5, 9, torch.zeros(1))
    assert grid[0, 0].tolist() == [-1, -1] and grid[-1, -1].tolist() == [1, 1] and grid[2, 4].tolist() == [0, 0]
    picture = torch.rand(1, 3, 32, 48)
    grid = identity_grid(32, 48, picture)[None]
    assert torch.allclose(sample(picture, grid, align_corners=True), picture, atol=1e-5)
    assert not torch.allclose(sample(picture, grid, align_corners=False), picture, atol=1e-2)
    assert torch.allclose(deformed(picture, grid, True), picture, atol=1e-5)


def test_small_matrices() -> None:
    a, b = torch.randn(7, 2, 2), torch.randn(7, 2, 2)
    assert torch.allclose(product(a, b), a @ b, atol=1e-6)
    assert torch.allclose(product(inverse(a), a), torch.eye(2).expand(7, 2, 2), atol=1e-3)


def test_gaussians_peak_at_their_keypoint() -> None:
    made = gaussians(torch.tensor([[[0.5, -0.25]]]), 9, 9, 0.01)
    y, x = divmod(int(made.argmax()), 9)
    assert (x, y) == (6, 3) and made.shape == (1, 1, 9, 9)


def test_the_anti_alias_kernel() -> None:
    kernel = gaussian_kernel(1.5)
    assert kernel.shape == (13, 13) and float(kernel.sum()) == pytest.approx(1, abs=1e-6)
    flat = AntiAlias()(torch.ones(1, 3, 64, 64))
    assert flat.shape == (1, 3, 16, 16)
    assert float((flat[..., 4:12, 4:12] - 1).abs().max()) < 1e-5  # zeros darken the border only
    assert float(flat[0, 0, 0, 0]) < 0.5


def test_a_cached_source_gives_the_same_picture() -> None:
    detector, generator = reduced_networks()
    source, driving = torch.rand(1, 3, 64, 64), torch.rand(1, 3, 64, 64)
    with torch.inference_mode():
        keypoints = detector(source), detector(driving)
        whole = generator(source, *keypoints)
        assert torch.equal(whole, generator.decode(generator.encode_source(source), *keypoints)[0])


def test_gradients_reach_every_parameter() -> None:
    """Of both networks, through the picture alone."""
    detector, generator = KeypointDetector(REDUCED_64).train(), Generator(REDUCED_64).train()
    source, driving = torch.rand(2, 3, 64, 64), torch.rand(2, 3, 64, 64)
    generator(source, detector(source), detector(driving)).square().mean().backward()
    for name, parameter in [*detector.named_parameters(), *generator.named_parameters()]:
        assert parameter.grad is not None and bool(torch.isfinite(parameter.grad).all()), name


@pytest.mark.parametrize(
    "sizes", [REDUCED_64.discriminator, DiscriminatorConfig(8, 32, 3, spectral_norm=False, use_keypoints=True)]
)
def test_the_discriminator(sizes: DiscriminatorConfig) -> None:
    net = Discriminator(replace(REDUCED_64, discriminator=sizes))
    keypoints = torch.zeros(2, 10, 2) if sizes.use_keypoints else None
    maps, verdict = net(torch.rand(2, 3, 64, 64), keypoints)
    assert [tuple(part.shape[1:]) for part in maps] == [(16, 30, 30), (32, 13, 13), (32, 10, 10)]
    assert verdict.shape == (2, 1, 10, 10)
    verdict.mean().backward()
    assert all(parameter.grad is not None for parameter in net.parameters())
    if sizes.use_keypoints:
        with pytest.raises(ValueError, match="needs the keypoints"):
            net(torch.rand(2, 3, 64, 64))


def test_batches_are_computed_picture_by_picture() -> None:
    detector, _ = reduced_networks()
    pictures = torch.rand(3, 3, 64, 64)
    with torch.inference_mode():
        together, alone = detector(pictures), [detector(pictures[i : i + 1]) for i in range(3)]
    assert torch.allclose(together.value, torch.cat([kp.value for kp in alone]), atol=1e-5)
    assert isinstance(together, Keypoints)


def test_the_blur_is_exact_in_mixed_precision() -> None:
    blur, picture = AntiAlias(), torch.rand(1, 3, 64, 64)
    with torch.autocast("cpu", torch.bfloat16):
        mixed = blur(picture)
    torch.testing.assert_close(mixed, blur(picture), atol=0, rtol=0)
