"""The speaker encoder as a differentiable part of a loss (Wan et al. 2018), with the weights that the program uses."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.errors import ModelError
from models.voice.mel import WINDOW, mel_filters
from models.weights import find

_LAYERS = 3
_MEAN_SQUARE = 1e-3  # -30 dBFS, the level at which the encoder was trained
_HANN_ENERGY = 3 * WINDOW / 8


class DifferentiableEncoder(nn.Module):
    """Power spectra of 1.6 s -> unit embeddings. Raises ModelError if the network file is missing or another one."""

    def __init__(self) -> None:
        super().__init__()
        import onnx
        from onnx import numpy_helper

        path = find("speaker-encoder")
        stored = onnx.load(path).graph.initializer
        tensors = {item.name: torch.from_numpy(np.array(numpy_helper.to_array(item))) for item in stored}
        self.lstm = nn.LSTM(40, 256, _LAYERS, batch_first=True)
        try:
            for n in range(_LAYERS):
                W, R, B = (tensors[f"{kind}{n}"][0] for kind in "WRB")
                biases = B.chunk(2)
                for name, value in (("weight_ih", W), ("weight_hh", R), ("bias_ih", biases[0]), ("bias_hh", biases[1])):
                    getattr(self.lstm, f"{name}_l{n}").data = _reordered(value)
            linear, bias = tensors["linear"], tensors["bias"]
        except KeyError as error:
            raise ModelError(f"{path.name} is not the speaker encoder", "run `likeness setup` again") from error
        self.linear: Tensor
        self.bias: Tensor
        self.filters: Tensor
        self.register_buffer("linear", linear)
        self.register_buffer("bias", bias)
        self.register_buffer("filters", torch.from_numpy(mel_filters(40)).T.contiguous())
        self.requires_grad_(False)

    def forward(self, power: Tensor) -> Tensor:
        """Return (B, 256) of (B, 160, 201) power spectra of 400 samples under a Hann window, of any level."""
        mean_square = power.sum(-1).mean(1) * 2 / (WINDOW * _HANN_ENERGY)
        mel = power @ self.filters * (_MEAN_SQUARE / mean_square.clamp(min=1e-9))[:, None, None]
        last = self.lstm(mel)[0][:, -1]
        return functional.normalize(functional.relu(last @ self.linear + self.bias), dim=-1)


def _reordered(rows: Tensor) -> Tensor:
    """Gates from ONNX's order (input, output, forget, cell) to torch's (input, forget, cell, output)."""
    i, o, f, c = rows.chunk(4)
    return torch.cat([i, f, c, o])
