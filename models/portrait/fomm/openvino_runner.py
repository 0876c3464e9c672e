"""OpenVINO on the processor: the detector in float32, the generator in bfloat16 where the processor computes in it.

The networks are converted from torch once and kept beside the user's other models, which saves seconds at each start.
The keypoints between the two networks, a handful of numbers, stay with torch, so that motion is the same everywhere.
"""

import hashlib
import logging
import os
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.portrait.fomm.config import FommConfig
from models.portrait.fomm.generator import Generator, SourceCode
from models.portrait.fomm.geometry import Keypoints
from models.portrait.fomm.keypoints import KeypointDetector
from models.portrait.fomm.rewrite import rewritten
from models.portrait.fomm.runner import Frame, Networks, Picture, RunnerInfo, checked, to_bytes, to_network
from models.portrait.fomm.threads import thread_count
from models.portrait.fomm.transfer import Step, Transfer
from models.runtime import openvino_api

_VERSION = 1  # of the conversion
_LOG = logging.getLogger(__name__)


class _Detect(nn.Module):
    def __init__(self, detector: KeypointDetector) -> None:
        super().__init__()
        self.detector = detector

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """(H, W, 3) uint8 -> value and Jacobian."""
        keypoints = self.detector(to_network(image))
        return keypoints.value, keypoints.jacobian


