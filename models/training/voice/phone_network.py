"""The phone teacher: what is said at each moment, whoever says it, heard in spectra as a part of a loss."""

import json
import math
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from models.errors import ModelError
from models.training.voice.spectra import speech
from models.voice.mel import mel_filters

_MEL, _CEPSTRA = 80, 20
_FLOOR = 1e-4
_SCALE = 3.0  # brings the cepstra to about -1..1
_FIRST_KERNEL, _KERNEL = 5, 3
_FORMAT = "likeness-phone-teacher-1"


class PhoneNetwork(nn.Module):
    """Power spectra (B, T, 201) -> scores of the symbols (B, T / stride, symbols), and which frames are speech.

    Convolutions over mel cepstra (Davis and Mermelstein 1980) without their mean over the cut, as recognisers hear:
    what a room or the colour of a voice adds to all frames does not count.

    Args:
        symbols: how many; 0 is none of them (silence, or the blank of CTC).
        dilations: of the residual blocks, one each.
        width: of the convolutions.
        stride: frames of 10 ms to a row of scores.
    """

    def __init__(self, symbols: int, dilations: tuple[int, ...], width: int, stride: int = 1) -> None:
        super().__init__()
        self.sizes = {"symbols": symbols, "dilations": list(dilations), "width": width, "stride": stride}
        turns = math.pi / _MEL * (torch.arange(_MEL) + 0.5)
        self.mel: Tensor
        self.cosines: Tensor
        self.register_buffer("mel", torch.from_numpy(mel_filters(_MEL)).T.contiguous(), persistent=False)
        self.register_buffer("cosines", torch.cos(turns[:, None] * torch.arange(_CEPSTRA)), persistent=False)
        kernel = _FIRST_KERNEL if stride == 1 else _FIRST_KERNEL + 2
        self.first = nn.Conv1d(_CEPSTRA, width, kernel, stride, padding=kernel // 2)
        self.blocks = nn.ModuleList(_Block(width, dilation) for dilation in dilations)
        self.norm, self.last = nn.LayerNorm(width), nn.Linear(width, symbols)

    def forward(self, power: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores (logits), and (B, T) of 0 and 1."""
        heard = speech(power)
        cepstra = torch.log(power @ self.mel + _FLOOR) @ self.cosines * (math.sqrt(2 / _MEL) / _SCALE)
        mean = (cepstra * heard).sum(1, keepdim=True) / heard.sum(1, keepdim=True).clamp(min=1)
        x = self.first((cepstra - mean).transpose(1, 2)).transpose(1, 2)
        for block in self.blocks:
            x = block(x)
        scores: Tensor = self.last(self.norm(x))
        return scores, heard[..., 0]


class _Block(nn.Module):
    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.convolution = nn.Conv1d(width, width, _KERNEL, padding=dilation, dilation=dilation)
        self.linear, self.dropout = nn.Linear(width, width), nn.Dropout(0.1)

    def forward(self, x: Tensor) -> Tensor:
        y = self.convolution(self.norm(x).transpose(1, 2)).transpose(1, 2)
        out: Tensor = x + self.dropout(self.linear(functional.gelu(y)))
        return out


def content_change(teacher: PhoneNetwork, said: Tensor, made: Tensor) -> Tensor:
    """Return how far what is heard in `made` is from what was said: mean divergence of the phones of speech frames.

    Args:
        teacher: of stride 1.
        said: (B, T, 201) power spectra of the speech that was converted; no gradient goes there.
        made: (B, T, 201) of the result, in step with it.

    Returns:
        Kullback-Leibler divergence, nats.
    """
    with torch.no_grad():
        wanted, heard = teacher(said)
    found = teacher(made)[0].log_softmax(-1)
    lost = functional.kl_div(found, wanted.log_softmax(-1), reduction="none", log_target=True).sum(-1)
    change: Tensor = (lost * heard).sum() / heard.sum().clamp(min=1)
    return change


def save_teacher(path: Path, network: PhoneNetwork) -> None:
    """Write a network and its sizes."""
    tensors = {name: value.detach().cpu().contiguous() for name, value in network.state_dict().items()}
    temporary = path.with_name(path.name + ".part")
    save_file(tensors, temporary, {"format": _FORMAT, "sizes": json.dumps(network.sizes)})
    temporary.replace(path)


def load_teacher(path: Path) -> PhoneNetwork:
    """Read a network, ready to judge. Raises ModelError if the file is damaged or holds something else."""
    try:
        with safe_open(path, "pt") as file:
            about = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
        if about.get("format") != _FORMAT:
            raise ModelError(f"{path} holds no phone teacher", "make one with models.training.voice.teach_phones")
        sizes = json.loads(about["sizes"])
        network = PhoneNetwork(sizes["symbols"], tuple(sizes["dilations"]), sizes["width"], sizes["stride"])
        network.load_state_dict(tensors)
    except (OSError, SafetensorError, KeyError, TypeError, ValueError, RuntimeError) as error:
        advice = "make one with models.training.voice.teach_phones"
        raise ModelError(f"{path} cannot be read as a phone teacher", advice) from error
    return network.eval().requires_grad_(False)
