"""Parts as arrays that can be kept, and back, with every shape checked."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from models.packing import Arrays, match_shapes, pack, unpack
from models.portrait.landmark import topology
from models.portrait.landmark.parts import Parts
from models.weights import entries

VERSION = 1
"""Raise it when the same picture yields other parts; where the sources are at hand, a change is noticed by itself."""

_NETWORKS = ("face-detection", "face-landmarks", "selfie-segmentation")
_MODELS = Path(__file__).resolve().parents[2]
_SHAPES = {
    "canvas": "h w 3",
    "rough": "h w",
    "touch": "h w",
    "alpha": "h w",
    "landmarks": "478 3",
    "layers.person": "r c 4",
    "layers.background": "r c 3",
    "layers.lids.0.image": "a b 4",
    "layers.lids.1.image": "d e 4",
    "layers.skin": "3",
    "hidden.texture": "384 384 4",
    "hidden.affected": f"{len(topology.TRIANGLES)}",
    "hidden.own": "3 3",
    "eyes.0.image": "i i 3",
    "eyes.1.image": "j j 3",
    "mouth.own.patch.image": "k l 4",
    "mouth.teeth": "3",
    "outer.points": "n 2",
    "outer.triangles": "t 3",
    "outer.depth": "n 3",
    "outer.head": "n 2",
    "outer.body": "n 2",
    "outer.follow": "n 2",
    "outer.bleed": "n 36",
}
_SHAPES |= {
    f"eyes.{k}.{name}": side for k in (0, 1) for name, side in (("centre", "2"), ("iris", "2"), ("lashes", "3"))
}
_SHAPES |= {
    f"{head}.{name}": shape
    for head in ("head", "stage.head", "mouth.still")
    for name, shape in (("rotation", "3 3"), ("origin", "3"), ("shape", "478 3"))
}


@cache
def fingerprint() -> str:
    """Return what changes whenever the same picture might yield other parts: code, libraries, networks."""
    digest = hashlib.sha256(f"{VERSION} {np.__version__} {cv2.__version__}".encode())
    for name in _NETWORKS:
        digest.update(entries()[name].file.encode())
    for folder in (".", "face", "portrait", "portrait/landmark"):
        for source in sorted((_MODELS / folder).glob("*.py")):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def to_arrays(parts: Parts) -> Arrays:
    """Return the parts as named arrays."""
    return pack(parts)


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Parts:
    """Return the parts that were kept. Raises ValueError: they are damaged, or none."""
    sides = match_shapes(arrays, _SHAPES)
    parts = unpack(Parts, arrays)
    region = parts.region
    if (region.height, region.width) != (sides["r"], sides["c"]) or min(region.height, region.width) < 8:
        raise ValueError("layers and region differ")
    inside = region.x >= 0 and region.y >= 0 and region.x + region.width <= sides["w"]
    if not inside or region.y + region.height > sides["h"]:
        raise ValueError("the region leaves the canvas")
    corners = parts.outer.triangles
    if corners.size and not (0 <= corners.min() and corners.max() < 478 + sides["n"]):
        raise ValueError("a triangle has a corner that is not there")
    return parts
