"""PyTorch on an NVIDIA GPU: a whole frame is one recorded graph, copies overlap, the host waits only for the result.

Half precision, channels last, fixed buffers. Two frames may be in flight: `submit` one while another is computed.
"""

from collections import deque
from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.portrait.fomm.config import FommConfig
from models.portrait.fomm.runner import Frame, Networks, Picture, Pipeline, RunnerInfo, channels_last, checked
from models.portrait.fomm.torch_runner import device_name
from models.portrait.fomm.transfer import Step

_DEVICE = "cuda"
IN_FLIGHT = 2
_WARM_UP = 3  # runs before recording, in which cuDNN chooses its algorithms
_NAMES = {torch.float16: "f16", torch.bfloat16: "bf16", torch.float32: "f32"}


@dataclass(frozen=True, slots=True)
class _Slot:
    """Memory of the host that the GPU reads and writes by itself, and the event after the last copy."""

    image: Tensor
    step: Tensor
    made: tuple[Tensor, ...]
    done: torch.cuda.Event


def _exact() -> AbstractContextManager[None]:
    """Let cuDNN search for the fastest algorithms, but not those in TF32: keypoints would lose thirteen bits."""
    return torch.backends.cudnn.flags(enabled=True, benchmark=True, allow_tf32=False)


def _pinned(like: Tensor) -> Tensor:
    """Make room in memory of the host that the GPU can reach."""
    return torch.empty(like.shape, dtype=like.dtype, pin_memory=True)


class CudaRunner:
    """Replays one CUDA graph per frame; see `runner.Runner`.

    Attributes:
        pipeline: what was recorded, for measuring its parts.
    """

    def __init__(self, networks: Networks, config: FommConfig, precision: torch.dtype = torch.float16) -> None:
        """Move copies of the networks to the GPU and record a frame.

        Args:
            networks: detector and generator, float32 on the CPU; they are not changed.
            config: their configuration.
            precision: of the generator's convolutions.

        Raises:
            RuntimeError: there is no usable GPU, or its memory is full.
        """
        self.side = config.image_size
        self.pipeline = channels_last(Pipeline(networks, config, precision).to(_DEVICE))
        self._image = torch.zeros(self.side, self.side, 3, dtype=torch.uint8, device=_DEVICE)
        self._step = Step().vector().to(_DEVICE)
        self._stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        self._graph = torch.cuda.CUDAGraph()
        self._made = self._record()
        self._free = deque((self._slot() for _ in range(IN_FLIGHT)), maxlen=IN_FLIGHT)
        self._flying: deque[_Slot] = deque(maxlen=IN_FLIGHT)
        self.info = RunnerInfo(f"torch cuda {_NAMES[precision]}, graph", device_name(_DEVICE))

    @torch.inference_mode()
    def _record(self) -> tuple[Tensor, ...]:
        """Run the frame a few times, then record it."""
        state = {name: value.clone() for name, value in self.pipeline.transfer.state_dict().items()}
        with _exact():
            self._stream.wait_stream(torch.cuda.current_stream())
            with torch.cuda.stream(self._stream):
                for _ in range(_WARM_UP):
                    self.pipeline(self._image, self._step)
            self._stream.synchronize()
            with torch.cuda.graph(self._graph, stream=self._stream):
                made = self.pipeline(self._image, self._step)
        self.pipeline.transfer.load_state_dict(state)  # in place: the graph knows the buffers by their addresses
        torch.cuda.synchronize()
        return tuple(made)

    def _slot(self) -> _Slot:
        return _Slot(
            _pinned(self._image),
            _pinned(self._step),
            tuple(_pinned(part) for part in self._made),
            torch.cuda.Event(blocking=True),  # type: ignore[no-untyped-call]
        )

    @torch.inference_mode()
    def set_source(self, square: Picture) -> None:
        """Use this portrait, (side, side, 3) uint8 RGB. Raises ValueError if the network finds nothing in it."""
        with torch.cuda.stream(self._stream), _exact():
            self.pipeline.set_source(torch.from_numpy(checked(square, self.side)).to(_DEVICE))

    @torch.inference_mode()
    def look(self, crop: Picture, step: Step) -> None:
        """Find the keypoints of a frame, for `calibrate`."""
        with torch.cuda.stream(self._stream), _exact():
            image = torch.from_numpy(checked(crop, self.side)).to(_DEVICE)
            self.pipeline.look(image, step.vector().to(_DEVICE))

    @torch.inference_mode()
    def calibrate(self, at_once: bool = False) -> str:
        """Take the frame seen last as the user at rest; returns why it cannot be, or nothing."""
        with torch.cuda.stream(self._stream):
            reason: str = self.pipeline.transfer.calibrate(at_once)
        return reason

    @torch.inference_mode()
    def kept(self) -> NDArray[np.float32]:
        """Return the user at rest as numbers (K, 7) for `restore`; (0, 7) if there is none."""
        with torch.cuda.stream(self._stream):
            return self.pipeline.transfer.kept()

    @torch.inference_mode()
    def restore(self, numbers: NDArray[np.float32]) -> bool:
        """Take the user at rest of former times; False if that does not fit these networks."""
        with torch.cuda.stream(self._stream):
            return self.pipeline.transfer.restore(numbers)

    @torch.inference_mode()
    def submit(self, crop: Picture, step: Step) -> None:
        """Start a frame without waiting for it.

        Raises:
            RuntimeError: as many frames as may be are in flight; `collect` one first.
        """
        if not self._free:
            raise RuntimeError(f"{IN_FLIGHT} frames are in flight")
        image = torch.from_numpy(checked(crop, self.side))
        slot = self._free.popleft()
        slot.image.copy_(image)
        slot.step.copy_(step.vector())
        with torch.cuda.stream(self._stream):
            self._image.copy_(slot.image, non_blocking=True)
            self._step.copy_(slot.step, non_blocking=True)
            self._graph.replay()
            for host, made in zip(slot.made, self._made, strict=True):
                host.copy_(made, non_blocking=True)
            slot.done.record()
        self._flying.append(slot)

    def collect(self) -> Frame:
        """Wait for the oldest frame in flight and return it. Raises IndexError if there is none."""
        slot = self._flying.popleft()
        slot.done.synchronize()
        frame = Frame(*(part.numpy().copy() for part in slot.made))
        self._free.append(slot)
        return frame

    def animate(self, crop: Picture, step: Step) -> Frame:
        """Render the portrait with the motion of a frame, (side, side, 3) uint8 RGB."""
        while self._flying:
            self.collect()
        self.submit(crop, step)
        return self.collect()
