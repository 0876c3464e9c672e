"""The network and its graphs compute the same, whole, in pieces, and one frame at a time; and never look too far."""

from pathlib import Path

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.runtime import Net, load_net
from models.training.voice import mean
from models.training.voice.network import CPU, Config, FilterNetwork
from models.training.voice.stored import WEIGHTS, load_network, save_network
from models.voice.neural.condition import MEL, SIZE
from models.voice.neural.features import FEATURES
from models.voice.neural.filter import LOOK_AHEAD, STREAM, VOICES

SMALL = Config(width=16, inner=24, blocks=3, voices=20)


@pytest.fixture
def network() -> FilterNetwork:
    """Return a network whose every weight counts."""
    torch.manual_seed(3)
    made = FilterNetwork(SMALL)
    with torch.no_grad():
        for value in made.parameters():
            value.add_(0.2 * torch.randn_like(value)).copy_(value.half().float())
    return made.eval()


def streamed(stream: Net, film: np.ndarray, frames: np.ndarray) -> np.ndarray:
    """Return the gains of frames (T, 81) that come one by one."""
    past = [np.zeros(stream.shapes[name], np.float32) for name in ("past", "pasts")]
    out = []
    for frame in np.pad(frames, ((0, LOOK_AHEAD), (0, 0))):
        gains, *past = stream(frame[None], film, *past)
        out.append(gains[0])
    return np.array(out[LOOK_AHEAD:])


@pytest.mark.parametrize("runtime", ["openvino", "opencv"])
def test_the_graphs_compute_what_the_network_computes(
    network: FilterNetwork, tmp_path: Path, runtime: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIKENESS_RUNTIME", runtime)
    save_network(tmp_path, network, {"licence": "none"})
    stream, voices = load_net(tmp_path / STREAM), load_net(tmp_path / VOICES)
    torch.manual_seed(4)
    frames, told = torch.randn(1, 25, FEATURES), torch.randn(1, SIZE)
    with torch.no_grad():
        wanted, film = network(frames, told)[0].numpy(), network.voices(told).numpy()
    found = voices(told.numpy())[0]
    np.testing.assert_allclose(found, film, atol=1e-4)
    np.testing.assert_allclose(streamed(stream, found, frames[0].numpy()), wanted, atol=1e-4)
    assert np.abs(wanted).mean() > 0.1


def test_pieces_are_like_the_whole(network: FilterNetwork) -> None:
    torch.manual_seed(5)
    frames, film = torch.randn(2, 30, FEATURES), torch.randn(2, 2 * SMALL.blocks * SMALL.width + MEL)
    with torch.no_grad():
        whole, _ = network.step(frames, film, network.silence(2))
        past, parts = network.silence(2), []
        for piece in torch.split(frames, [1, 12, 17], 1):
            made, past = network.step(piece, film, past)
            parts.append(made)
    torch.testing.assert_close(torch.cat(parts, 1), whole, atol=1e-5, rtol=1e-5)


def test_a_gain_depends_on_no_frame_beyond_the_look_ahead(network: FilterNetwork) -> None:
    torch.manual_seed(6)
    frames, told = torch.randn(1, 20, FEATURES), torch.randn(1, SIZE)
    changed = frames.clone()
    changed[:, 12:] += 1.0
    with torch.no_grad():
        before, after = network(frames, told), network(changed, told)
    torch.testing.assert_close(before[:, : 12 - LOOK_AHEAD], after[:, : 12 - LOOK_AHEAD], atol=0, rtol=0)
    assert (before[:, 12 - LOOK_AHEAD] != after[:, 12 - LOOK_AHEAD]).any()


def test_an_untrained_network_changes_nothing() -> None:
    made = FilterNetwork(SMALL)
    assert not made(torch.randn(1, 9, FEATURES), torch.randn(1, SIZE)).any()


def test_weights_come_back(network: FilterNetwork, tmp_path: Path) -> None:
    save_network(tmp_path, network, {})
    again = load_network(tmp_path / WEIGHTS)
    assert again.config == SMALL
    for name, value in network.state_dict().items():
        torch.testing.assert_close(again.state_dict()[name], value, atol=0, rtol=0)


@pytest.mark.parametrize("content", [b"", b"\x80\x04cos\nsystem\n", b"<html>"])
def test_a_file_that_holds_no_network_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / WEIGHTS
    path.write_bytes(content)
    with pytest.raises(ModelError, match="cannot be read as a network"):
        load_network(path)


def test_the_mean_of_networks_lies_between_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [tmp_path / name for name in ("a", "b")]
    for seed, run in enumerate(runs):
        torch.manual_seed(seed)
        run.mkdir()
        save_network(run, FilterNetwork(SMALL), {})
    monkeypatch.setattr("sys.argv", ["mean", *map(str, runs), "-o", str(tmp_path / "mean")])
    mean.main()
    first, second, middle = (load_network(run / WEIGHTS).state_dict() for run in (*runs, tmp_path / "mean"))
    for name, value in middle.items():
        torch.testing.assert_close(value, (first[name] + second[name]) / 2, atol=1e-3, rtol=1e-3)
    with pytest.raises(ModelError, match="different sizes"):
        mean.mean_of([FilterNetwork(SMALL), FilterNetwork(CPU)])
