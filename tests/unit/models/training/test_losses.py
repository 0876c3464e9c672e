"""What the networks are trained to do."""

import torch

from models.portrait.fomm.geometry import Keypoints
from models.training.features import Features
from models.training.losses import Pyramid, discriminator_loss, equivariance, perceptual
from models.training.transforms import RandomTransform, Spread


def test_an_equivariant_detector_loses_nothing() -> None:
    """Keypoints that move with the picture, and Jacobians that turn with it."""
    transform = RandomTransform(2, Spread(), torch.Generator().manual_seed(1), torch.device("cpu"))
    value = torch.rand(2, 10, 2) - 0.5
    jacobian = torch.eye(2) + 0.1 * torch.randn(2, 10, 2, 2)
    moved = Keypoints(value, jacobian)
    original = Keypoints(transform.coordinates(value), transform.chained(value, jacobian))
    exact = equivariance(original, moved, transform)
    assert all(float(loss) < 1e-5 for loss in exact)
    wrong = equivariance(Keypoints(original.value + 0.1, 1.2 * original.jacobian), moved, transform)
    assert abs(float(wrong[0]) - 0.1) < 1e-5 and float(wrong[1]) > 0.05


def test_the_pyramid_halves_three_times() -> None:
    maps = Pyramid()(torch.ones(1, 3, 64, 64))
    assert [part.shape[-1] for part in maps] == [64, 32, 16, 8]
    assert abs(float(maps[1][0, 0, 16, 16]) - 1) < 1e-5


def test_the_perceptual_loss_pulls_pictures_together() -> None:
    features, pyramid = Features(), Pyramid()
    wanted = pyramid(torch.rand(1, 3, 32, 32))
    picture = torch.rand(1, 3, 32, 32, requires_grad=True)
    loss = perceptual(features, pyramid(picture), wanted)
    (gradient,) = torch.autograd.grad(loss, picture)
    nearer = perceptual(features, pyramid((picture - 0.5 * gradient / gradient.abs().max()).detach()), wanted)
    assert float(perceptual(features, wanted, wanted)) == 0
    assert 0 < float(nearer) < float(loss.detach())


class _Judge(torch.nn.Module):
    def forward(self, picture: torch.Tensor, keypoints: torch.Tensor) -> tuple[list[torch.Tensor], torch.Tensor]:
        return [], picture.mean((1, 2, 3), keepdim=True)


def test_the_discriminator_wants_real_to_be_one() -> None:
    real, made, keypoints = torch.ones(2, 3, 4, 4), torch.zeros(2, 3, 4, 4), torch.zeros(2, 10, 2)
    assert float(discriminator_loss(_Judge(), real, made, keypoints)) == 0
    assert float(discriminator_loss(_Judge(), made, real, keypoints)) == 2
