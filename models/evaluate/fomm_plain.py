"""The yardstick of speed: the first-order motion model as the published program runs it, frame by frame.

The same networks and the same pictures, without anything that this program adds: PyTorch in float32, operator by
operator, the source encoded anew with each frame, the scale of the movement made anew with each frame.
"""

from collections.abc import Callable
from copy import deepcopy

import numpy as np
import torch
from torch import Tensor

from models.portrait.fomm.generator import Generator
from models.portrait.fomm.geometry import Keypoints
from models.portrait.fomm.keypoints import KeypointDetector
from models.portrait.fomm.normalize import adapted_scale, hull_area, normalized, unfit
from models.portrait.fomm.runner import Networks, Picture
from models.portrait.fomm.threads import thread_count


def _nothing(stage: str) -> None:
    """Take no time."""


class PlainLoop:
    """Renders one portrait, relative to an initial frame.

    Attributes:
        name: for tables.
        mark: is told the end of each stage: "keypoints", "transfer".
    """

    def __init__(self, networks: Networks, device: str = "cpu") -> None:
        """Take the networks, float32; they are copied if the device is not the processor.

        Raises:
            RuntimeError: the device cannot be used.
        """
        self.name = f"torch {device} f32, plain, source encoded each frame"
        self.mark: Callable[[str], None] = _nothing
        self._device = torch.device(device)
        self._detector, self._generator = networks if device == "cpu" else _copies(networks, device)
        self._source: tuple[Tensor, Keypoints] | None = None
        self._initial: Keypoints | None = None
        self._relative = True

    @torch.inference_mode()
    def prepare(self, source: Picture, initial: Picture) -> None:
        """Take the portrait and the user's initial frame, (side, side, 3) uint8 RGB each.

        Where our runtimes refuse that initial frame, the user's keypoints are taken as they are, as they do then.
        """
        picture = self._tensor(source)
        self._source = (picture, self._detector(picture))
        self._initial = self._detector(self._tensor(initial))
        self._relative = not unfit(self._initial, hull_area(self._source[1]))

    @torch.inference_mode()
    def animate(self, crop: Picture) -> Picture:
        """Render one frame, (side, side, 3) uint8 RGB in and out.

        Raises:
            RuntimeError: nothing was prepared.
        """
        if self._source is None or self._initial is None:
            raise RuntimeError("no portrait was set")
        picture, source = self._source
        driving = self._detector(self._tensor(crop))
        self.mark("keypoints")
        keypoints = driving
        if self._relative:
            scale = adapted_scale(hull_area(source), hull_area(self._initial))
            keypoints = normalized(source, driving, self._initial, scale)
        self.mark("transfer")
        made = self._generator(picture, source, keypoints)[0].permute(1, 2, 0).cpu().numpy()
        return np.asarray(np.rint(made * 255), np.uint8)

    def _tensor(self, image: Picture) -> Tensor:
        if self._device.type == "cpu":
            torch.set_num_threads(thread_count())
        scaled = image.astype(np.float32) / 255
        return torch.from_numpy(scaled).permute(2, 0, 1)[None].to(self._device)


def _copies(networks: Networks, device: str) -> tuple[KeypointDetector, Generator]:
    """Return copies of both networks on another device."""
    detector, generator = deepcopy(networks)
    return detector.to(device), generator.to(device)
