"""The keypoint detector: where ten unnamed points of a face lie, and how the face is deformed around each."""

import torch
from torch import Tensor, nn

from models.portrait.fomm.config import FommConfig
from models.portrait.fomm.geometry import Keypoints, identity_grid
from models.portrait.fomm.layers import AntiAlias, Hourglass

_HEAD_KERNEL = 7


class KeypointDetector(nn.Module):
    """Picture (B, 3, H, W) float32 0..1 -> keypoints (B, K, 2) and Jacobians (B, K, 2, 2).

    It is always computed in float32: the low temperature makes rounding errors ten times larger.
    """

    def __init__(self, config: FommConfig) -> None:
        super().__init__()
        self.temperature = config.temperature
        self.predictor = Hourglass(3, config.detector)
        # No padding: the heat maps are 6 pixels smaller, yet span -1..1. Training knew no other coordinates.
        self.kp = nn.Conv2d(self.predictor.out_features, config.num_keypoints, _HEAD_KERNEL)
        self.jacobian = nn.Conv2d(self.predictor.out_features, 4 * config.num_keypoints, _HEAD_KERNEL)
        nn.init.zeros_(self.jacobian.weight)
        with torch.no_grad():
            assert self.jacobian.bias is not None
            self.jacobian.bias.copy_(torch.tensor([1.0, 0.0, 0.0, 1.0]).repeat(config.num_keypoints))
        self.down = AntiAlias()

    def features(self, picture: Tensor) -> Tensor:
        """Return the hourglass's (B, C, H/4, W/4)."""
        features: Tensor = self.predictor(self.down(picture))
        return features

    def heat_maps(self, features: Tensor) -> Tensor:
        """Return (B, K, h, w), h = H/4 - 6, each summing to 1."""
        logits = self.kp(features)
        return torch.softmax(logits.flatten(2) / self.temperature, 2).view(logits.shape)

    def forward(self, picture: Tensor) -> Keypoints:
        """Find the keypoints."""
        features = self.features(picture)
        heat = self.heat_maps(features)
        batch, count, height, width = heat.shape
        grid = identity_grid(height, width, heat)
        value = (heat[..., None] * grid).sum((2, 3))
        maps = self.jacobian(features).view(batch, count, 4, height, width)
        jacobian = (heat[:, :, None] * maps).sum((3, 4)).view(batch, count, 2, 2)
        return Keypoints(value, jacobian)
