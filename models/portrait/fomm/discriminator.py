"""The patch discriminator, for training only."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.portrait.fomm.config import FommConfig
from models.portrait.fomm.geometry import gaussians

_SLOPE = 0.2


class _Block(nn.Module):
    """Convolution 4 x 4 without padding, instance norm, leaky ReLU, then averaged over 2 x 2."""

    def __init__(self, in_features: int, out_features: int, norm: bool, pool: bool, spectral: bool) -> None:
        super().__init__()
        self.conv = _spectral(nn.Conv2d(in_features, out_features, 4), spectral)
        self.norm = nn.InstanceNorm2d(out_features, affine=True) if norm else None
        self.pool = pool

    def forward(self, x: Tensor) -> Tensor:
        """(B, in, H, W) -> (B, out, (H - 3) / 2, (W - 3) / 2), or not halved."""
        x = self.conv(x)
        if self.norm is not None:
            x = self.norm(x)
        x = functional.leaky_relu(x, _SLOPE)
        return functional.avg_pool2d(x, 2) if self.pool else x


class _Scale(nn.Module):
    def __init__(self, config: FommConfig) -> None:
        super().__init__()
        sizes = config.discriminator
        widths = [min(sizes.max_features, sizes.block_expansion * 2 ** (i + 1)) for i in range(sizes.num_blocks)]
        first = 3 + (config.num_keypoints if sizes.use_keypoints else 0)
        self.down_blocks = nn.ModuleList(
            _Block(a, b, norm=i > 0, pool=i < sizes.num_blocks - 1, spectral=sizes.spectral_norm)
            for i, (a, b) in enumerate(zip([first, *widths[:-1]], widths, strict=True))
        )
        self.conv = _spectral(nn.Conv2d(widths[-1], 1, 1), sizes.spectral_norm)

    def forward(self, x: Tensor) -> tuple[list[Tensor], Tensor]:
        maps = []
        for block in self.down_blocks:
            x = block(x)
            maps.append(x)
        return maps, self.conv(x)


class Discriminator(nn.Module):
    """Picture (B, 3, H, W) 0..1 -> the feature maps of all blocks, and a map of verdicts (B, 1, h, w)."""

    def __init__(self, config: FommConfig) -> None:
        super().__init__()
        self.use_keypoints = config.discriminator.use_keypoints
        self.heat_variance = config.heat_variance
        self.discs = nn.ModuleDict({"1": _Scale(config)})  # full size only, as published

    def forward(self, picture: Tensor, keypoints: Tensor | None = None) -> tuple[list[Tensor], Tensor]:
        """Judge a picture; keypoints (B, K, 2) are needed if the configuration says so.

        Raises:
            ValueError: keypoints are needed and missing.
        """
        x = picture
        if self.use_keypoints:
            if keypoints is None:
                raise ValueError("this discriminator needs the keypoints of the picture")
            heat = gaussians(keypoints, picture.shape[2], picture.shape[3], self.heat_variance)
            x = torch.cat([x, heat], 1)
        verdict: tuple[list[Tensor], Tensor] = self.discs["1"](x)
        return verdict


def _spectral(conv: nn.Conv2d, wanted: bool) -> nn.Module:
    """Limit the weight's largest singular value to 1 (Miyato et al. 2018), with the published names of its state."""
    return nn.utils.spectral_norm(conv) if wanted else conv
