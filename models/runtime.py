"""Runs small ONNX networks on one thread: OpenVINO where it loads, else OpenCV.

One thread, because two never made these networks faster and spinning worker threads hurt everything beside them.
float32, because OpenVINO otherwise computes in bfloat16 on processors that have it, which moves landmarks visibly.
"""

import logging
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.weights import models_dir

_LOG = logging.getLogger(__name__)
_SETTINGS = {
    "INFERENCE_NUM_THREADS": "1",
    "PERFORMANCE_HINT": "LATENCY",
    "INFERENCE_PRECISION_HINT": "f32",
    "NUM_STREAMS": "1",
}


@dataclass(frozen=True, slots=True)
class NetInfo:
    """Which runtime a network got.

    Attributes:
        file: name of the network file.
        runtime: "openvino" or "opencv", with version.
        precision: number format of the computation, e.g. "f32".
        reason: why a preferred runtime was not taken; empty if it was.
    """

    file: str
    runtime: str
    precision: str
    reason: str


class Net(Protocol):
    """A loaded network. One object serves one thread.

    Attributes:
        shapes: of the inputs, by name in graph order.
    """

    info: NetInfo
    shapes: dict[str, tuple[int, ...]]

    def __call__(self, *tensors: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
        """Run on inputs in graph order, of the shapes the network states; outputs in graph order."""
        ...


_loaded: dict[str, NetInfo] = {}


def loaded_nets() -> list[NetInfo]:
    """Return what every network loaded in this process runs on (for `likeness doctor`)."""
    return list(_loaded.values())


def load_net(path: Path) -> Net:
    """Load an ONNX file.

    The environment variable LIKENESS_RUNTIME ("openvino" or "opencv") forces a runtime.

    Raises:
        ModelError: no runtime can load the file, or the variable names an unknown one.
    """
    forced = os.environ.get("LIKENESS_RUNTIME", "")
    if forced and forced not in _LOADERS:
        raise ModelError(f"LIKENESS_RUNTIME={forced} is unknown", f"use one of {', '.join(_LOADERS)}")
    reasons: list[str] = []
    for name in [forced] if forced else _LOADERS:
        try:
            net = _LOADERS[name](path, "; ".join(reasons))
        except (ImportError, RuntimeError, OSError, cv2.error) as error:
            first_line = (str(error).strip().splitlines() or [type(error).__name__])[0]
            reasons.append(f"{name}: {first_line}")
            _LOG.info("%s cannot run %s: %s", name, path.name, error)
            continue
        _loaded[path.name] = net.info
        return net
    raise ModelError(
        f"no runtime can load {path.name} ({'; '.join(reasons)})", "install openvino or opencv-python again"
    )


class _OpenVinoNet:
    def __init__(self, path: Path, reason: str) -> None:
        compiled = _compiled(path, path.stat().st_mtime_ns)
        self._request = compiled.create_infer_request()
        self._count = len(compiled.outputs)
        self.shapes = {port.get_any_name(): tuple(port.get_shape()) for port in compiled.inputs}
        precision = compiled.get_property("INFERENCE_PRECISION_HINT").get_type_name()
        version = _openvino().__version__.split("-")[0]
        self.info = NetInfo(path.name, f"openvino {version}", precision, reason)

    def __call__(self, *tensors: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
        # by position: OpenVINO renames outputs after inner nodes
        self._request.infer(list(tensors))
        return tuple(self._request.get_output_tensor(i).data.copy() for i in range(self._count))


class _OpenCvNet:
    def __init__(self, path: Path, reason: str) -> None:
        # from memory: OpenCV cannot open paths with non-ASCII letters on Windows
        self._net = cv2.dnn.readNetFromONNX(np.frombuffer(path.read_bytes(), np.uint8))
        self._names = self._net.getUnconnectedOutLayersNames()
        self.shapes = _input_shapes(path)
        self.info = NetInfo(path.name, f"opencv {cv2.__version__}", "f32", reason)
        cv2.setNumThreads(1)

    def __call__(self, *tensors: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
        for name, tensor in zip(self.shapes, tensors, strict=True):
            self._net.setInput(tensor, name)
        return tuple(np.array(output, np.float32) for output in self._net.forward(self._names))


def _input_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Read the inputs' shapes from an ONNX file."""
    import onnx  # here, because the usual runtime needs none of it

    graph = onnx.load(str(path), load_external_data=False).graph
    return {item.name: tuple(axis.dim_value for axis in item.type.tensor_type.shape.dim) for item in graph.input}


@cache
def _openvino() -> Any:  # noqa: ANN401 - openvino has no types
    """Import openvino without its telemetry, which would report every import to an analytics server.

    It is meant to work without that package (it brings a stand-in), so the package is made unfindable.
    """
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino


@cache
def _core() -> Any:  # noqa: ANN401 - openvino has no types
    return _openvino().Core()


def openvino_api() -> tuple[Any, Any]:
    """Return the module openvino and its one Core, for networks that are not read from a file. Raises ImportError."""
    return _openvino(), _core()


@cache
def _compiled(path: Path, mtime_ns: int) -> Any:  # noqa: ANN401 - openvino has no types
    """Compile a network once for the whole process; each user gets an inference request of his own.

    The result is kept among the user's models as well, which makes the next start a second faster.
    """
    kept = models_dir() / "compiled"
    try:
        return _core().compile_model(str(path), "CPU", _SETTINGS | {"CACHE_DIR": str(kept)})
    except RuntimeError as error:  # a damaged or unwritable cache must not stop anything
        _LOG.info("compiled networks in %s cannot be used: %s", kept, error)
        return _core().compile_model(str(path), "CPU", _SETTINGS)


_LOADERS: dict[str, type[_OpenVinoNet] | type[_OpenCvNet]] = {"openvino": _OpenVinoNet, "opencv": _OpenCvNet}
