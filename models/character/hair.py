"""Hair: thousands of strands between guide curves, drawn from the deepest to the highest, on a dome of depth.

Each strand carries its direction (for the highlight) and its lift over the scalp (for shade and relief).
"""

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from models.character.canvas import Array, Canvas, linear, mix, smoothstep, spline
from models.character.layers import Layers, normals

Curve = tuple[tuple[float, float], ...]
_STEPS = 26
_SHIFT = 4


@dataclass(frozen=True)
class Dome:
    """The volume hair lies on: an ellipsoid, below its centre continued as a cylinder."""

    centre: tuple[float, float, float] = (0.0, 0.0, 0.85)
    radii: tuple[float, float, float] = (1.0, 1.05, 1.0)

    def depth(self, canvas: Canvas) -> Array:
        """Return its depth in units; beyond the rim it falls away."""
        (cx, cy, cz), (rx, ry, rz) = self.centre, self.radii
        below = np.clip(canvas.y - cy, 0, None) * 0.25
        d2 = ((canvas.x - cx) / rx) ** 2 + ((np.minimum(canvas.y - cy, 0) + below) / ry) ** 2
        over = 1 - d2
        # the root's slope is infinite at the rim: go on straight from 0.12
        front = np.where(over > 0.12, np.sqrt(np.clip(over, 0.12, 1)), 0.3464 + (over - 0.12) / 0.6928)
        return np.asarray(cz - rz * np.clip(front, -1.5, 1), dtype=np.float32)


@dataclass(frozen=True)
class Sheet:
    """A sheet of strands between guides that all have the same number of control points, from root to tip.

    Attributes:
        guides: two or more curves in head units.
        count: strands.
        width: thickness of a strand, units.
        clumps: bunches across the sheet; 0 for none.
        gather: how far the strands of a bunch meet at the tip, 0..1.
        wave: amplitude in units, waves: how many along a strand.
        fray: random offset of each strand, units.
        length: least part of the full length a strand has.
        dome: the volume below.
        lift: how far the sheet floats over the dome, units.
        shade: factor of the albedo, for hair that lies behind.
        fill: opacity of the mass under the strands.
    """

    guides: tuple[Curve, ...]
    count: int = 3200
    width: float = 0.005
    clumps: int = 22
    gather: float = 0.7
    wave: float = 0.0
    waves: float = 2.5
    fray: float = 0.012
    length: float = 0.7
    dome: Dome = Dome()
    lift: float = 0.0
    shade: float = 1.0
    fill: float = 1.0
    seed: int = 1


@dataclass(frozen=True)
class HairColour:
    """Colours "#rrggbb" from root to tip and finish."""

    root: str = "#2a1812"
    tip: str = "#5a3322"
    gloss: float = 1.0
    streak: str = ""  # colour of some clumps, empty: none
    streaks: float = 0.25


class Strands(NamedTuple):
    """Strands, the deepest first: lines (n, steps, 2) in units, lift, part of the length that is drawn, streak (n,)."""

    lines: NDArray[np.float64]
    lift: NDArray[np.float64]
    length: NDArray[np.float64]
    streak: NDArray[np.float64]


def mirrored(guides: tuple[Curve, ...]) -> tuple[Curve, ...]:
    """Return the guides for the other side of the head."""
    return tuple(tuple((-x, y) for x, y in curve) for curve in guides)


def lay_sheet(layers: Layers, sheet: Sheet, colour: HairColour) -> None:
    """Draw one sheet of hair over the picture."""
    lay_strands(layers, _strands(sheet), sheet, colour)


def lay_strands(layers: Layers, strands: Strands, sheet: Sheet, colour: HairColour) -> None:
    """Draw strands over the picture, the first of them deepest."""
    canvas = layers.canvas
    drawn = _draw(canvas, strands, sheet.width)
    cover = drawn[..., 0] / 255
    cover = np.maximum(cover, sheet.fill * smoothstep(0.55, 0.9, canvas.blur(cover, 0.03)))
    height = drawn[..., 1] / 255
    base = sheet.dome.depth(canvas)
    relief = canvas.blur(height, 0.006) * 0.35 + canvas.blur(height, 0.03)
    depth = base - sheet.lift - 0.07 * relief - 0.05
    surface = normals(canvas, base - 0.05 * canvas.blur(relief, 0.008))
    tone = mix(linear(colour.root), linear(colour.tip), smoothstep(0.05, 0.95, drawn[..., 2] / 255))
    if colour.streak:
        tone = mix(tone, linear(colour.streak), colour.streaks * canvas.blur(drawn[..., 5] / 255, 0.004))
    tone = tone * (sheet.shade * (0.10 + 1.5 * height**1.3))[..., None]
    gloss = colour.gloss * (0.05 + 1.9 * height**2) * sheet.shade
    layers.lay(cover, tone, depth, normal=surface, gloss=gloss, rough=0.4, tangent=_tangents(drawn, surface))


