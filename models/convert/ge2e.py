"""The speaker encoder of Wan et al. 2018 ("GE2E") in Resemblyzer's weights -> ONNX.

Three layers of LSTM read a mel spectrogram of 1.6 s; the last state goes through a linear layer and is made positive
and of unit length.
"""

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models.convert.builder import IR_VERSION, OPSET
from models.convert.legacy_torch import read_tensors
from models.errors import ModelError

FRAMES, MELS, HIDDEN = 160, 40, 256
LAYERS = 3
Array = NDArray[np.float32]


def expected_shapes() -> dict[str, tuple[int, ...]]:
    """Return the shape of every tensor that the network needs, by torch's names."""
    shapes: dict[str, tuple[int, ...]] = {"linear.weight": (HIDDEN, HIDDEN), "linear.bias": (HIDDEN,)}
    for layer in range(LAYERS):
        shapes[f"lstm.weight_ih_l{layer}"] = (4 * HIDDEN, MELS if layer == 0 else HIDDEN)
        shapes[f"lstm.weight_hh_l{layer}"] = (4 * HIDDEN, HIDDEN)
        shapes[f"lstm.bias_ih_l{layer}"] = shapes[f"lstm.bias_hh_l{layer}"] = (4 * HIDDEN,)
    return shapes


def convert(content: bytes) -> onnx.ModelProto:
    """Convert Resemblyzer's `pretrained.pt`: input (1, 160, 40) mel windows, output (1, 256) embeddings.

    Raises:
        ModelError: the file is damaged, would run code or holds another network.
    """
    tensors = read_tensors(content, "model_state")
    for name, shape in expected_shapes().items():
        if name not in tensors or tensors[name].shape != shape:
            raise ModelError(f"the file of weights has no {name} of shape {shape}", "use Resemblyzer 0.1.4")
    return build(tensors)


def build(tensors: dict[str, Array]) -> onnx.ModelProto:
    """Return the network with these weights, named and shaped as `expected_shapes` says."""
    constants: dict[str, NDArray[np.generic]] = {"first_axis": np.array([0], np.int64)}
    nodes = [helper.make_node("Transpose", ["mel"], ["x0"], perm=[1, 0, 2])]
    for layer in range(LAYERS):
        W, R = (_reorder(tensors[f"lstm.weight_{kind}_l{layer}"])[None] for kind in ("ih", "hh"))
        B = np.concatenate([_reorder(tensors[f"lstm.bias_{kind}_l{layer}"]) for kind in ("ih", "hh")])[None]
        names = [f"W{layer}", f"R{layer}", f"B{layer}"]
        constants |= dict(zip(names, (W, R, B), strict=True))
        outputs = [f"y{layer}", f"h{layer}"]
        nodes.append(helper.make_node("LSTM", [f"x{layer}", *names], outputs, hidden_size=HIDDEN))
        # (frames, 1 direction, 1, hidden) -> what the next layer reads
        nodes.append(helper.make_node("Squeeze", [f"y{layer}", "direction"], [f"x{layer + 1}"]))
    constants["direction"] = np.array([1], np.int64)
    constants |= {"linear": np.ascontiguousarray(tensors["linear.weight"].T), "bias": tensors["linear.bias"]}
    nodes += [
        helper.make_node("Squeeze", [f"h{LAYERS - 1}", "first_axis"], ["last"]),
        helper.make_node("MatMul", ["last", "linear"], ["turned"]),
        helper.make_node("Add", ["turned", "bias"], ["shifted"]),
        helper.make_node("Relu", ["shifted"], ["positive"]),
        helper.make_node("ReduceL2", ["positive"], ["length"], axes=[1], keepdims=1),
        helper.make_node("Div", ["positive", "length"], ["embedding"]),
    ]
    graph = helper.make_graph(
        nodes,
        "ge2e",
        [helper.make_tensor_value_info("mel", TensorProto.FLOAT, [1, FRAMES, MELS])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, HIDDEN])],
        [numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in constants.items()],
    )
    opset = [helper.make_opsetid("", OPSET)]
    return helper.make_model(graph, opset_imports=opset, ir_version=IR_VERSION, producer_name="likeness")


def _reorder(rows: Array) -> Array:
    """Gates from torch's order (input, forget, cell, output) to ONNX's (input, output, forget, cell)."""
    i, f, c, o = np.split(rows, 4)
    return np.concatenate([i, o, f, c])
