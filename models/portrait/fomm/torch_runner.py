"""PyTorch, frame by frame: on the processor, and on Apple's GPU."""

import platform

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.portrait.fomm.config import FommConfig
from models.portrait.fomm.runner import Frame, Networks, Picture, Pipeline, RunnerInfo, channels_last, checked
from models.portrait.fomm.threads import thread_count
from models.portrait.fomm.transfer import Step

_NAMES = {torch.float32: "f32", torch.float16: "f16", torch.bfloat16: "bf16"}


class TorchRunner:
    """Runs the networks as they are written; see `runner.Runner`.

    Attributes:
        transfer: the step between the two networks, for measuring.
    """

    def __init__(
        self,
        networks: Networks,
        config: FommConfig,
        device: str = "cpu",
        precision: torch.dtype = torch.float32,
        rewrite: bool = True,
    ) -> None:
        """Move copies of the networks to a device.

        Args:
            networks: detector and generator, float32 on the CPU; they are not changed.
            config: their configuration.
            device: "cpu", "mps" or "cuda".
            precision: of the generator's convolutions.
            rewrite: use the exact rewrites of `rewrite.py`.
        """
        self._device = torch.device(device)
        self._pipeline = Pipeline(networks, config, precision, rewrite or device != "cpu").to(self._device)
        if rewrite:
            channels_last(self._pipeline)
        self.side = config.image_size
        self.transfer = self._pipeline.transfer
        plain = "" if rewrite else ", plain"
        self.info = RunnerInfo(f"torch {device} {_NAMES[precision]}{plain}", device_name(device))

    @torch.inference_mode()
    def set_source(self, square: Picture) -> None:
        """Use this portrait, (side, side, 3) uint8 RGB. Raises ValueError if the network finds nothing in it."""
        self._pipeline.set_source(self._upload(square))

    @torch.inference_mode()
    def look(self, crop: Picture, step: Step) -> None:
        """Find the keypoints of a frame, for `calibrate`."""
        self._pipeline.look(self._upload(crop), step.vector().to(self._device))

    @torch.inference_mode()
    def calibrate(self, at_once: bool = False) -> str:
        """Take the frame seen last as the user at rest; returns why it cannot be, or nothing."""
        return self._pipeline.transfer.calibrate(at_once)

    @torch.inference_mode()
    def kept(self) -> NDArray[np.float32]:
        """Return the user at rest as numbers (K, 7) for `restore`; (0, 7) if there is none."""
        return self._pipeline.transfer.kept()

    @torch.inference_mode()
    def restore(self, numbers: NDArray[np.float32]) -> bool:
        """Take the user at rest of former times; False if that does not fit these networks."""
        return self._pipeline.transfer.restore(numbers)

    @torch.inference_mode()
    def animate(self, crop: Picture, step: Step) -> Frame:
        """Render the portrait with the motion of a frame, (side, side, 3) uint8 RGB."""
        made = self._pipeline(self._upload(crop), step.vector().to(self._device))
        return Frame(*(part.cpu().numpy() for part in made))

    def _upload(self, image: Picture) -> Tensor:
        if self._device.type == "cpu":
            torch.set_num_threads(thread_count())  # it counts for the calling thread only
        return torch.from_numpy(checked(image, self.side)).to(self._device)


def device_name(device: str) -> str:
    """Return what the processor calls itself."""
    if device.startswith("cuda"):
        return str(torch.cuda.get_device_name(device))
    return platform.processor() or platform.machine()
