"""Building blocks of the networks (Siarohin et al. 2019, supplement): all pictures are (B, C, H, W).

Names of attributes are those of the published checkpoints; they must not change.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.portrait.fomm.config import HourglassConfig


class SameBlock(nn.Module):
    """Convolution, batch norm, ReLU: (B, in, H, W) -> (B, out, H, W)."""

    def __init__(self, in_features: int, out_features: int, kernel: int = 3) -> None:
        super().__init__()
        self.conv = nn.Conv2d(in_features, out_features, kernel, padding=kernel // 2)
        self.norm: nn.Module = nn.BatchNorm2d(out_features)

    def forward(self, x: Tensor) -> Tensor:
        """Run the block."""
        normed: Tensor = self.norm(self.conv(x))
        return functional.relu(normed)


class DownBlock(SameBlock):
    """The same, then averaged over 2 x 2: (B, in, H, W) -> (B, out, H/2, W/2)."""

    def forward(self, x: Tensor) -> Tensor:
        """Run the block."""
        return functional.avg_pool2d(super().forward(x), 2)


class UpBlock(SameBlock):
    """Every pixel doubled, then the same: (B, in, H, W) -> (B, out, 2H, 2W)."""

    def forward(self, x: Tensor) -> Tensor:
        """Run the block."""
        return super().forward(functional.interpolate(x, scale_factor=2.0, mode="nearest"))


class ResidualBlock(nn.Module):
    """Pre-activation residual block (He et al. 2016): (B, C, H, W) -> the same."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(features, features, 3, padding=1)
        self.conv2 = nn.Conv2d(features, features, 3, padding=1)
        self.norm1: nn.Module = nn.BatchNorm2d(features)
        self.norm2: nn.Module = nn.BatchNorm2d(features)

    def forward(self, x: Tensor) -> Tensor:
        """Run the block."""
        change: Tensor = self.conv1(functional.relu(self.norm1(x)))
        change = self.conv2(functional.relu(self.norm2(change)))
        return x + change


class _Encoder(nn.Module):
    def __init__(self, in_features: int, widths: list[int]) -> None:
        super().__init__()
        self.down_blocks = nn.ModuleList(
            DownBlock(a, b) for a, b in zip([in_features, *widths[1:-1]], widths[1:], strict=True)
        )

    def forward(self, x: Tensor) -> list[Tensor]:
        maps = [x]
        for block in self.down_blocks:
            maps.append(block(maps[-1]))
        return maps


class _Decoder(nn.Module):
    def __init__(self, widths: list[int]) -> None:
        super().__init__()
        last = len(widths) - 1
        self.up_blocks = nn.ModuleList(
            UpBlock(widths[i] * (1 if i == last else 2), widths[i - 1])  # all but the deepest get a skip besides
            for i in range(last, 0, -1)
        )

    def forward(self, maps: list[Tensor]) -> Tensor:
        x = maps[-1]
        for block, skip in zip(self.up_blocks, maps[-2::-1], strict=True):
            x = torch.cat([block(x), skip], 1)
        return x


class Hourglass(nn.Module):
    """A U-net (Newell et al. 2016): (B, in, H, W) -> (B, block_expansion + in, H, W); the input comes last."""

    def __init__(self, in_features: int, config: HourglassConfig) -> None:
        super().__init__()
        widths = [config.block_expansion]
        widths += [min(config.max_features, config.block_expansion * 2 ** (i + 1)) for i in range(config.num_blocks)]
        self.encoder = _Encoder(in_features, widths)
        self.decoder = _Decoder(widths)
        self.out_features = config.block_expansion + in_features

    def forward(self, x: Tensor) -> Tensor:
        """Run the hourglass; H and W are multiples of 2^num_blocks."""
        features: Tensor = self.decoder(self.encoder(x))
        return features


def gaussian_kernel(sigma: float) -> Tensor:
    """Return a normalised Gaussian, float32 (n, n), n = 2 * round(4 sigma) + 1."""
    reach = round(4 * sigma)
    # on the CPU even where networks are made without memory, to compare shapes: there, it would load half of torch
    x = torch.arange(-reach, reach + 1, dtype=torch.float32, device="cpu")
    line = torch.exp(-(x**2) / (2 * sigma**2))
    plane = line[:, None] * line[None, :]
    return plane / plane.sum()


class AntiAlias(nn.Module):
    """Blur, then every 4th pixel from the first on: (B, C, H, W) -> (B, C, H/4, W/4).

    Zeros lie beyond the border. The published files hold the kernel, so it is a buffer of the state.
    """

    weight: Tensor

    def __init__(self, channels: int = 3, factor: int = 4) -> None:
        super().__init__()
        kernel = gaussian_kernel((factor - 1) / 2)
        self.register_buffer("weight", kernel.expand(channels, 1, -1, -1).clone())
        self.factor = factor

    def forward(self, x: Tensor) -> Tensor:
        """Run the blur; it is never computed in half precision: keypoints depend on it."""
        if self.training:
            with torch.autocast(x.device.type, enabled=False):  # training in mixed precision would round it
                return self._blurred(x)
        return self._blurred(x)

    def _blurred(self, x: Tensor) -> Tensor:
        padding = self.weight.shape[-1] // 2
        return functional.conv2d(x, self.weight, stride=self.factor, padding=padding, groups=self.weight.shape[0])
