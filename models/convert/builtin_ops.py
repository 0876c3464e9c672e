"""The built-in tflite operations that the face networks use, as ONNX nodes."""

from collections.abc import Callable

import numpy as np

from models.convert.builder import Builder
from models.convert.flatbuffer import ACTIVATIONS, Operator
from models.errors import ModelError

_SAME = 0


def pads(in_size: int, out_size: int, kernel: int, stride: int, dilation: int) -> tuple[int, int]:
    """Return the padding before and after of tflite's SAME rule (the smaller half first)."""
    total = max((out_size - 1) * stride + (kernel - 1) * dilation + 1 - in_size, 0)
    return total // 2, total - total // 2


def _activate(b: Builder, name: str, code: int) -> str:
    if code not in ACTIVATIONS:
        raise ModelError(f"the fused activation {code} is not supported", "use mediapipe 0.10.21")
    kind = ACTIVATIONS[code]
    if not kind:
        return name
    if kind == "Relu6":
        return b.add("Clip", [name, b.constant(0.0), b.constant(6.0)])
    return b.add(kind, [name])


def _window(
    b: Builder, op: Operator, kernel: tuple[int, int], stride: tuple[int, int], dilation: tuple[int, int] = (1, 1)
) -> list[int]:
    """Return ONNX pads [top, left, bottom, right] of a sliding window."""
    if op.options.int8(0) != _SAME:
        return [0, 0, 0, 0]
    source, target = b.shape(op.inputs[0]), b.shape(op.outputs[0])
    top, bottom = pads(source[1], target[1], kernel[0], stride[0], dilation[0])
    left, right = pads(source[2], target[2], kernel[1], stride[1], dilation[1])
    return [top, left, bottom, right]


def _convolution(b: Builder, op: Operator, *, depthwise: bool) -> None:
    stride = (op.options.int32(2, 1), op.options.int32(1, 1))
    # depthwise options have the depth multiplier at field 3, which shifts the rest by one
    shift = 1 if depthwise else 0
    dilation = (op.options.int32(5 + shift, 1), op.options.int32(4 + shift, 1))
    weights = b.floats(op.inputs[1])
    # tflite: OHWI, or 1HWO for depthwise; ONNX: OIHW
    weights = weights.transpose(3, 0, 1, 2) if depthwise else weights.transpose(0, 3, 1, 2)
    kernel = (weights.shape[2], weights.shape[3])
    inputs = [b.first(op.inputs[0]), b.constant(weights)]
    if len(op.inputs) > 2 and op.inputs[2] >= 0:
        inputs.append(b.constant(b.floats(op.inputs[2])))
    name = b.add(
        "Conv",
        inputs,
        kernel_shape=list(kernel),
        strides=list(stride),
        dilations=list(dilation),
        group=b.shape(op.inputs[0])[3] if depthwise else 1,
        pads=_window(b, op, kernel, stride, dilation),
    )
    b.set_first(op.outputs[0], _activate(b, name, op.options.int8(3 + shift)))


def _conv_2d(b: Builder, op: Operator) -> None:
    _convolution(b, op, depthwise=False)


def _depthwise_conv_2d(b: Builder, op: Operator) -> None:
    _convolution(b, op, depthwise=True)


def _pool(b: Builder, op: Operator, kind: str) -> None:
    stride = (op.options.int32(2, 1), op.options.int32(1, 1))
    kernel = (op.options.int32(4, 1), op.options.int32(3, 1))
    source = b.first(op.inputs[0])
    if kind == "AveragePool" and b.shape(op.inputs[0])[1:3] == kernel:
        name = b.add("GlobalAveragePool", [source])
    else:
        window = _window(b, op, kernel, stride)
        name = b.add(kind, [source], kernel_shape=list(kernel), strides=list(stride), pads=window)
    b.set_first(op.outputs[0], _activate(b, name, op.options.int8(5)))


def _max_pool(b: Builder, op: Operator) -> None:
    _pool(b, op, "MaxPool")


def _average_pool(b: Builder, op: Operator) -> None:
    _pool(b, op, "AveragePool")


