"""Random deformations with a known motion."""

import pytest
import torch

from models.portrait.fomm.geometry import identity_grid
from models.training.transforms import RandomTransform, Spread


def _transform(spread: Spread, batch: int = 2, seed: int = 3) -> RandomTransform:
    return RandomTransform(batch, spread, torch.Generator().manual_seed(seed), torch.device("cpu"))


def test_the_jacobian_is_the_derivative() -> None:
    made = _transform(Spread(0.1, 0.05))
    points = (2 * torch.rand(2, 7, 2) - 1).requires_grad_()
    moved = made.coordinates(points)
    rows = [torch.autograd.grad(moved[..., axis].sum(), points, retain_graph=True)[0] for axis in (0, 1)]
    assert torch.allclose(made.jacobian(points), torch.stack(rows, -2), atol=1e-5)


def test_no_spread_is_no_deformation() -> None:
    made, picture, points = _transform(Spread(0.0, 0.0)), torch.rand(2, 3, 16, 16), torch.rand(2, 5, 2)
    assert torch.allclose(made.picture(picture), picture, atol=1e-5)
    assert torch.allclose(made.coordinates(points), points)
    assert torch.allclose(made.jacobian(points), torch.eye(2).expand(2, 5, 2, 2))


def test_the_picture_moves_as_the_coordinates_say() -> None:
    """A picture of its own coordinates shows where each pixel came from."""
    made = _transform(Spread(0.05, 0.005))
    grid = identity_grid(64, 64, torch.zeros(1))
    seen = made.picture(grid.permute(2, 0, 1)[None].expand(2, -1, -1, -1)).permute(0, 2, 3, 1)
    wanted = made.coordinates(grid.reshape(1, -1, 2).expand(2, -1, -1)).view(2, 64, 64, 2)
    inside = (wanted.abs() < 0.95).all(-1)
    assert inside.float().mean() > 0.7
    assert float((seen - wanted)[inside].abs().max()) < 1e-3


def test_each_picture_has_its_own_and_the_seed_decides() -> None:
    points = torch.rand(1, 5, 2).expand(2, -1, -1)
    first, again, other = (_transform(Spread(), seed=seed).coordinates(points) for seed in (3, 3, 4))
    assert torch.equal(first, again) and not torch.equal(first, other)
    assert not torch.allclose(first[0], first[1])
    assert float((first - points).abs().mean()) == pytest.approx(0.05, abs=0.05)
