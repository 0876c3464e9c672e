"""Read a tflite file into plain Python objects.

Field numbers and enumerations follow the public schema of TensorFlow Lite (version 3, `schema.fbs`). Only what the
face networks need is read: one subgraph, float32 / float16 / int32 tensors.
"""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from flatbuffers import flexbuffers, number_types
from flatbuffers.table import Table
from numpy.typing import NDArray

from models.errors import ModelError

ACTIVATIONS = {0: "", 1: "Relu", 3: "Relu6", 4: "Tanh"}
_TENSOR_TYPES: dict[int, np.dtype[Any]] = {0: np.dtype("<f4"), 1: np.dtype("<f2"), 2: np.dtype("<i4")}
_BUILTIN_NAMES = {
    0: "ADD",
    1: "AVERAGE_POOL_2D",
    2: "CONCATENATION",
    3: "CONV_2D",
    4: "DEPTHWISE_CONV_2D",
    6: "DEQUANTIZE",
    14: "LOGISTIC",
    17: "MAX_POOL_2D",
    18: "MUL",
    19: "RELU",
    22: "RESHAPE",
    23: "RESIZE_BILINEAR",
    34: "PAD",
    40: "MEAN",
    45: "STRIDED_SLICE",
    54: "PRELU",
    117: "HARD_SWISH",
}
_INT32, _BYTE = np.dtype("<i4"), np.dtype("u1")
_CUSTOM = 32
_SUFFIX = b"TFL3"
_ADVICE = "download the wheel again"


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor of the file; `data` is its constant value or None for an activation."""

    name: str
    shape: tuple[int, ...]
    data: NDArray[np.generic] | None


@dataclass(frozen=True, slots=True)
class Operator:
    """One operation: indices of its tensors (-1: absent) and its options."""

    kind: str
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    options: "Options"
    custom: dict[str, object]


@dataclass(frozen=True, slots=True)
class Graph:
    """The one subgraph of a tflite file."""

    tensors: tuple[Tensor, ...]
    operators: tuple[Operator, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]


class Options:
    """The options table of a built-in operation, read by field number."""

    def __init__(self, table: "_Node | None") -> None:
        self._table = table

    def int8(self, field: int, default: int = 0) -> int:
        """Return a one-byte field (enumerations and booleans)."""
        return self._table.scalar(field, number_types.Int8Flags, default) if self._table else default

    def int32(self, field: int, default: int = 0) -> int:
        """Return a four-byte field."""
        return self._table.scalar(field, number_types.Int32Flags, default) if self._table else default


class _Node:
    """A flatbuffer table with access by field number."""

    def __init__(self, buffer: bytes, position: int) -> None:
        self._buffer = buffer
        self._table = Table(buffer, position)

    def _offset(self, field: int) -> int:
        return int(self._table.Offset(4 + 2 * field))

    def scalar(self, field: int, flags: type, default: int) -> int:
        offset = self._offset(field)
        return int(self._table.Get(flags, self._table.Pos + offset)) if offset else default

    def child(self, field: int) -> "_Node | None":
        offset = self._offset(field)
        return _Node(self._buffer, self._table.Indirect(self._table.Pos + offset)) if offset else None

    def children(self, field: int) -> list["_Node"]:
        offset = self._offset(field)
        if not offset:
            return []
        start, count = self._table.Vector(offset), self._table.VectorLen(offset)
        return [_Node(self._buffer, self._table.Indirect(start + 4 * i)) for i in range(count)]

    def vector(self, field: int, dtype: np.dtype[Any]) -> NDArray[Any]:
        offset = self._offset(field)
        if not offset:
            return np.empty(0, dtype)
        count, start = self._table.VectorLen(offset), self._table.Vector(offset)
        return np.frombuffer(self._buffer, dtype, count, start)

    def ints(self, field: int) -> tuple[int, ...]:
        return tuple(int(i) for i in self.vector(field, _INT32))

    def text(self, field: int) -> str:
        return self.vector(field, _BYTE).tobytes().decode()


def read_tflite(content: bytes) -> Graph:
    """Read the first subgraph of a tflite file.

    Raises:
        ModelError: the file is no tflite file, is cut off, or uses something that is not supported.
    """
    if content[4:8] != _SUFFIX:
        raise ModelError("this is not a tflite file", _ADVICE)
    try:
        model = _Node(content, struct.unpack_from("<I", content)[0])
        return _read_graph(model)
    except (IndexError, ValueError, struct.error, TypeError) as error:
        raise ModelError(f"the tflite file is damaged ({error})", _ADVICE) from error


def _read_graph(model: _Node) -> Graph:
    kinds = [_kind(code) for code in model.children(1)]
    graph = model.children(2)[0]
    buffers = model.children(4)
    return Graph(
        tensors=tuple(_tensor(node, buffers) for node in graph.children(0)),
        operators=tuple(_operator(node, kinds) for node in graph.children(3)),
        inputs=graph.ints(1),
        outputs=graph.ints(2),
    )


def _kind(code: _Node) -> str:
    # files written before 2020 hold the code in one byte (field 0), later ones in field 3
    number = max(code.scalar(0, number_types.Int8Flags, 0), code.scalar(3, number_types.Int32Flags, 0))
    if number == _CUSTOM:
        return code.text(1)
    if number not in _BUILTIN_NAMES:
        raise ModelError(f"the tflite operation number {number} is not supported", "use mediapipe 0.10.21")
    return _BUILTIN_NAMES[number]


def _tensor(node: _Node, buffers: list[_Node]) -> Tensor:
    shape = node.ints(0)
    raw = buffers[node.scalar(2, number_types.Uint32Flags, 0)].vector(0, _BYTE)
    if raw.size == 0:
        return Tensor(node.text(3), shape, None)
    kind = node.scalar(1, number_types.Int8Flags, 0)
    if kind not in _TENSOR_TYPES:
        raise ModelError(f"the tflite tensor type {kind} is not supported", "use mediapipe 0.10.21")
    data = np.frombuffer(raw.tobytes(), _TENSOR_TYPES[kind]).reshape(shape)
    return Tensor(node.text(3), shape, data)


def _operator(node: _Node, kinds: list[str]) -> Operator:
    custom = node.vector(5, _BYTE).tobytes()
    return Operator(
        kind=kinds[node.scalar(0, number_types.Uint32Flags, 0)],
        inputs=node.ints(1),
        outputs=node.ints(2),
        options=Options(node.child(4)),
        custom=flexbuffers.Loads(custom) if custom else {},
    )
