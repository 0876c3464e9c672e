"""The four custom tflite operations of the face networks, as ONNX nodes.

The attention landmark network crops its own feature map around lips and eyes: it makes a 2-D transform from its first
guess of the landmarks, samples the map through it, and carries the refined landmarks back.
"""

from collections.abc import Callable
from typing import cast

import numpy as np

from models.convert.builder import Builder
from models.convert.flatbuffer import Operator


def _column(b: Builder, points: str, axis: int) -> str:
    """Return coordinate `axis` of (1, n, k) points as (1, n, 1)."""
    return b.add("Slice", [points, *(b.constant([value], np.int64) for value in (axis, axis + 1, 2))])


def _take(b: Builder, points: str, indices: list[int]) -> str:
    return b.add("Gather", [points, b.constant(np.array(indices), np.int64)], axis=1)


def _difference(b: Builder, x: str, y: str) -> str:
    return b.add("Sub", [x, y])


def _sum_of_products(b: Builder, *pairs: tuple[str, str]) -> str:
    terms = [b.add("Mul", list(pair)) for pair in pairs]
    name = terms[0]
    for term in terms[1:]:
        name = b.add("Add", [name, term])
    return name


def _extent(b: Builder, values: str) -> tuple[str, str]:
    """Return the length and the middle of the interval that holds (1, n, 1) values, both (1, 1, 1)."""
    low = b.add("ReduceMin", [values], axes=[1], keepdims=1)
    high = b.add("ReduceMax", [values], axes=[1], keepdims=1)
    middle = b.add("Mul", [b.add("Add", [low, high]), b.constant(0.5)])
    return _difference(b, high, low), middle


def _landmarks_to_matrix(b: Builder, op: Operator) -> None:
    """Make the 4 x 4 transform from output pixels to the map: turned and scaled to hold a set of landmarks."""
    option = op.custom
    size = float(cast(float, option["output_width"]))
    points = b.plain(op.inputs[0])
    left = _take(b, points, [int(cast(int, option["left_rotation_idx"]))])
    right = _take(b, points, [int(cast(int, option["right_rotation_idx"]))])
    direction = _difference(b, right, left)
    dx, dy = _column(b, direction, 0), _column(b, direction, 1)
    length = b.add("Sqrt", [_sum_of_products(b, (dx, dx), (dy, dy))])
    cos = b.add("Div", [dx, length])
    sin = b.add("Neg", [b.add("Div", [dy, length])])
    minus_sin = b.add("Neg", [sin])

    subset = _take(b, points, [int(i) for i in cast(list[int], option["subset_idxs"])])
    x, y = _column(b, subset, 0), _column(b, subset, 1)
    width, middle_x = _extent(b, _sum_of_products(b, (cos, x), (minus_sin, y)))
    height, middle_y = _extent(b, _sum_of_products(b, (sin, x), (cos, y)))
    centre_x = _sum_of_products(b, (cos, middle_x), (sin, middle_y))
    centre_y = _sum_of_products(b, (minus_sin, middle_x), (cos, middle_y))

    scale_x = b.add("Mul", [width, b.constant(float(cast(float, option["scale_x"])) / size)])
    scale_y = b.add("Mul", [height, b.constant(float(cast(float, option["scale_y"])) / size)])
    row_x = [b.add("Mul", [cos, scale_x]), b.add("Mul", [sin, scale_y])]
    row_y = [b.add("Mul", [minus_sin, scale_x]), b.add("Mul", [cos, scale_y])]
    half = b.constant(size / 2)
    shift_x = _difference(b, centre_x, _sum_of_products(b, (row_x[0], half), (row_x[1], half)))
    shift_y = _difference(b, centre_y, _sum_of_products(b, (row_y[0], half), (row_y[1], half)))
    zero = b.constant(np.zeros((1, 1, 1)))
    rows = b.constant(np.array([[[0, 0, 1, 0], [0, 0, 0, 1]]]))
    first = b.add("Concat", [*row_x, zero, shift_x], axis=2)
    second = b.add("Concat", [*row_y, zero, shift_y], axis=2)
    b.set_plain(op.outputs[0], b.add("Concat", [first, second, rows], axis=1))


def _affine(b: Builder, matrix: str, points: str) -> str:
    """Apply rows 0 and 1 of a (1, 4, 4) matrix to (1, n, 2) points."""
    transposed = b.add("Transpose", [matrix], perm=[0, 2, 1])
    block = b.add("Slice", [transposed, *(b.constant(v, np.int64) for v in ([0, 0], [2, 2], [1, 2]))])
    shift = b.add("Slice", [transposed, *(b.constant(v, np.int64) for v in ([3, 0], [4, 2], [1, 2]))])
    return b.add("Add", [b.add("MatMul", [points, block]), shift])


def _sample(b: Builder, op: Operator) -> None:
    """Sample the map bilinearly through the transform; pixel centres lie at halves."""
    height, width = b.shape(op.inputs[0])[1:3]
    rows, columns = b.shape(op.outputs[0])[1:3]
    y, x = np.mgrid[0:rows, 0:columns] + 0.5
    points = b.constant(np.stack([x, y], axis=-1).reshape(1, rows * columns, 2))
    source = _affine(b, b.plain(op.inputs[1]), points)
    # -0.5: back to pixel indices; then -1..1 between the centres of the outermost pixels
    scale = np.array([2 / (width - 1), 2 / (height - 1)])
    scaled = b.add("Mul", [source, b.constant(scale)])
    normal = b.add("Add", [scaled, b.constant(-0.5 * scale - 1)])
    grid = b.add("Reshape", [normal, b.constant(np.array([1, rows, columns, 2]), np.int64)])
    inputs = [b.first(op.inputs[0]), grid]
    name = b.add("GridSample", inputs, align_corners=1, mode="bilinear", padding_mode="zeros")
    b.set_first(op.outputs[0], name)


def _transform_landmarks(b: Builder, op: Operator) -> None:
    b.set_plain(op.outputs[0], _affine(b, b.plain(op.inputs[1]), b.plain(op.inputs[0])))


def _transposed_convolution(b: Builder, op: Operator) -> None:
    """Upsample by 2 with a transposed convolution; weights lie as OHWI."""
    weights = b.floats(op.inputs[1]).transpose(3, 0, 1, 2)
    source, target = b.shape(op.inputs[0]), b.shape(op.outputs[0])
    kernel = weights.shape[2:]
    totals = [(source[axis + 1] - 1) * 2 + kernel[axis] - target[axis + 1] for axis in (0, 1)]
    before = [total // 2 for total in totals]
    after = [total - low for total, low in zip(totals, before, strict=True)]
    inputs = [b.first(op.inputs[0]), b.constant(weights), b.constant(b.floats(op.inputs[2]))]
    name = b.add("ConvTranspose", inputs, kernel_shape=list(kernel), strides=[2, 2], pads=before + after)
    b.set_first(op.outputs[0], name)


CUSTOM_OPS: dict[str, Callable[[Builder, Operator], None]] = {
    "Convolution2DTransposeBias": _transposed_convolution,
    "Landmarks2TransformMatrix": _landmarks_to_matrix,
    "TransformLandmarks": _transform_landmarks,
    "TransformTensorBilinear": _sample,
}
