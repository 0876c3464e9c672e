"""Grids, Gaussians and small matrices shared by the networks. Coordinates are (x, y), -1..1, on the last axis."""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional


class Keypoints(NamedTuple):
    """Keypoints of B pictures.

    Attributes:
        value: (B, K, 2) float32, positions.
        jacobian: (B, K, 2, 2) float32; row: output coordinate, column: input coordinate.
    """

    value: Tensor
    jacobian: Tensor


def _axis(count: int, like: Tensor) -> Tensor:
    return 2 * (torch.arange(count, dtype=like.dtype, device=like.device) / (count - 1)) - 1


def identity_grid(height: int, width: int, like: Tensor) -> Tensor:
    """Return (height, width, 2), every pixel's own coordinates; the corners are exactly -1 and 1."""
    x, y = _axis(width, like), _axis(height, like)
    return torch.stack([x.expand(height, width), y[:, None].expand(height, width)], -1)


def gaussians(value: Tensor, height: int, width: int, variance: float) -> Tensor:
    """Draw each keypoint (B, K, 2) as exp(-d^2 / (2 variance)): (B, K, height, width)."""
    dx = _axis(width, value) - value[..., 0, None]
    dy = _axis(height, value) - value[..., 1, None]
    return torch.exp(-0.5 * (dx[..., None, :] ** 2 + dy[..., :, None] ** 2) / variance)


def inverse(matrix: Tensor) -> Tensor:
    """Invert (..., 2, 2) matrices in closed form: `torch.linalg.inv` cannot be exported, and waits for the GPU."""
    a, b, c, d = matrix[..., 0, 0], matrix[..., 0, 1], matrix[..., 1, 0], matrix[..., 1, 1]
    adjugate = torch.stack([torch.stack([d, -b], -1), torch.stack([-c, a], -1)], -2)
    return adjugate / (a * d - b * c)[..., None, None]


def product(left: Tensor, right: Tensor) -> Tensor:
    """Multiply (..., 2, 2) matrices without a matrix library, which would round differently from device to device."""
    return (left[..., :, :, None] * right[..., None, :, :]).sum(-2)


def sample(picture: Tensor, grid: Tensor, align_corners: bool) -> Tensor:
    """Read (B, C, H, W) at (B, h, w, 2): (B, C, h, w), bilinear, zeros outside.

    Args:
        picture: what is read.
        grid: where, x and y, -1..1.
        align_corners: True: -1 and 1 are the centres of the outermost pixels, as the identity grid has it and as torch
            1.0 computed, with which the published weights were trained. False: their outer edges, the default of torch
            since 1.3, and so what the published code computes today; an unmoved picture then shrinks by a pixel.
    """
    return functional.grid_sample(picture, grid, mode="bilinear", padding_mode="zeros", align_corners=align_corners)
