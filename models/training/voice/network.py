"""The network itself, for training: from the moments of a voice and what is known of two voices to a filter's gains.

Causal convolutions over time in ConvNeXt blocks (Liu et al. 2022), told of the voices by FiLM (Perez et al. 2018). The
past that the convolutions need is handed in and out, so a stream computes exactly what a whole recording gives.
"""

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.voice.neural.condition import MEL, SIZE
from models.voice.neural.features import FEATURES
from models.voice.neural.filter import LOOK_AHEAD

MOST = 2.8  # natural logarithm of power, 12 dB
KERNEL, FIRST_KERNEL = 7, 3
NORM_EPS = 1e-5


@dataclass(frozen=True, slots=True)
class Config:
    """Sizes: width of the convolutions, inner width and number of the blocks, width of the part for the voices."""

    width: int = 128
    inner: int = 384
    blocks: int = 6
    voices: int = 256

    def to_table(self) -> dict[str, int]:
        """Return the numbers by name."""
        return asdict(self)


CPU = Config()
GPU = Config(width=256, inner=768, blocks=8, voices=512)


class Past:
    """What was heard before: (B, 2, 81) frames, and for each block (B, 6, width)."""

    def __init__(self, frames: Tensor, blocks: list[Tensor]) -> None:
        self.frames, self.blocks = frames, blocks


class Block(nn.Module):
    """Depthwise convolution over time, FiLM, two linear layers: (B, T, C) -> the same."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv1d(width, width, KERNEL, groups=width)
        self.grow, self.shrink = nn.Linear(width, inner), nn.Linear(inner, width)
        nn.init.zeros_(self.shrink.weight)
        nn.init.zeros_(self.shrink.bias)

    def forward(self, x: Tensor, past: Tensor, gain: Tensor, shift: Tensor) -> tuple[Tensor, Tensor]:
        """Return (B, T, C) and the past of the next call; gain and shift are (B, C)."""
        heard = torch.cat([past, x], 1)
        y = self.depthwise(heard.transpose(1, 2)).transpose(1, 2)
        y = functional.layer_norm(y, y.shape[-1:], eps=NORM_EPS) * (1 + gain[:, None]) + shift[:, None]
        y = self.grow(y)
        return x + self.shrink(y * torch.sigmoid(1.702 * y)), heard[:, -KERNEL + 1 :]


class FilterNetwork(nn.Module):
    """Frames (B, T, 81) and what is known of the voices (B, 499) -> gains of 80 mel bands, logarithm of power."""

    def __init__(self, config: Config = CPU) -> None:
        super().__init__()
        self.config = config
        self.first = nn.Conv1d(FEATURES, config.width, FIRST_KERNEL)
        self.blocks = nn.ModuleList(Block(config.width, config.inner) for _ in range(config.blocks))
        self.told = nn.Linear(SIZE, config.voices)
        self.understood = nn.Linear(config.voices, config.voices)
        self.film = nn.Linear(config.voices, 2 * config.blocks * config.width + MEL)
        self.last = nn.Linear(config.width, MEL)
        with torch.no_grad():  # it begins as no filter at all
            self.film.weight.mul_(0.2)
            self.film.weight[-MEL:] = 0
            self.film.bias[-MEL:] = 0
            self.last.weight.zero_()
            self.last.bias.zero_()

    def voices(self, condition: Tensor) -> Tensor:
        """Return what the blocks are told, (B, 2 blocks width + 80); once per pair of voices."""
        x = functional.gelu(self.told(condition), approximate="tanh")
        x = functional.gelu(self.understood(x), approximate="tanh")
        film: Tensor = self.film(x)
        return film

    def silence(self, batch: int = 1) -> Past:
        """Return the past before anything was heard."""
        like, width = self.last.weight, self.config.width
        blocks = [like.new_zeros(batch, KERNEL - 1, width) for _ in self.blocks]
        return Past(like.new_zeros(batch, FIRST_KERNEL - 1, FEATURES), blocks)

    def step(self, frames: Tensor, film: Tensor, past: Past) -> tuple[Tensor, Past]:
        """Hear the next frames.

        Args:
            frames: (B, T, 81).
            film: what `voices` returns.
            past: what the last call returned, or `silence`.

        Returns:
            (B, T, 80) gains, each for the frame `LOOK_AHEAD` before the one at its place; the past.
        """
        heard = torch.cat([past.frames, frames], 1)
        x = self.first(heard.transpose(1, 2)).transpose(1, 2)
        after = Past(heard[:, -FIRST_KERNEL + 1 :], [])
        told = film[:, :-MEL].view(len(film), self.config.blocks, 2, self.config.width)
        for n, block in enumerate(self.blocks):
            x, kept = block(x, past.blocks[n], told[:, n, 0], told[:, n, 1])
            after.blocks.append(kept)
        gains = self.last(x) + film[:, None, -MEL:]
        return MOST * torch.tanh(gains / MOST), after

    def forward(self, frames: Tensor, condition: Tensor) -> Tensor:
        """Return the gains of whole recordings, (B, T, 80), each at its own frame."""
        later = functional.pad(frames, (0, 0, 0, LOOK_AHEAD))
        return self.step(later, self.voices(condition), self.silence(len(frames)))[0][:, LOOK_AHEAD:]
