"""The speaker encoder as ONNX against torch's own LSTM, with weights of chance."""

import io
from collections import OrderedDict
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from models.convert import ge2e
from models.errors import ModelError
from models.runtime import load_net


def _weights() -> dict[str, torch.Tensor]:
    chance = torch.Generator().manual_seed(1)
    return {
        name: torch.randn(shape, generator=chance) * shape[-1] ** -0.5 for name, shape in ge2e.expected_shapes().items()
    }


def _saved(tensors: dict[str, torch.Tensor]) -> bytes:
    stream = io.BytesIO()
    torch.save({"model_state": OrderedDict(tensors)}, stream, _use_new_zipfile_serialization=False)
    return stream.getvalue()


def torch_embedding(tensors: dict[str, torch.Tensor], mel: np.ndarray) -> np.ndarray:
    """Say what torch computes for (1, 160, 40)."""
    lstm = torch.nn.LSTM(ge2e.MELS, ge2e.HIDDEN, ge2e.LAYERS, batch_first=True)
    lstm.load_state_dict({name[5:]: value for name, value in tensors.items() if name.startswith("lstm.")})
    with torch.no_grad():
        _, (hidden, _) = lstm(torch.from_numpy(mel))
        raw = torch.relu(torch.nn.functional.linear(hidden[-1], tensors["linear.weight"], tensors["linear.bias"]))
        return np.asarray((raw / raw.norm(dim=1, keepdim=True)).numpy())


@pytest.mark.parametrize("runtime", ["openvino", "opencv"])
def test_the_converted_network_computes_what_torch_computes(
    runtime: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIKENESS_RUNTIME", runtime)
    tensors = _weights()
    model = ge2e.convert(_saved(tensors))
    onnx.checker.check_model(model, full_check=True)
    (tmp_path / "net.onnx").write_bytes(model.SerializeToString())
    net = load_net(tmp_path / "net.onnx")
    for seed in range(3):
        mel = np.random.default_rng(seed).exponential(0.5, (1, ge2e.FRAMES, ge2e.MELS)).astype(np.float32)
        (embedding,) = net(mel)
        assert embedding.shape == (1, 256) and np.linalg.norm(embedding) == pytest.approx(1, abs=1e-5)
        np.testing.assert_allclose(embedding, torch_embedding(tensors, mel), atol=1e-5)


def test_another_network_is_refused_by_name() -> None:
    tensors = _weights()
    tensors["lstm.weight_hh_l1"] = torch.zeros(4, 4)
    with pytest.raises(ModelError, match="lstm.weight_hh_l1"):
        ge2e.convert(_saved(tensors))
    del tensors["lstm.weight_hh_l1"]
    with pytest.raises(ModelError, match="lstm.weight_hh_l1"):
        ge2e.convert(_saved(tensors))
