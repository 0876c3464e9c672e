"""The converter against numpy and scipy, on nets written by the test, under both runtimes."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from models.convert.tflite import convert
from models.errors import ModelError
from models.runtime import load_net
from tests.support.tiny_tflite import TinyNet

Array = NDArray[np.float32]
SAME, VALID = 0, 1


@pytest.fixture(params=["openvino", "opencv"])
def run(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Array]:
    """Return a function of tflite file and input that gives the first output, under one of the runtimes."""

    def call(content: bytes, tensor: Array) -> Array:
        model = convert(content)
        onnx.checker.check_model(model, full_check=True)
        (tmp_path / "net.onnx").write_bytes(model.SerializeToString())
        monkeypatch.setenv("LIKENESS_RUNTIME", request.param)
        return np.asarray(load_net(tmp_path / "net.onnx")(tensor)[0])

    return call


def _random(*shape: int) -> Array:
    return np.random.default_rng(len(shape) + sum(shape)).standard_normal(shape).astype(np.float32)


def _convolve(image: Array, weights: Array, stride: int, pad: tuple[int, int], depthwise: bool) -> Array:
    """The definition of a convolution, spelled out: image (h, w, c), weights (o, k, k, c) or (1, k, k, c)."""
    image = np.pad(image, (pad, pad, (0, 0)))
    size = weights.shape[1]
    rows = range(0, image.shape[0] - size + 1, stride)
    columns = range(0, image.shape[1] - size + 1, stride)
    windows = np.array([[image[y : y + size, x : x + size] for x in columns] for y in rows])
    rule = "yxijc,ijc->yxc" if depthwise else "yxijc,oijc->yxo"
    return np.asarray(np.einsum(rule, windows, weights[0] if depthwise else weights))


@pytest.mark.parametrize("depthwise", [False, True])
def test_a_strided_convolution_pads_the_smaller_half_first(run: Callable[..., Array], depthwise: bool) -> None:
    """SAME with stride 2 on even sizes pads 0 before and 1 after, which symmetric padding would get wrong."""
    image, bias = _random(1, 8, 8, 3), _random(3)
    weights = _random(1, 3, 3, 3) if depthwise else _random(3, 3, 3, 3)
    net = TinyNet()
    source = net.tensor(1, 8, 8, 3)
    half = net.constant(weights.astype(np.float16))
    full = net.operation("DEQUANTIZE", [half], weights.shape)
    activation = 4 if depthwise else 3
    kind = "DEPTHWISE_CONV_2D" if depthwise else "CONV_2D"
    options = {0: SAME, 1: 2, 2: 2, activation: 3}
    output = net.operation(kind, [source, full, net.constant(bias)], (1, 4, 4, 3), options)
    result = run(net.encode([source], [output]), image)
    expected = _convolve(image[0], weights.astype(np.float16).astype(np.float32), 2, (0, 1), depthwise) + bias
    np.testing.assert_allclose(result[0], np.clip(expected, 0, 6), atol=1e-4)


def test_layouts_stay_right_between_convolutions_and_plain_operations(run: Callable[..., Array]) -> None:
    """Pad channels, scale by a per-channel gate, pool, reshape, join: values land where tflite puts them."""
    image, slope = _random(1, 4, 4, 2), np.array([[[0.1, 0.2, 0.3]]], np.float32)
    net = TinyNet()
    source = net.tensor(1, 4, 4, 2)
    paddings = net.constant(np.array([[0, 0], [0, 0], [0, 0], [0, 1]], np.int32))
    padded = net.operation("PAD", [source, paddings], (1, 4, 4, 3))
    bent = net.operation("PRELU", [padded, net.constant(slope)], (1, 4, 4, 3))
    pool = {0: VALID, 1: 4, 2: 4, 3: 4, 4: 4}
    gate = net.operation("LOGISTIC", [net.operation("AVERAGE_POOL_2D", [bent], (1, 1, 1, 3), pool)], (1, 1, 1, 3))
    gated = net.operation("MUL", [bent, gate], (1, 4, 4, 3))
    best = net.operation("MAX_POOL_2D", [gated], (1, 2, 2, 3), {0: VALID, 1: 2, 2: 2, 3: 2, 4: 2})
    rows = [net.operation("RESHAPE", [tensor], (1, n, 3)) for tensor, n in ((best, 4), (gated, 16))]
    joined = net.operation("CONCATENATION", rows, (1, 20, 3), {0: 1})
    result = run(net.encode([source], [joined]), image)

    x = np.pad(image[0], ((0, 0), (0, 0), (0, 1)))
    x = np.where(x < 0, x * slope, x)
    x = x / (1 + np.exp(-x.mean(axis=(0, 1))))
    top = x.reshape(2, 2, 2, 2, 3).max(axis=(1, 3))
    np.testing.assert_allclose(result[0], np.concatenate([top.reshape(4, 3), x.reshape(16, 3)]), atol=1e-5)


def test_bilinear_resize_keeps_half_pixel_centres(run: Callable[..., Array]) -> None:
    net = TinyNet()
    source = net.tensor(1, 2, 2, 1)
    output = net.operation("RESIZE_BILINEAR", [source, net.constant(np.array([4, 4], np.int32))], (1, 4, 4, 1), {3: 1})
    ramp = np.array([[0, 4], [0, 4]], np.float32).reshape(1, 2, 2, 1)
    result = run(net.encode([source], [output]), ramp)
    np.testing.assert_allclose(result[0, :, :, 0], np.tile([0, 1, 3, 4], (4, 1)), atol=1e-4)


def test_a_transposed_convolution_doubles_the_size(run: Callable[..., Array]) -> None:
    image, weights, bias = _random(1, 3, 3, 2), _random(1, 2, 2, 2), np.array([0.5], np.float32)
    net = TinyNet()
    source = net.tensor(1, 3, 3, 2)
    inputs = [source, net.constant(weights), net.constant(bias)]
    output = net.operation("Convolution2DTransposeBias", inputs, (1, 6, 6, 1))
    result = run(net.encode([source], [output]), image)
    expected = np.einsum("yxc,ijc->yixj", image[0], weights[0]).reshape(6, 6) + 0.5
    np.testing.assert_allclose(result[0, :, :, 0], expected, atol=1e-5)


def _turned_points(angle: float) -> Array:
    corners = np.array([[-6, -2], [6, -2], [6, 2], [-6, 2], [0, 0]])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = corners @ turn.T + [20, 15]
    return np.column_stack([points, np.zeros(5)])[None].astype(np.float32)


def _frame_options() -> dict[str, object]:
    return {
        "subset_idxs": [0, 1, 2, 3, 4], "left_rotation_idx": 0, "right_rotation_idx": 1, "scale_x": 1.5,
        "scale_y": 2.0, "output_width": 16, "output_height": 16,
    }  # fmt: skip


@pytest.mark.parametrize("angle", [0.0, 0.4, -1.2, 2.5])
def test_the_crop_follows_the_landmarks(run: Callable[..., Array], angle: float) -> None:
    """Carrying the crop's own coordinates through the transform gives back the box around the landmarks."""
    net = TinyNet()
    source = net.tensor(1, 5, 3)
    matrix = net.operation("Landmarks2TransformMatrix", [source], (1, 4, 4), custom=_frame_options())
    centre_and_corner = net.constant(np.array([[[8, 8], [16, 8], [8, 16]]], np.float32))
    output = net.operation("TransformLandmarks", [centre_and_corner, matrix], (1, 3, 2))
    centre, right, below = run(net.encode([source], [output]), _turned_points(angle))[0]
    along = np.array([np.cos(angle), np.sin(angle)])
    np.testing.assert_allclose(centre, [20, 15], atol=1e-4)
    np.testing.assert_allclose(right - centre, along * 12 * 1.5 / 2, atol=1e-4)
    np.testing.assert_allclose(below - centre, [-along[1] * 4, along[0] * 4], atol=1e-4)