def _strands(sheet: Sheet) -> Strands:
    rng = np.random.default_rng(sheet.seed)
    guides = np.stack([spline(np.array(curve), _STEPS) for curve in sheet.guides])
    places = np.linspace(0, 1, len(guides))
    across = CubicSpline(places, guides, axis=0) if len(guides) > 2 else None
    u = rng.uniform(0, 1, sheet.count)
    bunch, centre, high = _clumping(rng, sheet, u)
    t = np.linspace(0, 1, _STEPS)
    pulled = u[:, None] + (centre - u)[:, None] * sheet.gather * t**1.2
    lines = np.empty((sheet.count, _STEPS, 2))
    for k in range(_STEPS):
        if across is not None:
            lines[:, k] = across(pulled[:, k])[np.arange(sheet.count), k]
        else:
            lines[:, k] = guides[0, k] + (guides[1, k] - guides[0, k]) * pulled[:, k, None]
    lift = np.clip(high * rng.uniform(0.35, 1.0, sheet.count), 0, 1)
    _bend(rng, sheet, lines, bunch, t)
    order = np.argsort(lift + rng.normal(0, 0.22, sheet.count))
    length = rng.uniform(sheet.length, 1.0, sheet.count)
    streak = (np.sin(bunch * 12.9898 + sheet.seed) * 0.5 + 0.5) ** 2
    return Strands(lines[order], lift[order], length[order], streak[order])


def _clumping(
    rng: np.random.Generator, sheet: Sheet, u: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return each strand's bunch, the bunch's centre and the height 0..1 within it."""
    if not sheet.clumps:
        return np.zeros_like(u), u, rng.uniform(0.3, 1, len(u)) ** 1.5
    edges = np.sort(np.concatenate([[0, 1], rng.uniform(0, 1, sheet.clumps - 1)]))
    bunch = np.clip(np.searchsorted(edges, u) - 1, 0, sheet.clumps - 1)
    low, up = edges[bunch], edges[bunch + 1]
    inside = (u - low) / np.maximum(up - low, 1e-6)
    level = rng.uniform(0.45, 1, sheet.clumps)[bunch]
    return bunch.astype(np.float64), (low + up) / 2, level * np.sin(np.pi * inside) ** 0.7


def _bend(
    rng: np.random.Generator,
    sheet: Sheet,
    lines: NDArray[np.float64],
    bunch: NDArray[np.float64],
    t: NDArray[np.float64],
) -> None:
    """Add waves, shared within a bunch, and fray."""
    step = np.gradient(lines, axis=1)
    normal = np.stack([-step[..., 1], step[..., 0]], -1) / (np.linalg.norm(step, axis=-1, keepdims=True) + 1e-9)
    phase = 2.4 * bunch + rng.normal(0, 0.35, len(lines))
    swing = np.sin(2 * np.pi * sheet.waves * t[None] + phase[:, None]) * sheet.wave * smoothstep(0.1, 0.5, t)[None]
    loose = rng.normal(0, sheet.fray, len(lines))[:, None] * (0.3 + t[None])
    curl = rng.normal(0, sheet.fray, len(lines))[:, None] * np.sin(3 * t[None] + phase[:, None])
    lines += normal * (swing + loose + 0.6 * curl)[..., None]


def _draw(canvas: Canvas, strands: Strands, width: float) -> Array:
    """Return (h, w, 6): cover, lift, place along, direction x and y (127 = 0), streak; 0..255."""
    fine = np.zeros((canvas.side, canvas.side, 3), np.uint8)
    broad = np.zeros((canvas.side, canvas.side, 3), np.uint8)
    broad[..., 1:] = 127
    thick = max(1, round(width * canvas.unit))
    for line, high, part, mark in zip(*strands, strict=True):
        count = max(4, int(part * _STEPS))
        start = int(5 * ((high * 7.31 + part * 13.7) % 1.0) ** 2)  # roots do not begin on one line
        line, count = line[start:count], count - start
        px = np.round(canvas.to_px(line) * (1 << _SHIFT)).astype(np.int32)
        cv2.polylines(fine, [px], False, (255, int(255 * high), int(255 * mark)), thick, cv2.LINE_AA, _SHIFT)
        way = np.diff(line, axis=0)
        way = way / (np.linalg.norm(way, axis=1, keepdims=True) + 1e-9)
        for k in range(0, len(line) - 1, 2):
            a, b = px[k], px[min(k + 2, len(line) - 1)]
            here = (int(255 * (start + k) / _STEPS), int(127 + 127 * way[k, 0]), int(127 + 127 * way[k, 1]))
            cv2.line(broad, (int(a[0]), int(a[1])), (int(b[0]), int(b[1])), here, 2 * thick, cv2.LINE_8, _SHIFT)
    soft = canvas.blur(broad.astype(np.float32), 0.02)
    return np.concatenate([fine[..., :2].astype(np.float32), soft, fine[..., 2:].astype(np.float32)], axis=-1)


def _tangents(drawn: Array, surface: Array) -> Array:
    """Return the directions of the strands as unit vectors on the surface, (h, w, 3)."""
    tx, ty = drawn[..., 3] / 127 - 1, drawn[..., 4] / 127 - 1
    tz = -(tx * surface[..., 0] + ty * surface[..., 1]) / np.minimum(surface[..., 2], -0.25)
    t = np.stack([tx, ty, tz], -1)
    return np.asarray(t / np.maximum(np.linalg.norm(t, axis=-1, keepdims=True), 1e-3), dtype=np.float32)