def _elementwise(kind: str) -> Callable[[Builder, Operator], None]:
    """ADD and MUL: as NCHW if an operand already is, else plain; constants are turned along."""

    def convert(b: Builder, op: Operator) -> None:
        spatial = any(b.is_first(index) for index in op.inputs)
        fetch = b.first if spatial and len(b.shape(op.outputs[0])) == 4 else b.plain
        name = b.add(kind, [fetch(index) for index in op.inputs])
        name = _activate(b, name, op.options.int8(0))
        (b.set_first if fetch == b.first else b.set_plain)(op.outputs[0], name)

    return convert


def _unary(kind: str) -> Callable[[Builder, Operator], None]:
    def convert(b: Builder, op: Operator) -> None:
        if b.is_first(op.inputs[0]):
            b.set_first(op.outputs[0], b.add(kind, [b.first(op.inputs[0])]))
        else:
            b.set_plain(op.outputs[0], b.add(kind, [b.plain(op.inputs[0])]))

    return convert


def _prelu(b: Builder, op: Operator) -> None:
    slope = b.constant(b.floats(op.inputs[1]).reshape(-1, 1, 1))
    b.set_first(op.outputs[0], b.add("PRelu", [b.first(op.inputs[0]), slope]))


def _pad(b: Builder, op: Operator) -> None:
    before, after = b.integers(op.inputs[1]).T[:, [0, 3, 1, 2]]
    amounts = b.constant(np.concatenate([before, after]), np.int64)
    b.set_first(op.outputs[0], b.add("Pad", [b.first(op.inputs[0]), amounts], mode="constant"))


def _mean(b: Builder, op: Operator) -> None:
    axes = [int(axis) for axis in np.atleast_1d(b.integers(op.inputs[1]))]
    name = b.add("ReduceMean", [b.plain(op.inputs[0])], axes=axes, keepdims=op.options.int8(0))
    b.set_plain(op.outputs[0], name)


def _reshape(b: Builder, op: Operator) -> None:
    shape = b.constant(np.array(b.shape(op.outputs[0])), np.int64)
    b.set_plain(op.outputs[0], b.add("Reshape", [b.plain(op.inputs[0]), shape]))


def _concatenation(b: Builder, op: Operator) -> None:
    name = b.add("Concat", [b.plain(index) for index in op.inputs], axis=op.options.int32(0))
    b.set_plain(op.outputs[0], _activate(b, name, op.options.int8(1)))


def _resize_bilinear(b: Builder, op: Operator) -> None:
    mode = "asymmetric"
    if op.options.int8(2):
        mode = "align_corners"
    elif op.options.int8(3):
        mode = "half_pixel"
    height, width, channels = b.shape(op.outputs[0])[1:]
    sizes = b.constant(np.array([1, channels, height, width]), np.int64)
    inputs = [b.first(op.inputs[0]), "", "", sizes]
    name = b.add("Resize", inputs, mode="linear", coordinate_transformation_mode=mode)
    b.set_first(op.outputs[0], name)


def _strided_slice(b: Builder, op: Operator) -> None:
    if b.shape(op.inputs[0]) != b.shape(op.outputs[0]):
        raise ModelError("a STRIDED_SLICE that cuts something is not supported", "use mediapipe 0.10.21")
    b.set_plain(op.outputs[0], b.add("Identity", [b.plain(op.inputs[0])]))


def _dequantize(b: Builder, op: Operator) -> None:
    b.constants[op.outputs[0]] = b.floats(op.inputs[0])


BUILTIN_OPS: dict[str, Callable[[Builder, Operator], None]] = {
    "ADD": _elementwise("Add"),
    "AVERAGE_POOL_2D": _average_pool,
    "CONCATENATION": _concatenation,
    "CONV_2D": _conv_2d,
    "DEPTHWISE_CONV_2D": _depthwise_conv_2d,
    "DEQUANTIZE": _dequantize,
    "HARD_SWISH": _unary("HardSwish"),
    "LOGISTIC": _unary("Sigmoid"),
    "MAX_POOL_2D": _max_pool,
    "MEAN": _mean,
    "MUL": _elementwise("Mul"),
    "PAD": _pad,
    "PRELU": _prelu,
    "RELU": _unary("Relu"),
    "RESHAPE": _reshape,
    "RESIZE_BILINEAR": _resize_bilinear,
    "STRIDED_SLICE": _strided_slice,
}
