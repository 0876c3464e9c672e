"""Eyes: ball, iris, catch-lights, lid edges, lashes and brows."""

from dataclasses import dataclass

import numpy as np

from models.character import shape as head
from models.character.canvas import Array, Canvas, linear, mix, smoothstep, spline
from models.character.layers import Layers
from models.character.relief import lid_crease


@dataclass(frozen=True)
class Eyes:
    """Colours and lashes."""

    iris: str = "#5d7f4a"
    iris_inner: str = "#a78b4e"
    ring: str = "#1d2a22"
    white: str = "#ece7e2"
    lash: str = "#1c1210"
    lash_length: float = 0.05  # units, 0: none
    liner: float = 1.0  # thickness of the upper lash line
    shadow: str = "#8a5a4a"  # on the lid
    shadow_amount: float = 0.25
    glow: float = 0.0  # light of the iris itself


@dataclass(frozen=True)
class Brows:
    """Colour and strength of the eyebrows."""

    colour: str = "#3b2419"
    thickness: float = 1.0
    density: float = 1.0


def lay_eyes(layers: Layers, eyes: Eyes, points: head.Points) -> None:
    """Both eyes with lids and lashes."""
    for eye in (0, 1):
        upper = spline(points[list(head.EYES[eye])], 60)
        lower = spline(points[list(head.EYES_LOWER[eye])], 60)
        opening = np.concatenate([upper, lower[::-1]])
        _lid_colours(layers, eyes, points, eye, upper, lower)
        _ball(layers, eyes, points, eye, opening, upper)
        _lid_edges(layers, eyes, upper, lower, eye)
        if eyes.lash_length:
            _lashes(layers, eyes, upper, lower, eye)


def _lid_colours(
    layers: Layers, eyes: Eyes, points: head.Points, eye: int, upper: head.Points, lower: head.Points
) -> None:
    canvas = layers.canvas
    crease = lid_crease(points, eye)
    lid = canvas.polygon(np.concatenate([spline(crease, 60), upper[::-1]]), 0.018)
    layers.tint(lid * eyes.shadow_amount, linear(eyes.shadow), rough=0.42)
    fold = canvas.tapered(crease[2:-2], 0.013 * np.sin(np.linspace(0.3, 2.9, len(crease) - 4)), 0.005)
    layers.darken(fold * 0.75, np.array([0.42, 0.25, 0.22], np.float32))
    under = canvas.strokes([lower[6:-6] + (0, 0.03, 0)], 0.03, 0.016)
    layers.darken(under * 0.22, np.array([0.66, 0.45, 0.45], np.float32))


def _ball(layers: Layers, eyes: Eyes, points: head.Points, eye: int, opening: head.Points, upper: head.Points) -> None:
    canvas = layers.canvas
    mask = canvas.polygon(opening, 0.0025)
    cx, cy = points[head.IRISES[eye][0], :2]
    radius = float(np.linalg.norm(points[head.IRISES[eye][1], :2] - (cx, cy)))
    r = np.hypot(canvas.x - cx, canvas.y - cy) / radius
    angle = np.arctan2(canvas.y - cy, canvas.x - cx)
    width = float(np.ptp(opening[:, 0]))
    ball_r = 0.62 * width
    flat = ((canvas.x - opening[:, 0].mean()) ** 2 + (canvas.y - cy) ** 2) / ball_r**2
    depth = 0.16 - ball_r * np.sqrt(np.clip(1 - flat, 0.02, 1)) * 0.6
    colour = _iris_and_white(canvas, eyes, r, angle, mask, opening, eye)
    lid_gap = canvas.distance(upper)
    shade = 1 - 0.72 * np.exp(-((lid_gap / 0.042) ** 2)) - 0.10
    colour = colour * np.clip(shade, 0, 1)[..., None]
    layers.lay(mask, colour, depth.astype(np.float32), gloss=0.0, rough=0.12, skin=0.0)
    _catch_lights(layers, mask, cx, cy, radius, eyes, r, angle)


