"""First Order Motion Model for tests: the deterministic random weights, and the golden data beside the repository.

The weights follow the recipe `fomm-ref-v1` of that data: every entry depends on its network, name and shape only.
"""

import json
import zlib
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.portrait.fomm.config import REDUCED_64, FommConfig
from models.portrait.fomm.generator import Generator
from models.portrait.fomm.keypoints import KeypointDetector
from tests.support.faces import SHARED

REFERENCE = SHARED / "reference" / "fomm"
needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason=f"the golden data {REFERENCE} are not here")

_GAINS = {
    "kp_detector/kp.weight": 0.5,
    "kp_detector/jacobian.weight": 0.25,
    "generator/dense_motion_network.mask.weight": 1.5,
    "generator/dense_motion_network.occlusion.weight": 2.0,
}


def recipe_value(net: str, key: str, shape: tuple[int, ...]) -> NDArray[np.float32] | NDArray[np.int64]:
    """Return one entry of a state; the anti-alias kernels are not covered, a network makes them itself."""
    parent, _, last = ("." + key).rpartition(".")
    if last == "num_batches_tracked":
        return np.array(1000, np.int64)
    name = f"{net}/{key}"
    n = np.random.RandomState(zlib.crc32(f"fomm-ref-v1/{name}".encode())).standard_normal(shape)
    if last == "running_mean":
        n = 0.2 * n
    elif last == "running_var":
        n = np.exp(0.4 * n)
    elif "norm" in parent.rpartition(".")[2]:
        n = 1 + 0.2 * n if last == "weight" else 0.2 * n
    elif name == "kp_detector/jacobian.bias":
        n = 0.1 * n + np.tile([1.0, 0.0, 0.0, 1.0], shape[0] // 4)
    elif last == "bias":
        n = 0.05 * n
    else:
        gain = 0.3 if "bottleneck" in key and key.endswith("conv2.weight") else _GAINS.get(name, 1.0)
        n = gain * np.sqrt(2.0 / np.prod(shape[1:])) * n
    return n.astype(np.float32)


def recipe_state(net: str, template: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the recipe's values for all entries of a network's state."""
    return {
        key: value if key.endswith("down.weight") else torch.from_numpy(recipe_value(net, key, tuple(value.shape)))
        for key, value in template.items()
    }


def recipe_networks(config: FommConfig, align_corners: bool = True) -> tuple[KeypointDetector, Generator]:
    """Return both networks with the recipe's weights, ready to run."""
    detector, generator = KeypointDetector(config), Generator(config, align_corners)
    detector.load_state_dict(recipe_state("kp_detector", detector.state_dict()))
    generator.load_state_dict(recipe_state("generator", generator.state_dict()))
    return detector.eval().requires_grad_(False), generator.eval().requires_grad_(False)


@cache
def reduced_networks() -> tuple[KeypointDetector, Generator]:
    """Return the reduced networks, made once; do not change them."""
    return recipe_networks(REDUCED_64)


def golden(name: str) -> dict[str, NDArray[np.float32]]:
    """Return the arrays of golden-NAME.npz."""
    with np.load(REFERENCE / f"golden-{name}.npz", allow_pickle=False) as file:
        return {key: file[key] for key in file.files}


def spec() -> dict[str, dict[str, dict[str, list[tuple[str, list[int], str]]]]]:
    """Return the configurations of spec.json."""
    table = json.loads((REFERENCE / "spec.json").read_text(encoding="utf-8"))
    configs: dict[str, dict[str, dict[str, list[tuple[str, list[int], str]]]]] = table["configs"]
    return configs


def picture(image: NDArray[np.generic]) -> Tensor:
    """Turn (H, W, 3) or (N, H, W, 3) uint8 into (N, 3, H, W) float32 0..1."""
    batch = image if image.ndim == 4 else image[None]
    return torch.from_numpy(np.ascontiguousarray(batch.transpose(0, 3, 1, 2))).float() / 255


def reference_file(name: str) -> Path:
    """Return the path of a file of the golden data."""
    return REFERENCE / name
