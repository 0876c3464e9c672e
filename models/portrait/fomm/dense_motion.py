"""The dense motion network: from ten local affine motions to one motion field and an occlusion map.

The first-order expansion around each keypoint (eq. 4 of the paper) takes a driving coordinate z to the source:
T_k(z) = source_k + J_source,k inv(J_driving,k) (z - driving_k).
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn

from models.portrait.fomm.config import FommConfig
from models.portrait.fomm.geometry import Keypoints, gaussians, identity_grid, inverse, product, sample
from models.portrait.fomm.layers import AntiAlias, Hourglass

_HEAD_KERNEL = 7


class DenseMotion(NamedTuple):
    """What the dense motion network found; h = H/4, w = W/4; map 0 is the unmoved background.

    Attributes:
        deformation: (B, h, w, 2) float32, where in the source each pixel comes from.
        occlusion: (B, 1, h, w) float32 0..1, how much of it can be taken from the source.
        mask: (B, K + 1, h, w) float32, the share of each local motion; they sum to 1.
        sparse_deformed: (B, K + 1, 3, h, w) float32, the source moved by each local motion.
    """

    deformation: Tensor
    occlusion: Tensor
    mask: Tensor
    sparse_deformed: Tensor


class DenseMotionNetwork(nn.Module):
    """Reads a small source picture and two sets of keypoints; the motion itself is always computed in float32."""

    def __init__(self, config: FommConfig) -> None:
        super().__init__()
        self.heat_variance = config.heat_variance
        maps = config.num_keypoints + 1
        self.hourglass = Hourglass(4 * maps, config.dense_motion)
        self.mask = nn.Conv2d(self.hourglass.out_features, maps, _HEAD_KERNEL, padding=_HEAD_KERNEL // 2)
        self.occlusion = nn.Conv2d(self.hourglass.out_features, 1, _HEAD_KERNEL, padding=_HEAD_KERNEL // 2)
        self.down = AntiAlias()

    def heat_maps(self, small: Tensor, source: Keypoints, driving: Keypoints) -> Tensor:
        """Return driving minus source Gaussians, (B, K + 1, 1, h, w)."""
        size = (small.shape[2], small.shape[3])
        heat = gaussians(driving.value, *size, self.heat_variance) - gaussians(source.value, *size, self.heat_variance)
        return torch.cat([torch.zeros_like(heat[:, :1]), heat], 1)[:, :, None]

    def sparse_motions(self, small: Tensor, source: Keypoints, driving: Keypoints) -> Tensor:
        """Return T_k(z) for all pixels, (B, K + 1, h, w, 2)."""
        grid = identity_grid(small.shape[2], small.shape[3], driving.value)
        jacobian = product(source.jacobian, inverse(driving.jacobian))[:, :, None, None]
        offset = grid - driving.value[:, :, None, None]
        moved = jacobian[..., 0] * offset[..., :1] + jacobian[..., 1] * offset[..., 1:] + source.value[:, :, None, None]
        return torch.cat([grid.expand_as(moved[:, :1]), moved], 1)

    def sparse_pictures(self, small: Tensor, motions: Tensor, align_corners: bool) -> Tensor:
        """Return the small source moved by each motion, (B, K + 1, 3, h, w).

        All grids stand below each other in one: a single sampling, which every runtime has.
        """
        batch, count, height, width, _ = motions.shape
        tall = sample(small, motions.reshape(batch, count * height, width, 2), align_corners)
        return tall.view(batch, -1, count, height, width).transpose(1, 2)

    def hourglass_input(self, heat: Tensor, pictures: Tensor) -> Tensor:
        """Return (B, 4 (K + 1), h, w): heat, red, green, blue of each motion in turn."""
        return torch.cat([heat, pictures], 2).flatten(1, 2)

    def forward(self, small: Tensor, source: Keypoints, driving: Keypoints, align_corners: bool) -> DenseMotion:
        """Find the motion.

        Args:
            small: (B, 3, h, w) float32, the source picture after `down`.
            source: keypoints of the source picture.
            driving: keypoints to move it to.
            align_corners: see `geometry.sample`.
        """
        motions = self.sparse_motions(small, source, driving)
        pictures = self.sparse_pictures(small, motions, align_corners)
        x = self.hourglass_input(self.heat_maps(small, source, driving), pictures)
        features = self.hourglass(x.to(self.mask.weight.dtype))
        mask = torch.softmax(self.mask(features).float(), 1)
        occlusion = torch.sigmoid(self.occlusion(features).float())
        deformation = (mask[..., None] * motions).sum(1)
        return DenseMotion(deformation, occlusion, mask, pictures)
