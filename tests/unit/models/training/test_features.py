"""The frozen network of the perceptual loss."""

from pathlib import Path

import pytest
import torch

from models.errors import ModelError
from models.training.features import Features


def test_five_maps_from_fine_to_coarse() -> None:
    net = Features()
    maps = net(torch.rand(2, 3, 64, 64))
    assert [tuple(part.shape) for part in maps] == [
        (2, c, s, s) for c, s in zip((16, 32, 64, 128, 128), (64, 32, 16, 8, 4), strict=True)
    ]
    assert net(torch.rand(1, 3, 8, 8))[-1].shape == (1, 128, 1, 1)
    assert not [p for p in net.parameters() if p.requires_grad]


def test_it_is_the_same_in_every_run() -> None:
    picture = torch.rand(1, 3, 32, 32)
    torch.manual_seed(1)
    first = Features()(picture)
    torch.manual_seed(2)
    assert all(torch.equal(a, b) for a, b in zip(first, Features()(picture), strict=True))


def test_vgg_weights_are_used_if_the_user_has_them(tmp_path: Path) -> None:
    wide = Features(None)
    path = tmp_path / "vgg19.pth"
    state, width = {}, 3
    for key, value in wide.features.state_dict().items():
        out = 4 * value.shape[0]
        state[f"features.{key}"] = torch.zeros(out, width, 3, 3) if key.endswith("weight") else torch.ones(out)
        width = out if key.endswith("bias") else width
    torch.save(state | {"classifier.0.weight": torch.zeros(2)}, path)
    net = Features(path)
    assert net.name == "vgg19" and all(bool((part == 1).all()) for part in net(torch.rand(1, 3, 32, 32)))
    torch.save({"features.0.weight": torch.zeros(3)}, path)
    with pytest.raises(ModelError, match="VGG-19"):
        Features(path)
    path.write_bytes(b"<html>")
    with pytest.raises(ModelError, match="no weights"):
        Features(path)