class _Render(nn.Module):
    def __init__(self, generator: Generator) -> None:
        super().__init__()
        self.generator = generator

    def forward(self, features: Tensor, small: Tensor, *numbers: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Cached source, its keypoints and those to render -> (H, W, 3) uint8, deformation, occlusion."""
        source, driving = Keypoints(*numbers[:2]), Keypoints(*numbers[2:])
        picture, motion = self.generator.decode(SourceCode(features, small), source, driving)
        return to_bytes(picture), motion.deformation[0], motion.occlusion[0, 0]


class OpenVinoRunner:
    """Runs both networks on OpenVINO; see `runner.Runner`.

    Attributes:
        transfer: the step between the two networks, for measuring.
    """

    def __init__(
        self, networks: Networks, config: FommConfig, precision: str = "f32", kept: Path | None = None
    ) -> None:
        """Convert and compile; takes seconds for the full network.

        Args:
            networks: detector and generator, float32 on the CPU; they are not changed.
            config: their configuration.
            precision: of the generator, "f32" or "bf16".
            kept: folder for the converted networks; None: convert them anew.

        Raises:
            ImportError: OpenVINO is not installed.
            RuntimeError: it cannot run the networks.
        """
        self.side = config.image_size
        self._source = networks  # encodes portraits, once each
        detector, generator = networks
        image = torch.zeros(self.side, self.side, 3, dtype=torch.uint8)
        self.transfer = Transfer(config.num_keypoints)
        with torch.inference_mode():
            code = generator.encode_source(to_network(image))
        keypoints = (self.transfer.source_value, self.transfer.source_jacobian)
        inputs = (*(part.clone() for part in code), *(part.clone() for part in keypoints * 2))
        paths = [None if kept is None else kept / f"{_fingerprint(net, config)}.xml" for net in networks]
        self._detect = _compiled(lambda: _Detect(rewritten(detector)), (image,), "f32", paths[0]).create_infer_request()
        self._render = _compiled(
            lambda: _Render(rewritten(generator)), inputs, precision, paths[1]
        ).create_infer_request()
        self._code: list[np.ndarray[Any, np.dtype[np.float32]]] = [part.numpy() for part in inputs[:2]]
        name = openvino_api()[1].get_property("CPU", "FULL_DEVICE_NAME")
        self.info = RunnerInfo(f"openvino {precision}", str(name).strip())

    @torch.inference_mode()
    def set_source(self, square: Picture) -> None:
        """Use this portrait, (side, side, 3) uint8 RGB. Raises ValueError if the network finds nothing in it."""
        picture = to_network(torch.from_numpy(checked(square, self.side)))
        self.transfer.set_source(self._source[0](picture))
        self._code = [np.ascontiguousarray(part.numpy()) for part in self._source[1].encode_source(picture)]

    def _keypoints(self, crop: Picture) -> Keypoints:
        self._detect.infer([checked(crop, self.side)])
        parts = (self._detect.get_output_tensor(i).data for i in (0, 1))
        return Keypoints(*(torch.from_numpy(part.copy()) for part in parts))

    @torch.inference_mode()
    def look(self, crop: Picture, step: Step) -> None:
        """Find the keypoints of a frame, for `calibrate`."""
        self.transfer.remember(self._keypoints(crop), step.vector())

    @torch.inference_mode()
    def calibrate(self, at_once: bool = False) -> str:
        """Take the frame seen last as the user at rest; returns why it cannot be, or nothing."""
        return self.transfer.calibrate(at_once)

    @torch.inference_mode()
    def kept(self) -> NDArray[np.float32]:
        """Return the user at rest as numbers (K, 7) for `restore`; (0, 7) if there is none."""
        return self.transfer.kept()

    @torch.inference_mode()
    def restore(self, numbers: NDArray[np.float32]) -> bool:
        """Take the user at rest of former times; False if that does not fit these networks."""
        return self.transfer.restore(numbers)

    @torch.inference_mode()
    def animate(self, crop: Picture, step: Step) -> Frame:
        """Render the portrait with the motion of a frame, (side, side, 3) uint8 RGB."""
        driving = self.transfer(self._keypoints(crop), step.vector())
        numbers = [part.contiguous().numpy() for part in (*self.transfer.source, *driving)]
        self._render.infer([*self._code, *numbers])
        return Frame(*(np.array(self._render.get_output_tensor(i).data) for i in range(3)))


def _fingerprint(network: nn.Module, config: FommConfig) -> str:
    """Return a name that changes with the weights, the configuration, the conversion and OpenVINO's version."""
    digest = hashlib.sha256(f"{_VERSION} {openvino_api()[0].__version__} {config}".encode())
    digest.update(str(getattr(network, "align_corners", None)).encode())
    for name, value in network.state_dict().items():
        digest.update(name.encode())
        digest.update(value.numpy().tobytes())
    return f"{type(network).__name__.lower()}-{digest.hexdigest()[:16]}"


def _compiled(make: Callable[[], nn.Module], inputs: tuple[Tensor, ...], precision: str, kept: Path | None) -> Any:  # noqa: ANN401
    _, core = openvino_api()
    settings = {
        "INFERENCE_NUM_THREADS": str(thread_count()),
        "INFERENCE_PRECISION_HINT": precision,
        "PERFORMANCE_HINT": "LATENCY",
        "NUM_STREAMS": "1",
    }
    if kept is not None and kept.exists():
        try:
            return core.compile_model(str(kept), "CPU", settings)
        except RuntimeError as error:  # damaged: convert it again
            _LOG.info("the converted network %s cannot be used: %s", kept, error)
    model = _converted(make(), inputs)
    if kept is not None:
        with suppress(OSError, RuntimeError):  # a full or read-only disk: the next start converts again
            _keep(model, kept)
    return core.compile_model(model, "CPU", settings)


def _keep(model: Any, path: Path) -> None:  # noqa: ANN401 - openvino has no types
    """Write a network beside its name and move it there, its weights first: it counts as soon as the xml exists."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{os.getpid()}-{path.name}")
    openvino_api()[0].save_model(model, str(temporary), compress_to_fp16=False)
    temporary.with_suffix(".bin").replace(path.with_suffix(".bin"))
    temporary.replace(path)


def _converted(module: nn.Module, inputs: tuple[Tensor, ...]) -> Any:  # noqa: ANN401 - openvino has no types
    openvino, _ = openvino_api()
    with warnings.catch_warnings():  # of torch's tracing, about its own future
        warnings.simplefilter("ignore")
        model = openvino.convert_model(module.eval(), example_input=inputs)
    model.reshape({port: list(tensor.shape) for port, tensor in zip(model.inputs, inputs, strict=True)})
    return model


def has_bfloat16() -> bool:
    """Whether the processor computes in bfloat16. Raises ImportError without OpenVINO."""
    return "BF16" in openvino_api()[1].get_property("CPU", "OPTIMIZATION_CAPABILITIES")
