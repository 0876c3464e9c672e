"""What is known of every pixel before the light is put on; layers are laid from back to front."""

from dataclasses import dataclass, field

import numpy as np

from models.character.canvas import Array, Canvas


@dataclass
class Layers:
    """The picture so far: linear albedo, unit normals, depth in units, and how the surface shines.

    Attributes:
        albedo: (h, w, 3) linear light.
        normal: (h, w, 3) unit vectors; x right, y down, z away from the camera, so visible surfaces have z < 0.
        depth: (h, w) units, smaller is nearer.
        gloss: (h, w) strength of the reflection.
        rough: (h, w) 0 mirror .. 1 matt.
        skin: (h, w) how far light spreads below the surface, 0..1.
        glow: (h, w, 3) light of its own: catch-lights, an android's eyes.
        tangent: (h, w, 3) direction of hair, zero where there is none.
        cover: (h, w) 0 where the background shows.
    """

    canvas: Canvas
    albedo: Array = field(init=False)
    normal: Array = field(init=False)
    depth: Array = field(init=False)
    gloss: Array = field(init=False)
    rough: Array = field(init=False)
    skin: Array = field(init=False)
    glow: Array = field(init=False)
    tangent: Array = field(init=False)
    cover: Array = field(init=False)

    def __post_init__(self) -> None:
        side = self.canvas.side
        for name in ("gloss", "skin", "cover"):
            setattr(self, name, np.zeros((side, side), np.float32))
        for name in ("albedo", "glow", "tangent", "normal"):
            setattr(self, name, np.zeros((side, side, 3), np.float32))
        self.normal[..., 2] = -1
        self.rough = np.full((side, side), 0.6, np.float32)
        self.depth = np.full((side, side), 4.0, np.float32)

    def lay(
        self,
        mask: Array,
        albedo: Array,
        depth: Array,
        *,
        normal: Array | None = None,
        gloss: float | Array = 0.3,
        rough: float = 0.5,
        skin: float = 0.0,
        tangent: Array | None = None,
    ) -> None:
        """Lay a new surface over the picture; `mask` 0..1, the albedo (3,) or (h, w, 3)."""
        a = mask[..., None]
        surface = normals(self.canvas, depth) if normal is None else normal
        self.albedo += (albedo - self.albedo) * a
        self.normal += (surface - self.normal) * a
        self.depth = np.where(mask > 0.5, depth, self.depth).astype(np.float32)
        self.gloss += (gloss - self.gloss) * mask
        self.rough += (rough - self.rough) * mask
        self.skin += (skin - self.skin) * mask
        self.glow *= 1 - a
        self.tangent += ((0 if tangent is None else tangent) - self.tangent) * a
        self.cover = np.maximum(self.cover, mask)

    def tint(self, mask: Array, colour: Array, *, gloss: float | None = None, rough: float | None = None) -> None:
        """Paint a colour (3,) on what is there; its shape stays."""
        self.albedo += (colour - self.albedo) * mask[..., None]
        if gloss is not None:
            self.gloss += (gloss - self.gloss) * mask
        if rough is not None:
            self.rough += (rough - self.rough) * mask

    def darken(self, mask: Array, factor: Array) -> None:
        """Multiply the albedo by a colour (3,) where the mask is 1."""
        self.albedo *= 1 + (factor - 1) * mask[..., None]


def normals(canvas: Canvas, depth: Array) -> Array:
    """Return the unit normals of a relief, (h, w, 3), towards the camera."""
    dy, dx = np.gradient(depth, 1.0 / canvas.unit)
    n = np.stack([dx, dy, -np.ones_like(dx)], axis=-1)
    return np.asarray(n / np.linalg.norm(n, axis=-1, keepdims=True), dtype=np.float32)
