"""The phone teacher hears what is said, not how it is coloured, and comes back from its file."""

from pathlib import Path

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.training.voice.phone_network import PhoneNetwork, content_change, load_teacher, save_teacher
from models.training.voice.spectra import Spectra
from tests.support.drawn_voice import voice

SPECTRA = Spectra(torch.device("cpu"))


@pytest.fixture
def network() -> PhoneNetwork:
    torch.manual_seed(2)
    return PhoneNetwork(40, (1, 2), 32).eval().requires_grad_(False)


def power() -> torch.Tensor:
    low, high = voice(120.0, 0.5), voice(120.0, 0.5, (300, 2300, 3000))
    return SPECTRA.power(torch.from_numpy(np.concatenate([low, high, low])[None]))


def test_a_steady_colour_changes_nothing_and_other_words_do(network: PhoneNetwork) -> None:
    said = power()
    colour = torch.linspace(-1.5, 1.5, said.shape[2]).exp()
    assert float(content_change(network, said, said)) == pytest.approx(0.0, abs=1e-5)
    same, other = (float(content_change(network, said, made)) for made in (4 * said * colour, said.roll(50, 1)))
    assert same < 0.1 * other


def test_the_harm_leads_back_to_the_gains(network: PhoneNetwork) -> None:
    said = power()
    gains = (0.5 * torch.randn(1, said.shape[1], 1)).requires_grad_()
    tilt = torch.linspace(-1, 1, said.shape[2])
    content_change(network, said, said * torch.exp(gains * tilt)).backward()  # type: ignore[no-untyped-call]
    assert gains.grad is not None and float(gains.grad.abs().sum()) > 0


def test_stride_gives_a_row_for_every_other_frame() -> None:
    scores, heard = PhoneNetwork(5, (1,), 8, 2)(power())
    assert scores.shape == (1, -(-heard.shape[1] // 2), 5)


def test_it_comes_back_from_its_file_and_nothing_else_does(network: PhoneNetwork, tmp_path: Path) -> None:
    path = tmp_path / "teacher.safetensors"
    save_teacher(path, network)
    torch.testing.assert_close(load_teacher(path)(power())[0], network(power())[0])
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ModelError, match="cannot be read"):
        load_teacher(path)
    with pytest.raises(ModelError, match="cannot be read"):
        load_teacher(tmp_path / "none.safetensors")