def _iris_and_white(
    canvas: Canvas, eyes: Eyes, r: Array, angle: Array, mask: Array, opening: head.Points, eye: int
) -> Array:
    white = np.broadcast_to(linear(eyes.white), (canvas.side, canvas.side, 3)).copy()
    inside = canvas.inside(mask)
    pink = 1 - smoothstep(0.0, 0.05, inside)
    white = mix(white, np.array([0.62, 0.30, 0.26], np.float32), 0.45 * pink)
    inner = opening[np.abs(opening[:, 0]).argmin()]
    duct = np.exp(-(((canvas.x - inner[0]) / 0.035) ** 2 + ((canvas.y - inner[1]) / 0.03) ** 2))
    white = mix(white, np.array([0.60, 0.26, 0.22], np.float32), np.clip(0.9 * duct, 0, 1).astype(np.float32))
    rng = np.random.default_rng(40 + eye)
    fibres = np.zeros_like(r)
    for _ in range(26):
        fibres += rng.uniform(-1, 1) * np.cos(angle * rng.integers(7, 60) + rng.uniform(0, 6.3) + 1.2 * r)
    fibres = fibres / 5
    iris = mix(linear(eyes.iris_inner), linear(eyes.iris), smoothstep(0.42, 0.72, r + 0.06 * fibres))
    iris = iris * (1 + 0.20 * fibres * smoothstep(0.35, 0.6, r))[..., None]
    # light entering from above left lights the iris at the lower right
    caustic = np.clip(0.5 + 0.75 * np.sin(angle - 0.15), 0, 1) * smoothstep(0.35, 0.8, r)
    iris = iris * (0.78 + 0.95 * caustic)[..., None]
    iris = mix(iris, linear(eyes.ring), smoothstep(0.80, 0.99, r) * 0.85)
    iris = mix(iris, np.array([0.004, 0.004, 0.005], np.float32), 1 - smoothstep(0.36, 0.42, r))
    return mix(white, np.clip(iris, 0, 1), 1 - smoothstep(0.96, 1.05, r))


def _catch_lights(
    layers: Layers, mask: Array, cx: float, cy: float, radius: float, eyes: Eyes, r: Array, angle: Array
) -> None:
    canvas = layers.canvas
    big = np.hypot((canvas.x - cx + 0.36 * radius) / 0.25, (canvas.y - cy + 0.36 * radius) / 0.29) / radius
    small = np.hypot(canvas.x - cx - 0.40 * radius, canvas.y - cy - 0.42 * radius) / (0.13 * radius)
    light = 1.5 * (1 - smoothstep(0.75, 1.08, big)) + 0.35 * (1 - smoothstep(0.6, 1.1, small))
    layers.glow += (light * mask)[..., None] * np.array([1.0, 1.0, 1.02], np.float32)
    if eyes.glow:
        shine = (1 - smoothstep(0.8, 1.0, r)) * smoothstep(0.38, 0.5, r) * mask
        layers.glow += eyes.glow * shine[..., None] * linear(eyes.iris_inner)


def _lid_edges(layers: Layers, eyes: Eyes, upper: head.Points, lower: head.Points, eye: int) -> None:
    canvas = layers.canvas
    wet = canvas.tapered(lower[4:-4] + (0, 0.004, 0), np.full(52, 0.012), 0.003)
    layers.tint(wet * 0.75, linear("#d9958a"), gloss=1.5, rough=0.2)
    line = upper.copy()
    side = -1 if eye == 0 else 1
    tail = np.array([[line[0, 0] + side * 0.022, line[0, 1] - 0.004, 0]])  # a short tail beyond the outer corner
    line = np.concatenate([tail, line])
    t = np.linspace(0, 1, len(line))
    thick = eyes.liner * 0.030 * (0.18 + np.sin(np.pi * np.clip(t * 0.86 + 0.10, 0, 1)) ** 0.7) * (1.1 - 0.5 * t)
    dark = canvas.tapered(line - (0, 0.002, 0), thick, 0.0035)
    layers.tint(np.clip(dark, 0, 1) * 0.96, linear(eyes.lash), gloss=0.0, rough=0.6)
    layers.skin *= 1 - dark
    soft = canvas.tapered(lower[3:-8] + (0, 0.012, 0), np.full(49, 0.010), 0.006)
    layers.tint(soft * 0.40, linear(eyes.lash))


