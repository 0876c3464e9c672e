"""Random weights for the first-order motion model that are the same everywhere, for measuring without a checkpoint.

Each entry depends on its network, name and shape only: the CRC-32 of "fomm-ref-v1/NETWORK/KEY" seeds its numbers. The
pictures mean nothing; time, memory and the agreement of runtimes are those of real weights.
"""

import zlib

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.portrait.fomm.config import FommConfig
from models.portrait.fomm.generator import Generator
from models.portrait.fomm.keypoints import KeypointDetector

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
    """Return both networks with the recipe's weights, ready to run; the full size takes seconds."""
    detector, generator = KeypointDetector(config), Generator(config, align_corners)
    detector.load_state_dict(recipe_state("kp_detector", detector.state_dict()))
    generator.load_state_dict(recipe_state("generator", generator.state_dict()))
    return detector.eval().requires_grad_(False), generator.eval().requires_grad_(False)
