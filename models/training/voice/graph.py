"""The trained network as an ONNX graph that hears one frame at a time; its past goes in and out as tensors.

Written node by node: what a runtime sees is what stands here, and no exporter is needed to make or to check it.
"""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models.convert.builder import IR_VERSION, OPSET
from models.training.voice.network import FIRST_KERNEL, KERNEL, MOST, NORM_EPS, FilterNetwork
from models.voice.neural.condition import MEL, SIZE
from models.voice.neural.features import FEATURES

Array = NDArray[np.generic]


def save_graphs(network: FilterNetwork, stream: Path, voices: Path, about: dict[str, str]) -> None:
    """Write both graphs.

    Args:
        network: with the weights.
        stream: inputs frame (1, 81), film (1, n), past (2, 81), pasts (blocks, 6, width); outputs gains (1, 80) and
            the new past and pasts.
        voices: input condition (1, 499), output film.
        about: stored in both, e.g. licence and data.
    """
    for path, model in ((stream, _stream(network)), (voices, _voices(network))):
        helper.set_model_props(model, about)
        onnx.checker.check_model(model)
        temporary = path.with_name(path.name + ".part")
        onnx.save(model, temporary)
        temporary.replace(path)


class _Graph:
    """Collects nodes; every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, Array] = {}

    def constant(self, value: Array) -> str:
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def number(self, value: float) -> str:
        return self.constant(np.array(value, np.float32))

    def node(self, kind: str, *inputs: str, out: str = "", **settings: Any) -> str:  # noqa: ANN401 - as onnx has it
        name = out or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **settings))
        return name

    def linear(self, x: str, weight: Array, bias: Array, out: str = "") -> str:
        """X (1, n) times (m, n) weights, plus bias."""
        product = self.node("MatMul", x, self.constant(np.ascontiguousarray(weight.T)))
        return self.node("Add", product, self.constant(bias[None]), out=out)

    def cut(self, x: str, start: int, end: int, axis: int, out: str = "") -> str:
        places = [self.constant(np.array([value], np.int64)) for value in (start, end, axis)]
        return self.node("Slice", x, *places, out=out)

    def shaped(self, x: str, *shape: int, out: str = "") -> str:
        return self.node("Reshape", x, self.constant(np.array(shape, np.int64)), out=out)

    def model(self, name: str, inputs: dict[str, list[int]], outputs: dict[str, list[int]]) -> onnx.ModelProto:
        given, made = (
            [helper.make_tensor_value_info(key, TensorProto.FLOAT, shape) for key, shape in table.items()]
            for table in (inputs, outputs)
        )
        stored = [numpy_helper.from_array(np.ascontiguousarray(value), key) for key, value in self.constants.items()]
        graph = helper.make_graph(self.nodes, name, given, made, stored)
        opset = [helper.make_opsetid("", OPSET)]
        return helper.make_model(graph, opset_imports=opset, ir_version=IR_VERSION, producer_name="likeness")


def _weights(network: FilterNetwork) -> dict[str, NDArray[np.float32]]:
    return {name: value.detach().float().cpu().numpy() for name, value in network.state_dict().items()}


def _stream(network: FilterNetwork) -> onnx.ModelProto:
    w, sizes, g = _weights(network), network.config, _Graph()
    width, count = sizes.width, sizes.blocks
    heard = g.node("Concat", "past", "frame", axis=0)
    g.cut(heard, 1, FIRST_KERNEL, 0, out="past_out")
    # a convolution of which one step is computed is a product
    first = w["first.weight"].transpose(0, 2, 1).reshape(width, -1)
    x = g.linear(g.shaped(heard, 1, FIRST_KERNEL * FEATURES), first, w["first.bias"])
    kept = []
    for n in range(count):
        past = g.shaped(g.cut("pasts", n, n + 1, 0), KERNEL - 1, width)
        told = [g.cut("film", at * width, (at + 1) * width, 1) for at in (2 * n, 2 * n + 1)]
        heard = g.node("Concat", past, x, axis=0)
        kept.append(g.shaped(g.cut(heard, 1, KERNEL, 0), 1, KERNEL - 1, width))
        taps = np.ascontiguousarray(w[f"blocks.{n}.depthwise.weight"][:, 0].T)
        y = g.node("ReduceSum", g.node("Mul", heard, g.constant(taps)), g.constant(np.array([0], np.int64)), keepdims=1)
        y = _normed(g, g.node("Add", y, g.constant(w[f"blocks.{n}.depthwise.bias"][None])))
        y = g.node("Add", g.node("Mul", y, g.node("Add", told[0], g.number(1.0))), told[1])
        y = g.linear(y, w[f"blocks.{n}.grow.weight"], w[f"blocks.{n}.grow.bias"])
        y = g.node("Mul", y, g.node("Sigmoid", g.node("Mul", y, g.number(1.702))))
        x = g.node("Add", x, g.linear(y, w[f"blocks.{n}.shrink.weight"], w[f"blocks.{n}.shrink.bias"]))
    g.node("Concat", *kept, out="pasts_out", axis=0)
    size = 2 * count * width + MEL
    gains = g.node("Add", g.linear(x, w["last.weight"], w["last.bias"]), g.cut("film", size - MEL, size, 1))
    bent = g.node("Tanh", g.node("Div", gains, g.number(MOST)))
    g.node("Mul", bent, g.number(MOST), out="gains")
    inputs = {
        "frame": [1, FEATURES],
        "film": [1, size],
        "past": [FIRST_KERNEL - 1, FEATURES],
        "pasts": [count, KERNEL - 1, width],
    }
    outputs = {"gains": [1, MEL], "past_out": inputs["past"], "pasts_out": inputs["pasts"]}
    return g.model("voice filter", inputs, outputs)


def _normed(g: _Graph, x: str) -> str:
    """Layer norm over the last axis."""
    centred = g.node("Sub", x, g.node("ReduceMean", x, axes=[1], keepdims=1))
    spread = g.node("ReduceMean", g.node("Mul", centred, centred), axes=[1], keepdims=1)
    return g.node("Div", centred, g.node("Sqrt", g.node("Add", spread, g.number(NORM_EPS))))


def _voices(network: FilterNetwork) -> onnx.ModelProto:
    w, g = _weights(network), _Graph()
    x = "condition"
    for name in ("told", "understood"):
        x = _gelu(g, g.linear(x, w[f"{name}.weight"], w[f"{name}.bias"]))
    g.linear(x, w["film.weight"], w["film.bias"], out="film")
    return g.model("voices of the filter", {"condition": [1, SIZE]}, {"film": [1, w["film.bias"].size]})


def _gelu(g: _Graph, x: str) -> str:
    cube = g.node("Mul", x, g.node("Mul", x, x))
    inner = g.node("Add", x, g.node("Mul", cube, g.number(0.044715)))
    bent = g.node("Tanh", g.node("Mul", inner, g.number(float(np.sqrt(2 / np.pi)))))
    return g.node("Mul", g.node("Mul", x, g.number(0.5)), g.node("Add", bent, g.number(1.0)))
