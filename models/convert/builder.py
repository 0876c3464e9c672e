"""Collects ONNX nodes; keeps track of which tensors lie as NCHW and which as the tflite file has them.

ONNX computes convolutions on NCHW. A tensor of four dimensions that a convolution-like operation made is stored as NCHW
("channels first"); everything else is "plain". A transposed copy is made only where somebody asks for the other form,
and only once.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models.convert.flatbuffer import Graph

OPSET = 16
IR_VERSION = 8


class Builder:
    """An ONNX graph under construction for one tflite graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.constants: dict[int, NDArray[np.generic]] = {
            index: tensor.data for index, tensor in enumerate(graph.tensors) if tensor.data is not None
        }
        self._plain: dict[int, str] = {}
        self._first: dict[int, str] = {}
        self._nodes: list[onnx.NodeProto] = []
        self._initializers: list[onnx.TensorProto] = []
        self._count = 0
        for index in graph.inputs:
            self._plain[index] = graph.tensors[index].name

    def shape(self, index: int) -> tuple[int, ...]:
        """Return the shape of a tensor as the tflite file states it."""
        return self.graph.tensors[index].shape

    def floats(self, index: int) -> NDArray[np.float32]:
        """Return the value of a constant tensor as float32."""
        return np.ascontiguousarray(self.constants[index], np.float32)

    def integers(self, index: int) -> NDArray[np.int64]:
        """Return the value of a constant tensor as int64."""
        return np.ascontiguousarray(self.constants[index], np.int64)

    def add(self, kind: str, inputs: Sequence[str], **attributes: Any) -> str:  # noqa: ANN401 - numbers, lists, texts
        """Append a node with one output and return the name of that output."""
        name = self._name(kind)
        self._nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, value: NDArray[np.generic] | Sequence[float] | float, dtype: type = np.float32) -> str:
        """Store a constant and return its name."""
        name = self._name("const")
        self._initializers.append(numpy_helper.from_array(np.ascontiguousarray(value, dtype), name))
        return name

    def plain(self, index: int) -> str:
        """Return the name of a tensor in the layout of the tflite file."""
        if index in self.constants and index not in self._plain:
            self._plain[index] = self.constant(self.floats(index))
        if index not in self._plain:
            self._plain[index] = self.add("Transpose", [self._first[index]], perm=[0, 2, 3, 1])
        return self._plain[index]

    def first(self, index: int) -> str:
        """Return the name of a four-dimensional tensor as NCHW."""
        if index not in self._first:
            self._first[index] = self.add("Transpose", [self.plain(index)], perm=[0, 3, 1, 2])
        return self._first[index]

    def is_first(self, index: int) -> bool:
        """Say whether the tensor is already there as NCHW."""
        return index in self._first

    def set_plain(self, index: int, name: str) -> None:
        """Say that `name` holds this tensor in the tflite layout."""
        self._plain[index] = name

    def set_first(self, index: int, name: str) -> None:
        """Say that `name` holds this tensor as NCHW."""
        self._first[index] = name

    def model(self) -> onnx.ModelProto:
        """Finish: name the outputs as the tflite file does, in its order."""
        for index in self.graph.outputs:
            name = self.graph.tensors[index].name
            self._nodes.append(helper.make_node("Identity", [self.plain(index)], [name], name=f"out_{name}"))
        graph = helper.make_graph(
            self._nodes,
            "tflite",
            [self._info(index) for index in self.graph.inputs],
            [self._info(index) for index in self.graph.outputs],
            self._initializers,
        )
        opset = [helper.make_opsetid("", OPSET)]
        return helper.make_model(graph, opset_imports=opset, ir_version=IR_VERSION, producer_name="likeness")

    def _info(self, index: int) -> onnx.ValueInfoProto:
        tensor = self.graph.tensors[index]
        return helper.make_tensor_value_info(tensor.name, TensorProto.FLOAT, tensor.shape)

    def _name(self, kind: str) -> str:
        self._count += 1
        return f"{kind.lower()}_{self._count}"