def test_sampling_through_a_transform_reads_pixel_centres(run: Callable[..., Array]) -> None:
    """A shift by whole pixels copies pixels; outside the map lie zeros."""
    image = _random(1, 6, 5, 2)
    matrix = np.eye(4, dtype=np.float32)[None]
    matrix[0, :2, 3] = [2, 1]
    net = TinyNet()
    source = net.tensor(1, 6, 5, 2)
    output = net.operation("TransformTensorBilinear", [source, net.constant(matrix)], (1, 4, 4, 2))
    result = run(net.encode([source], [output]), image)
    expected = np.pad(image[0], ((0, 0), (0, 4), (0, 0)))[1:5, 2:6]
    np.testing.assert_allclose(result[0], expected, atol=1e-5)


def test_an_unknown_operation_is_named() -> None:
    net = TinyNet()
    source = net.tensor(1, 2)
    output = net.operation("FrobnicateTensor", [source], (1, 2))
    with pytest.raises(ModelError, match="FrobnicateTensor"):
        convert(net.encode([source], [output]))


def test_a_damaged_file_is_one_clear_error() -> None:
    net = TinyNet()
    source = net.tensor(1, 2)
    content = net.encode([source], [net.operation("LOGISTIC", [source], (1, 2))])
    for cut in (b"", content[:30], content[: len(content) // 2], b"PK" + content[2:6] + b"xxxx"):
        with pytest.raises(ModelError):
            convert(cut)
