"""The speaker encoder once more, in numpy, with the derivative by its input: which way a spectrum has to change.

Wan et al. 2018; the derivative by back-propagation through time (Werbos 1990). Only `fit` uses it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.weights import find

_LAYERS = 3
_SLICES = 16  # matrices are multiplied in slices too small for a BLAS to start threads, which wait for each other

Floats = NDArray[np.float32]


@dataclass(slots=True, eq=False)
class _Layer:
    """An LSTM layer with gates in the order input, output, forget, cell."""

    ahead: Floats  # (slices, inputs + 256, 1024 / slices): from the input and the state to the gates
    back: Floats  # (slices, 1024, (inputs + 256) / slices)
    bias: Floats  # (1024,)
    inputs: int


@dataclass(slots=True, eq=False)
class _Run:
    """What a layer computed; time first."""

    gates: Floats  # (t, n, 1024) after their functions
    cells: Floats  # (t + 1, n, 256)
    hidden: Floats  # (t + 1, n, 256)


class EncoderGradient:
    """Embeds windows of mel power, and says how the likeness to a voice changes with them.

    Raises:
        ModelError: the network file is missing or is another network.
    """

    def __init__(self) -> None:
        self._layers, self._linear, self._bias = _read(find("speaker-encoder"))

    def likeness(self, mel: Floats, target: Floats, derivative: bool = True) -> tuple[float, Floats]:
        """Return the mean cosine of windows to an embedding, and its derivative.

        Args:
            mel: (n, t, 40) linear mel power.
            target: (256,) unit embedding.
            derivative: whether it is wanted; without it this takes half the time.

        Returns:
            The cosine, and (n, t, 40) float32 its derivative by `mel`, zeros if not wanted.
        """
        x, runs = np.ascontiguousarray(mel.transpose(1, 0, 2)), []
        for layer in self._layers:
            runs.append(_forward(layer, x))
            x = runs[-1].hidden[1:]
        raw = x[-1] @ self._linear + self._bias
        positive = np.maximum(raw, 0.0)
        length = np.maximum(np.linalg.norm(positive, axis=1, keepdims=True), 1e-9)
        unit = positive / length
        cosines = unit @ target
        if not derivative:
            return float(cosines.mean()), np.zeros_like(mel)
        d_raw = (target - unit * cosines[:, None]) / length * (raw > 0) / len(mel)
        d_hidden = np.zeros_like(x)
        d_hidden[-1] = d_raw @ self._linear.T
        for layer, run in zip(reversed(self._layers), reversed(runs), strict=True):
            d_hidden = _backward(layer, run, d_hidden)
        return float(cosines.mean()), np.asarray(d_hidden.transpose(1, 0, 2), np.float32)


@cache
def _read(path: Path) -> tuple[list[_Layer], Floats, Floats]:
    import onnx  # here, because converting needs none of it
    from onnx import numpy_helper

    try:
        stored = onnx.load(path).graph.initializer
        tensors = {item.name: np.asarray(numpy_helper.to_array(item)) for item in stored}
        layers = []
        for n in range(_LAYERS):
            W, R, B = (tensors[f"{kind}{n}"][0] for kind in "WRB")
            half = len(B) // 2
            both = np.concatenate([W, R], axis=1)
            layers.append(_Layer(_sliced(both.T), _sliced(both), B[:half] + B[half:], W.shape[1]))
        return layers, tensors["linear"], tensors["bias"]
    except (KeyError, ValueError, OSError) as error:
        raise ModelError(f"{path.name} is not the speaker encoder", "run `likeness setup` again") from error


def _sliced(matrix: Floats) -> Floats:
    rows, columns = matrix.shape
    width = -(-columns // _SLICES)
    padded = np.pad(matrix, ((0, 0), (0, width * _SLICES - columns)))
    return np.ascontiguousarray(padded.reshape(rows, _SLICES, width).transpose(1, 0, 2))


def _product(x: Floats, slices: Floats) -> Floats:
    """Return (n, rows) times a sliced matrix."""
    return np.asarray(np.matmul(x, slices).transpose(1, 0, 2).reshape(len(x), -1))


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * x), np.float32)


def _forward(layer: _Layer, x: Floats) -> _Run:
    steps, count, _ = x.shape
    size = len(layer.bias) // 4
    gates = np.empty((steps, count, 4 * size), np.float32)
    cells, hidden = (np.zeros((steps + 1, count, size), np.float32) for _ in range(2))
    for t in range(steps):
        z = gates[t]
        z[:] = _product(np.concatenate([x[t], hidden[t]], axis=1), layer.ahead) + layer.bias
        z[:, : 3 * size] = _sigmoid(z[:, : 3 * size])
        np.tanh(z[:, 3 * size :], out=z[:, 3 * size :])
        i, o, f, c = np.split(z, 4, axis=1)
        cells[t + 1] = f * cells[t] + i * c
        hidden[t + 1] = o * np.tanh(cells[t + 1])
    return _Run(gates, cells, hidden)


def _backward(layer: _Layer, run: _Run, d_hidden: Floats) -> Floats:
    """Return the derivative by the layer's input, (t, n, inputs), from that by its output."""
    steps, count, size = d_hidden.shape
    i, o, f, c = np.split(run.gates, 4, axis=2)
    squashed = np.tanh(run.cells[1:])
    d_z = np.empty_like(run.gates)
    d_h, d_cell = (np.zeros((count, size), np.float32) for _ in range(2))
    d_x = np.empty((steps, count, layer.inputs), np.float32)
    # of z, all that does not depend on what comes from later steps
    slope = np.concatenate([i * (1 - i) * c, o * (1 - o) * squashed, f * (1 - f) * run.cells[:-1], i * (1 - c * c)], 2)
    inner = o * (1 - squashed * squashed)
    for t in range(steps - 1, -1, -1):
        d_h += d_hidden[t]
        d_cell += d_h * inner[t]
        d_z[t] = slope[t] * np.concatenate([d_cell, d_h, d_cell, d_cell], axis=1)
        d_cell *= f[t]
        both = _product(d_z[t], layer.back)
        d_x[t], d_h = both[:, : layer.inputs], both[:, layer.inputs : layer.inputs + size]
    return d_x
