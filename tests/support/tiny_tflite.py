"""Writes small tflite files, so that the converter is tested without any downloaded network."""

from dataclasses import dataclass, field

import flatbuffers
import numpy as np
from flatbuffers import flexbuffers
from numpy.typing import NDArray

CODES = {
    "ADD": 0, "AVERAGE_POOL_2D": 1, "CONCATENATION": 2, "CONV_2D": 3, "DEPTHWISE_CONV_2D": 4, "DEQUANTIZE": 6,
    "LOGISTIC": 14, "MAX_POOL_2D": 17, "MUL": 18, "RESHAPE": 22, "RESIZE_BILINEAR": 23, "PAD": 34, "MEAN": 40,
    "PRELU": 54, "HARD_SWISH": 117, "FLOOR": 8,
}  # fmt: skip
_TYPES = {np.dtype(np.float32): 0, np.dtype(np.float16): 1, np.dtype(np.int32): 2}


@dataclass
class TinyNet:
    """A tflite graph: add tensors and operations, then `encode()`."""

    tensors: list[tuple[str, tuple[int, ...], NDArray[np.generic] | None]] = field(default_factory=list)
    operations: list[tuple[str, list[int], list[int], dict[int, int], dict[str, object]]] = field(default_factory=list)

    def tensor(self, *shape: int) -> int:
        """Add an activation and return its index."""
        self.tensors.append((f"t{len(self.tensors)}", shape, None))
        return len(self.tensors) - 1

    def constant(self, value: NDArray[np.generic]) -> int:
        """Add a constant and return its index."""
        self.tensors.append((f"t{len(self.tensors)}", value.shape, value))
        return len(self.tensors) - 1

    def operation(
        self,
        kind: str,
        inputs: list[int],
        shape: tuple[int, ...],
        options: dict[int, int] | None = None,
        custom: dict[str, object] | None = None,
    ) -> int:
        """Add an operation with one output of this shape; options by field number, custom ones by name."""
        output = self.tensor(*shape)
        self.operations.append((kind, inputs, [output], options or {}, custom or {}))
        return output

    def encode(self, inputs: list[int], outputs: list[int]) -> bytes:
        """Return the file."""
        b = flatbuffers.Builder(1024)
        kinds = sorted({operation[0] for operation in self.operations})
        codes = _offsets(b, [_code(b, kind) for kind in kinds])
        buffers = _offsets(b, [_buffer(b, value) for _, _, value in self.tensors])
        tensors = _offsets(b, [_tensor(b, index, *row) for index, row in enumerate(self.tensors)])
        operators = _offsets(b, [_operator(b, kinds.index(row[0]), *row[1:]) for row in self.operations])
        starts, ends = _ints(b, inputs), _ints(b, outputs)
        graph = _table(b, {0: tensors, 1: starts, 2: ends, 3: operators})
        graphs = _offsets(b, [graph])
        b.Finish(_table(b, {1: codes, 2: graphs, 4: buffers}), file_identifier=b"TFL3")
        return bytes(b.Output())


def _table(b: flatbuffers.Builder, offsets: dict[int, int], numbers: dict[int, int] | None = None) -> int:
    b.StartObject(12)
    for number, offset in offsets.items():
        b.PrependUOffsetTRelativeSlot(number, offset, 0)
    for number, value in (numbers or {}).items():
        b.PrependInt32Slot(number, value, -1)
    return int(b.EndObject())


def _offsets(b: flatbuffers.Builder, offsets: list[int]) -> int:
    b.StartVector(4, len(offsets), 4)
    for offset in reversed(offsets):
        b.PrependUOffsetTRelative(offset)
    return int(b.EndVector())


def _ints(b: flatbuffers.Builder, values: list[int] | tuple[int, ...]) -> int:
    return int(b.CreateNumpyVector(np.array(values, np.int32)))


def _code(b: flatbuffers.Builder, kind: str) -> int:
    if kind in CODES:
        return _table(b, {}, {3: CODES[kind]})
    return _table(b, {1: b.CreateString(kind)}, {3: 32})


def _buffer(b: flatbuffers.Builder, value: NDArray[np.generic] | None) -> int:
    if value is None:
        return _table(b, {})
    return _table(b, {0: b.CreateNumpyVector(np.frombuffer(value.tobytes(), np.uint8))})


def _tensor(
    b: flatbuffers.Builder, index: int, name: str, shape: tuple[int, ...], value: NDArray[np.generic] | None
) -> int:
    kind = 0 if value is None else _TYPES[value.dtype]
    return _table(b, {0: _ints(b, shape), 3: b.CreateString(name)}, {1: kind, 2: index})


def _operator(
    b: flatbuffers.Builder,
    code: int,
    inputs: list[int],
    outputs: list[int],
    options: dict[int, int],
    custom: dict[str, object],
) -> int:
    offsets = {1: _ints(b, inputs), 2: _ints(b, outputs), 4: _table(b, {}, options)}
    if custom:
        builder = flexbuffers.Builder()
        builder.MapFromElements(custom)
        offsets[5] = b.CreateNumpyVector(np.frombuffer(bytes(builder.Finish()), np.uint8))
    return _table(b, offsets, {0: code})
