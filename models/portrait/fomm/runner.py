"""What every runtime of the engine offers, and the whole way of a frame through the networks as one torch module."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.portrait.fomm.config import FommConfig
from models.portrait.fomm.generator import Generator, SourceCode
from models.portrait.fomm.keypoints import KeypointDetector
from models.portrait.fomm.rewrite import rewritten
from models.portrait.fomm.transfer import Step, Transfer

Picture = NDArray[np.uint8]
Networks = tuple[KeypointDetector, Generator]


@dataclass(frozen=True, slots=True)
class RunnerInfo:
    """Which runtime computes, for the window and `likeness doctor`.

    Attributes:
        name: e.g. "openvino bf16".
        device: name of the processor.
    """

    name: str
    device: str


class Frame(NamedTuple):
    """A rendered frame, side x side.

    Attributes:
        image: (side, side, 3) uint8 RGB.
        deformation: (h, w, 2) float32, -1..1, where in the source each pixel comes from.
        occlusion: (h, w) float32 0..1, how much of the source shows.
    """

    image: Picture
    deformation: NDArray[np.float32]
    occlusion: NDArray[np.float32]


class Runner(Protocol):
    """Renders frames of one portrait. One object serves one session and one thread.

    Attributes:
        side: of the square pictures, in pixels.
    """

    info: RunnerInfo
    side: int

    def set_source(self, square: Picture) -> None:
        """Use this portrait, (side, side, 3) uint8 RGB. Raises ValueError if the network finds nothing in it."""
        ...

    def look(self, crop: Picture, step: Step) -> None:
        """Find the keypoints of a frame, for `calibrate`."""
        ...

    def calibrate(self, at_once: bool = False) -> str:
        """Take the frame seen last as the user at rest; returns why it cannot be, or nothing."""
        ...

    def kept(self) -> NDArray[np.float32]:
        """Return the user at rest as numbers (K, 7) for `restore`; (0, 7) if there is none."""
        ...

    def restore(self, numbers: NDArray[np.float32]) -> bool:
        """Take the user at rest of former times; False if that does not fit these networks."""
        ...

    def animate(self, crop: Picture, step: Step) -> Frame:
        """Render the portrait with the motion of a frame, (side, side, 3) uint8 RGB."""
        ...


def to_network(image: Tensor) -> Tensor:
    """Turn (H, W, 3) uint8 into (1, 3, H, W) float32 0..1."""
    return image.permute(2, 0, 1)[None].float() / 255


def to_bytes(picture: Tensor) -> Tensor:
    """Turn (1, 3, H, W) float 0..1 into (H, W, 3) uint8, rounded."""
    return (picture[0].permute(1, 2, 0) * 255).round().to(torch.uint8).contiguous()


class Pipeline(nn.Module):
    """uint8 crop -> uint8 picture: detector, transfer and generator, with everything that is kept between frames.

    All sizes are fixed and all states are changed in place, so that it can be recorded once and replayed.
    """

    features: Tensor
    small: Tensor

    def __init__(self, networks: Networks, config: FommConfig, precision: torch.dtype, rewrite: bool = True) -> None:
        """Prepare the networks, which are not changed.

        Args:
            networks: detector and generator.
            config: their configuration.
            precision: of the generator's convolutions. All else is float32: keypoints ten times magnify rounding.
            rewrite: use the exact rewrites of `rewrite.py`.
        """
        super().__init__()
        detector, generator = networks
        self.detector = rewritten(detector) if rewrite else detector
        self.generator = rewritten(generator) if rewrite else generator
        self.transfer = Transfer(config.num_keypoints)
        blank = torch.zeros(1, 3, config.image_size, config.image_size)
        with torch.inference_mode():
            code = self.generator.encode_source(blank)
        self.register_buffer("features", code.features.to(precision, copy=True))
        self.register_buffer("small", code.small.clone())
        if precision is not torch.float32:
            self.generator.to(precision)
            self.generator.dense_motion_network.down.float()
        self.requires_grad_(False).eval()

    def set_source(self, image: Tensor) -> None:
        """Encode a portrait (H, W, 3) uint8."""
        picture = to_network(image)
        keypoints = self.detector(picture)
        code = self.generator.encode_source(picture)
        self.transfer.set_source(keypoints)
        self.features.copy_(code.features)
        self.small.copy_(code.small)

    def look(self, image: Tensor, step: Tensor) -> None:
        """Find and keep the keypoints of a crop (H, W, 3) uint8."""
        self.transfer.remember(self.detector(to_network(image)), step)

    def forward(self, image: Tensor, step: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Render a crop (H, W, 3) uint8: picture (H, W, 3) uint8, deformation (h, w, 2), occlusion (h, w)."""
        driving = self.transfer(self.detector(to_network(image)), step)
        picture, motion = self.generator.decode(SourceCode(self.features, self.small), self.transfer.source, driving)
        return to_bytes(picture), motion.deformation[0], motion.occlusion[0, 0]


def channels_last(pipeline: Pipeline) -> Pipeline:
    """Let all kernels and maps be stored pixel by pixel, as convolutions on most devices like it; in place."""
    made: Pipeline = pipeline.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return made


def checked(image: Picture, side: int) -> Picture:
    """Return the picture as torch wants it, contiguous and writable; ValueError if it is not (side, side, 3) uint8."""
    if image.shape != (side, side, 3) or image.dtype != np.uint8:
        raise ValueError(f"the network takes ({side}, {side}, 3) uint8, not {image.shape} {image.dtype}")
    return np.require(image, requirements=["C", "W"])