def _lashes(layers: Layers, eyes: Eyes, upper: head.Points, lower: head.Points, eye: int) -> None:
    canvas = layers.canvas
    rng = np.random.default_rng(50 + eye)
    side = -1 if eye == 0 else 1
    total = np.zeros_like(canvas.x)
    for row, count, length, sign in ((upper, 46, 1.0, -1), (lower, 20, 0.30, 1)):
        for t in np.linspace(0.02, 0.86, count):
            root = row[int(t * (len(row) - 1)), :2]
            size = eyes.lash_length * length * (1.15 - 0.75 * t) * rng.uniform(0.75, 1.1)
            out = side * (1.0 - 1.35 * t) + rng.normal(0, 0.10)
            mid = root + size * 0.55 * np.array([0.75 * out, sign * 0.35])
            tip = root + size * np.array([0.95 * out, sign * 1.0])
            total = np.maximum(
                total, _patch_stroke(canvas, spline([root, mid, tip], 9), 0.0075 if sign < 0 else 0.0035)
            )
    layers.tint(total * 0.92, linear(eyes.lash), gloss=0.0)
    layers.skin *= 1 - total


def _patch_stroke(canvas: Canvas, line: head.Points, width: float) -> Array:
    return canvas.tapered(line, width * np.linspace(1, 0.1, len(line)))


def lay_brows(layers: Layers, brows: Brows, points: head.Points) -> None:
    """Eyebrows hair by hair over a soft shadow."""
    canvas = layers.canvas
    for eye in (0, 1):
        side = -1 if eye == 0 else 1
        upper = spline(points[list(head.BROWS_UPPER[eye])][:, :2] + (0, 0.012), 50)
        lower = spline(points[list(head.BROWS_LOWER[eye])][:, :2] + (0, 0.0), 50)
        middle = (upper + lower) / 2
        half = (lower - upper) / 2 * brows.thickness
        t = np.linspace(0, 1, 50)[:, None]
        half = half * (0.18 + 0.62 * np.sin(np.pi * np.clip(0.05 + 0.80 * t, 0, 1)))
        body = canvas.polygon(np.concatenate([middle - half * 0.8, (middle + half * 0.8)[::-1]]), 0.016)
        layers.tint(body * 0.62 * brows.density, linear(brows.colour), gloss=0.2)
        rng = np.random.default_rng(60 + eye)
        lines = []
        for _ in range(int(240 * brows.density)):
            u = rng.uniform(0.02, 1)
            k = int(u * 49)
            root = middle[k] + half[k] * rng.uniform(-0.95, 0.95)
            along = (middle[max(k - 2, 0)] - middle[min(k + 2, 49)]) / 2
            along = along / (np.linalg.norm(along) + 1e-6)
            up = np.array([0.0, -1.0])
            lean = 0.25 + 0.95 * u**3 - 0.45 * rng.uniform()
            tip = root + (along + up * lean) * rng.uniform(0.035, 0.06) * (0.8 + 0.4 * brows.thickness)
            bend = (root + tip) / 2 + up * 0.006
            lines.append(spline([root, bend, tip], 7))
        hair = canvas.strokes(lines, 0.0052)
        layers.tint(hair * 0.75, linear(brows.colour) * 0.7, gloss=0.15)
        layers.skin *= 1 - 0.6 * hair
        del side
