"""First Order Motion Model for tests: the deterministic random weights, and the golden data beside the repository."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.evaluate.fomm_recipe import recipe_networks as recipe_networks
from models.portrait.fomm.config import REDUCED_64
from models.portrait.fomm.generator import Generator
from models.portrait.fomm.keypoints import KeypointDetector
from tests.support.faces import SHARED

REFERENCE = SHARED / "reference" / "fomm"
needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason=f"the golden data {REFERENCE} are not here")


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
