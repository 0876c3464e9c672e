"""The same networks with fewer multiplications: exact rewrites for rendering, equal to 1e-6 (float32).

Batch norm is folded into the convolution before it. Doubling every pixel and then convolving 3 x 3 is one
transposed convolution 4 x 4 of the small map: 4/9 of the work. The last convolution makes 2 x 2 pixels at once
(sub-pixel convolution, Shi et al. 2016), which fills the processor's vectors.
"""

import copy
from typing import TypeVar

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.portrait.fomm.generator import Generator
from models.portrait.fomm.keypoints import KeypointDetector
from models.portrait.fomm.layers import ResidualBlock, SameBlock, UpBlock

_Network = TypeVar("_Network", Generator, KeypointDetector)


def rewritten(network: _Network, upward: bool = True) -> _Network:
    """Return an equal network that is faster to run and cannot be trained.

    Args:
        network: a trained network in evaluation mode; it is left as it is.
        upward: also rewrite the enlarging blocks and the last convolution; False only folds the norms.
    """
    made = copy.deepcopy(network)
    for name, module in list(made.named_modules()):
        if isinstance(module, ResidualBlock):
            module.conv1, module.norm2 = folded(module.conv1, module.norm2), nn.Identity()
        elif isinstance(module, SameBlock):
            module.conv, module.norm = folded(module.conv, module.norm), nn.Identity()
            if upward and isinstance(module, UpBlock):
                made.set_submodule(name, TransposedUp(module.conv))
    if upward and isinstance(made, Generator):
        assert isinstance(made.final, nn.Conv2d)
        made.final = ShuffledFinal(made.final)
    return made.eval().requires_grad_(False)


def folded(conv: nn.Conv2d, norm: nn.Module) -> nn.Conv2d:
    """Return one convolution that does what a convolution and its batch norm do."""
    assert isinstance(norm, nn.BatchNorm2d) and norm.running_mean is not None and norm.running_var is not None
    gain = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
    made = copy.deepcopy(conv).requires_grad_(False)
    assert made.bias is not None and conv.bias is not None
    made.weight.copy_(conv.weight.double() * gain[:, None, None, None])
    made.bias.copy_((conv.bias.double() - norm.running_mean) * gain + norm.bias)
    return made


class TransposedUp(nn.Module):
    """Doubling, 3 x 3 convolution, ReLU in one: (B, in, H, W) -> (B, out, 2H, 2W)."""

    def __init__(self, conv: nn.Conv2d) -> None:
        super().__init__()
        kernel = _widened(_widened(conv.weight, 2), 3)
        out, width = kernel.shape[:2]
        self.conv = nn.ConvTranspose2d(width, out, 4, stride=2, padding=1).requires_grad_(False)
        self.conv.weight.copy_(kernel.transpose(0, 1))
        assert self.conv.bias is not None and conv.bias is not None
        self.conv.bias.copy_(conv.bias)

    def forward(self, x: Tensor) -> Tensor:
        """Run the block."""
        return functional.relu(self.conv(x))


class ShuffledFinal(nn.Module):
    """The last 7 x 7 convolution, 2 x 2 pixels at once: (B, in, H, W) -> (B, 3, H, W); H and W are even."""

    def __init__(self, conv: nn.Conv2d) -> None:
        super().__init__()
        out, width = conv.weight.shape[0], conv.weight.shape[1]
        kernel = conv.weight.new_zeros(out, 2, 2, width, 8, 8)
        for row in (0, 1):
            for column in (0, 1):
                kernel[:, row, column, :, row : row + 7, column : column + 7] = conv.weight
        self.conv = nn.Conv2d(width, 4 * out, 8, stride=2).requires_grad_(False)
        self.conv.weight.copy_(kernel.flatten(0, 2))
        assert self.conv.bias is not None and conv.bias is not None
        self.conv.bias.copy_(conv.bias.repeat_interleave(4))

    def forward(self, x: Tensor) -> Tensor:
        """Run the block."""
        return functional.pixel_shuffle(self.conv(functional.pad(x, (3, 4, 3, 4))), 2)


def _widened(kernel: Tensor, axis: int) -> Tensor:
    """What one small pixel adds to 4 large ones: both of its doubles pass through the 3 taps."""
    first, second, third = kernel.unbind(axis)
    return torch.stack([third, second + third, first + second, first], axis)
