"""The hidden side of a portrait that is turned away: its own other side, mirrored.

The face is unrolled on a cylinder. Where the portrait shows a part at too flat an angle, the mirrored part is put in
its place, brought to the brightness of what is there, and blended over the warped picture as the head turns towards
the camera.
"""

import math
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from models.portrait.landmark import topology
from models.portrait.landmark.fill import gaussian, polygon_mask
from models.portrait.landmark.pose import Head, angles
from models.portrait.landmark.types import Floats, Picture, floats, ramp, smoothstep, to_bytes
from models.portrait.landmark.warp import Source, Warp, blend_into

_SIDE_PX, _MARGIN_PX = 384, 4
_LEAST_YAW = math.radians(9)
_FEWEST = 6  # vertices; fewer are not worth the work


@dataclass(frozen=True, slots=True)
class HiddenSide:
    """What is laid over a turned face.

    Attributes:
        texture: (n, n, 4) uint8, RGB and how much of it counts.
        affected: (898,) which triangles have any of it.
        own: the portrait's rotation. direction: sign of the yaw that brings the hidden side to the camera.
    """

    texture: Picture
    affected: NDArray[np.bool_]
    own: Floats
    direction: float

    @property
    def source(self) -> Source:
        """The face's triangles on the texture."""
        return _source()

    def draw(self, picture: Picture, warp: Warp, now: Head) -> None:
        """Blend the hidden side into the region's picture (h, w, 3) uint8 in place."""
        share = ramp(math.radians(1.5), math.radians(9), self.direction * angles(now.rotation @ self.own.T)[0])
        cells = warp.cells_of(self.affected)
        if share <= 0 or cells is None:
            return
        x, y, inside, (down, across) = warp.look_up(self.source, cells)
        taken = cv2.remap(self.texture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        weight = taken[..., 3] * inside * np.float32(share / 255)
        blend_into(picture[down, across], floats(taken[..., :3]), floats(weight))


def _unrolled() -> Floats:
    """Places (478, 2) of all landmarks on the texture."""
    x, y, z = topology.CANONICAL.T
    flat = np.stack([np.arctan2(x, 0.95 - z), y], 1)
    low, high = flat[:468].min(0), flat[:468].max(0)
    return floats(_MARGIN_PX + (flat - low) / (high - low) * (_SIDE_PX - 1 - 2 * _MARGIN_PX))


@cache
def _source() -> Source:
    return Source(_unrolled(), topology.TRIANGLES)


def _facing(landmarks: Floats) -> Floats:
    """How much each vertex (478,) looks at the camera: 1 straight, 0 from the side, negative away."""
    a, b, c = (landmarks[topology.TRIANGLES[:, k]] for k in range(3))
    normals = np.cross(b - a, c - a)
    total = np.zeros((478, 3), np.float32)
    for k in range(3):
        np.add.at(total, topology.TRIANGLES[:, k], normals)
    return floats(-total[:, 2] / np.maximum(np.linalg.norm(total, axis=1), 1e-6))


def build_hidden_side(picture: Picture, landmarks: Floats, head: Head) -> HiddenSide | None:
    """Make the hidden side of a portrait (h, w, 3) uint8; None for a nearly frontal one."""
    yaw = angles(head.rotation)[0]
    if abs(yaw) < _LEAST_YAW:
        return None
    facing = _facing(landmarks)
    twin = facing[topology.MIRROR]
    weight = np.where(twin > facing + 0.05, 1 - smoothstep(0.30, 0.60, facing), 0).astype(np.float32)
    weight[468:] = 0
    if (weight > 0).sum() < _FEWEST:
        return None
    places = _unrolled()
    own = _unroll(picture, landmarks[:, :2], places)
    mirrored = _unroll(picture, landmarks[topology.MIRROR, :2], places)
    gain = gaussian(own, 9) / np.maximum(gaussian(mirrored, 9), 1)
    colour = mirrored * np.clip(gain, 0.5, 1.6) * _rim_shade(places)
    # The weights are spread over the triangles by the same rasteriser, as if they were source coordinates.
    spread = Warp((_SIDE_PX, _SIDE_PX), 1.0, np.stack([weight * 255, weight], 1), topology.TRIANGLES, _NONE)
    spread.update(places, -topology.CANONICAL[:, 2])
    inside = (_inside(places) > 0).astype(np.float32)
    soft = gaussian(np.clip(spread.x, 0, 255) * inside, 2) / np.maximum(gaussian(inside, 2), 0.05)
    texture = np.dstack([colour, floats(soft)])
    affected = np.asarray((weight[topology.TRIANGLES] > 0).any(1), np.bool_)
    return HiddenSide(to_bytes(texture), affected, head.rotation, -math.copysign(1.0, yaw))


def _rim_shade(places: Floats) -> Floats:
    """Darken the texture towards the face's outline, as a cheek that turns away from the light: (n, n, 1)."""
    away = floats(cv2.distanceTransform(_inside(places), cv2.DIST_L2, 5))
    return (1 - 0.45 * smoothstep(0.16 * _SIDE_PX, 0.0, away))[..., None]


def _inside(places: Floats) -> Picture:
    """1 within the face's outline on the texture."""
    return (polygon_mask((_SIDE_PX, _SIDE_PX), places[topology.OVAL]) > 0.5).astype(np.uint8)


_NONE = topology.TRIANGLES[:0]


def _unroll(picture: Picture, source: Floats, places: Floats) -> Floats:
    """Unroll a face of a picture (h, w, 3) uint8 whose vertices lie at `source` (478, 2)."""
    warp = Warp((_SIDE_PX, _SIDE_PX), 1.0, source, topology.TRIANGLES, _NONE)
    warp.update(places, -topology.CANONICAL[:, 2])
    sampled = cv2.remap(picture, warp.x, warp.y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return floats(sampled)
