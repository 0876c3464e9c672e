"""Curly hair: small coils scattered over a rounded mass."""

from dataclasses import dataclass

import numpy as np

from models.character.canvas import spline
from models.character.hair import Dome, HairColour, Sheet, Strands, lay_strands
from models.character.layers import Layers

_STEPS = 26


@dataclass(frozen=True)
class Coils:
    """A mass of coils inside a closed outline.

    Attributes:
        outline: control points of the outline in head units.
        count: coils.
        radius: of a coil, units.
        turns: of a coil.
        drop: how far a coil hangs down, units.
        width, dome, lift, shade: as of a Sheet.
    """

    outline: tuple[tuple[float, float], ...]
    count: int = 2600
    radius: float = 0.035
    turns: float = 1.6
    drop: float = 0.02
    width: float = 0.008
    dome: Dome = Dome()
    lift: float = 0.0
    shade: float = 1.0
    seed: int = 7


def lay_coils(layers: Layers, coils: Coils, colour: HairColour) -> None:
    """Draw the mass, ragged at its edge, the deepest coils first."""
    rng = np.random.default_rng(coils.seed)
    outline = spline(np.array(coils.outline), 160, closed=True)
    centres = _scatter(rng, outline, coils.count)
    t = np.linspace(0, 1, _STEPS)
    turn = rng.choice((-1.0, 1.0), len(centres)) * coils.turns * rng.uniform(0.7, 1.3, len(centres))
    angle = rng.uniform(0, 2 * np.pi, len(centres))[:, None] + 2 * np.pi * turn[:, None] * t
    size = coils.radius * rng.uniform(0.55, 1.25, len(centres))[:, None] * (0.6 + 0.4 * np.sin(np.pi * t))
    squash = rng.uniform(0.6, 1.0, len(centres))[:, None]
    lines = np.stack(
        [
            centres[:, :1] + size * np.cos(angle) + rng.normal(0, 0.02, len(centres))[:, None] * t,
            centres[:, 1:] + size * np.sin(angle) * squash + coils.drop * t,
        ],
        axis=-1,
    )
    lift = rng.uniform(0.1, 1.0, len(centres)) ** 1.3
    order = np.argsort(lift + rng.normal(0, 0.15, len(lift)))
    strands = Strands(lines[order], lift[order], np.ones(len(centres)), rng.uniform(0, 1, len(centres)))
    sheet = Sheet((), width=coils.width, dome=coils.dome, lift=coils.lift, shade=coils.shade)
    lay_strands(layers, strands, sheet, colour)


def _scatter(rng: np.random.Generator, outline: np.ndarray, count: int) -> np.ndarray:
    """Return `count` points inside the outline, (n, 2)."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    x0, y0 = outline[:, 0], outline[:, 1]
    x1, y1 = np.roll(x0, -1), np.roll(y0, -1)
    kept: list[np.ndarray] = []
    while sum(len(k) for k in kept) < count:
        p = rng.uniform(low, high, (count, 2))
        px, py = p[:, :1], p[:, 1:]
        crosses = ((y0 > py) != (y1 > py)) & (px < (x1 - x0) * (py - y0) / (y1 - y0 + 1e-12) + x0)
        kept.append(p[crosses.sum(axis=1) % 2 == 1])
    return np.concatenate(kept)[:count]
