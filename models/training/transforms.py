"""Known random deformations of a picture: affine plus thin-plate spline (Siarohin et al. 2019, section 3.1).

A keypoint detector that deserves the name finds the same points in a deformed picture, deformed likewise.
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from models.portrait.fomm.geometry import identity_grid, product


@dataclass(frozen=True, slots=True)
class Spread:
    """How strong the deformations are, in units of the picture's half side."""

    affine: float = 0.05
    spline: float = 0.005
    points: int = 5  # of the spline, along a side


class RandomTransform:
    """One random deformation for each of B pictures; takes coordinates of the deformed picture to the original's."""

    def __init__(self, batch: int, spread: Spread, noise: torch.Generator, device: torch.device) -> None:
        """Draw the deformations; the generator of chance lives on the CPU, so that all devices draw the same."""
        affine = spread.affine * torch.randn(batch, 2, 3, generator=noise)
        affine[:, :, :2] += torch.eye(2)
        self._linear, self._shift = affine[:, :, :2].to(device), affine[:, :, 2].to(device)
        weights = spread.spline * torch.randn(batch, 1, spread.points**2, generator=noise)
        self._weights = weights.to(device)
        self._knots = identity_grid(spread.points, spread.points, self._weights).flatten(0, 1)

    def coordinates(self, points: Tensor) -> Tensor:
        """Take points (B, N, 2) of the deformed picture to the original one."""
        distance = (points[:, :, None] - self._knots).abs().sum(-1)  # (B, N, knots)
        bend = (self._weights * distance**2 * torch.log(distance + 1e-6)).sum(-1, keepdim=True)
        return points @ self._linear.transpose(1, 2) + self._shift[:, None] + bend

    def jacobian(self, points: Tensor) -> Tensor:
        """Return the derivative of `coordinates` at points (B, N, 2): (B, N, 2, 2), row: output, column: input."""
        offset = points[:, :, None] - self._knots
        distance = offset.abs().sum(-1)
        # d/dr of r^2 log(r + e), times the sign of the offset, which is the derivative of the 1-norm
        slope = 2 * distance * torch.log(distance + 1e-6) + distance**2 / (distance + 1e-6)
        bend = (self._weights * slope)[..., None] * offset.sign()
        return self._linear[:, None] + bend.sum(2)[:, :, None, :]  # the same bend moves x and y

    def picture(self, picture: Tensor) -> Tensor:
        """Deform pictures (B, C, H, W); what comes in from outside is mirrored."""
        batch, _, height, width = picture.shape
        grid = identity_grid(height, width, self._weights).reshape(1, -1, 2).expand(batch, -1, -1)
        grid = self.coordinates(grid).view(batch, height, width, 2)
        return functional.grid_sample(picture, grid, padding_mode="reflection", align_corners=True)

    def chained(self, points: Tensor, jacobian: Tensor) -> Tensor:
        """Return the Jacobians (B, N, 2, 2) at points of the deformed picture, carried to the original one."""
        return product(self.jacobian(points), jacobian)
