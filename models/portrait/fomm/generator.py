"""The occlusion-aware generator: the source's features, moved, dimmed where nothing is known, and redrawn."""

from collections import OrderedDict
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.portrait.fomm.config import FommConfig
from models.portrait.fomm.dense_motion import DenseMotion, DenseMotionNetwork
from models.portrait.fomm.geometry import Keypoints, sample
from models.portrait.fomm.layers import DownBlock, ResidualBlock, SameBlock, UpBlock


class SourceCode(NamedTuple):
    """What the generator needs of a source picture; it does not depend on the driving frame.

    Attributes:
        features: (B, C, H/4, W/4) in the network's number format.
        small: (B, 3, H/4, W/4) float32, the picture after the anti-alias filter.
    """

    features: Tensor
    small: Tensor


class Generator(nn.Module):
    """Source picture and two sets of keypoints -> picture (B, 3, H, W) float32 0..1.

    Attributes:
        align_corners: the convention of all sampling, see `geometry.sample`.
    """

    def __init__(self, config: FommConfig, align_corners: bool = True) -> None:
        super().__init__()
        self.align_corners = align_corners
        base, sizes = config.generator.block_expansion, config.generator
        widths = [min(sizes.max_features, base * 2**i) for i in range(sizes.num_down_blocks + 1)]
        self.dense_motion_network = DenseMotionNetwork(config)
        self.first = SameBlock(3, base, 7)
        self.down_blocks = nn.ModuleList(DownBlock(a, b) for a, b in zip(widths, widths[1:], strict=False))
        self.up_blocks: nn.ModuleList = nn.ModuleList(
            UpBlock(b, a) for a, b in zip(widths[-2::-1], widths[:0:-1], strict=True)
        )
        blocks = [(f"r{i}", ResidualBlock(widths[-1])) for i in range(sizes.num_bottleneck_blocks)]
        self.bottleneck = nn.Sequential(OrderedDict(blocks))
        self.final: nn.Module = nn.Conv2d(base, 3, 7, padding=3)

    def encode_source(self, picture: Tensor) -> SourceCode:
        """Encode a source picture (B, 3, H, W) float32 0..1; once per portrait."""
        small = self.dense_motion_network.down(picture)
        x = self.first(picture.to(self.first.conv.weight.dtype))
        for block in self.down_blocks:
            x = block(x)
        return SourceCode(x, small)

    def motion(self, code: SourceCode, source: Keypoints, driving: Keypoints) -> DenseMotion:
        """Find the dense motion of one driving frame."""
        motion: DenseMotion = self.dense_motion_network(code.small, source, driving, self.align_corners)
        return motion

    def warped(self, code: SourceCode, motion: DenseMotion) -> Tensor:
        """Move the features, then multiply them by the occlusion map: (B, C, H/4, W/4)."""
        moved = sample(code.features.float(), motion.deformation, self.align_corners)
        return (moved * motion.occlusion).to(code.features.dtype)

    def redraw(self, features: Tensor) -> Tensor:
        """Draw moved features: (B, C, H/4, W/4) -> (B, 3, H, W) float32 0..1."""
        x = self.bottleneck(features)
        for block in self.up_blocks:
            x = block(x)
        return torch.sigmoid(self.final(x).float())

    def decode(self, code: SourceCode, source: Keypoints, driving: Keypoints) -> tuple[Tensor, DenseMotion]:
        """Render one driving frame from an encoded source; also return the motion."""
        motion = self.motion(code, source, driving)
        return self.redraw(self.warped(code, motion)), motion

    def forward(self, picture: Tensor, source: Keypoints, driving: Keypoints) -> Tensor:
        """Render one driving frame, encoding the source anew: training, and the plain yardstick of speed."""
        return self.decode(self.encode_source(picture), source, driving)[0]


def deformed(picture: Tensor, deformation: Tensor, align_corners: bool) -> Tensor:
    """Move the picture (B, 3, H, W) itself by the motion field (B, h, w, 2), enlarged: what the motion alone does."""
    height, width = picture.shape[2:]
    field = functional.interpolate(
        deformation.permute(0, 3, 1, 2), (height, width), mode="bilinear", align_corners=False
    )
    return sample(picture, field.permute(0, 2, 3, 1), align_corners)
