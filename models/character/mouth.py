"""Lips: colour, the dark line between them, moisture."""

from dataclasses import dataclass

import numpy as np

from models.character import shape as head
from models.character.canvas import linear, spline
from models.character.layers import Layers


@dataclass(frozen=True)
class Lips:
    """Colour and finish of closed lips."""

    colour: str = "#b5574f"
    amount: float = 0.75
    gloss: float = 0.9
    rough: float = 0.38


def lay_lips(layers: Layers, lips: Lips, points: head.Points) -> None:
    """Paint closed lips on the face; their form is part of the relief."""
    canvas = layers.canvas
    line = spline(points[list(head.LIP_INNER_UPPER)], 60)
    top = spline(points[list(head.LIP_OUTER_UPPER)], 60)
    bottom = spline(points[list(head.LIP_OUTER_LOWER)], 60)
    upper = canvas.polygon(np.concatenate([top, line[::-1]]), 0.009)
    lower = canvas.polygon(np.concatenate([line, bottom[::-1]]), 0.011)
    creases = 1 + 0.10 * canvas.noise(0.03, 71, 2, stretch=(0.35, 2.5))
    colour = linear(lips.colour) * creases[..., None]
    layers.tint(np.clip(upper, 0, 1) * lips.amount, colour * 0.80, gloss=0.8 * lips.gloss, rough=lips.rough)
    layers.tint(np.clip(lower, 0, 1) * lips.amount, colour, gloss=lips.gloss, rough=lips.rough)
    t = np.linspace(0, 1, 60)
    seam = canvas.tapered(line, 0.017 * (0.35 + 0.65 * np.sin(np.pi * t)), 0.004)
    layers.darken(np.clip(seam, 0, 1) * 0.9, np.array([0.20, 0.08, 0.08], np.float32))
    for corner in (0, -1):
        x, y = line[corner, :2]
        spot = np.exp(-(((canvas.x - x) / 0.022) ** 2 + ((canvas.y - y) / 0.016) ** 2)).astype(np.float32)
        layers.darken(0.55 * spot, np.array([0.35, 0.2, 0.18], np.float32))
