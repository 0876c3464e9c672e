"""Skin: face, ears, neck and shoulders with their colours."""

from dataclasses import dataclass

import numpy as np

from models.character import shape as head
from models.character.canvas import Array, Canvas, linear, mix, smoothstep, spline
from models.character.layers import Layers
from models.character.relief import face_depth, face_outline, fine_forms


@dataclass(frozen=True)
class Skin:
    """Colours "#rrggbb" of the skin and what is on it."""

    base: str = "#e0a684"
    flush: str = "#cf6f5c"  # cheeks, nose, ears
    shade: str = "#b9775e"  # temples, jaw, eye sockets
    blush: float = 0.45
    freckles: float = 0.0
    stubble: float = 0.0
    stubble_colour: str = "#3a2e2a"
    age: float = 0.0
    gloss: float = 0.7
    rough: float = 0.48
    translucent: float = 1.0


def lay_neck(layers: Layers, skin: Skin, *, width: float, chin_y: float) -> None:
    """Neck and shoulders; the clothes are laid over them."""
    canvas = layers.canvas
    w = width
    half = [(w, chin_y - 0.60), (w * 0.97, chin_y - 0.2), (w * 0.98, chin_y + 0.05), (w * 1.12, chin_y + 0.24)]
    half += [(w * 1.75, chin_y + 0.42), (w * 2.9, chin_y + 0.60), (w * 3.7, chin_y + 0.95), (w * 3.9, chin_y + 2.4)]
    right = spline(half, 60)
    left = right[::-1] * (-1, 1)
    mask = canvas.polygon(np.concatenate([right, left]), 0.004)
    spread = np.interp(canvas.y[:, 0], right[:, 1], right[:, 0]).astype(np.float32)[:, None]
    across = np.clip(canvas.x / spread, -1, 1)
    depth = 1.05 - 0.50 * np.sqrt(np.clip(1.0 - across**2, 0, 1)) * np.minimum(spread, 0.75) / 0.5
    depth = depth - 0.25 * smoothstep(chin_y + 0.1, chin_y + 0.95, canvas.y)
    for side in (-1, 1):  # sternomastoid and collar bone
        line = np.array(
            [(side * w * 0.92, chin_y - 0.15, 0), (side * w * 0.55, chin_y + 0.10, 0), (side * 0.07, chin_y + 0.40, 0)]
        )
        depth -= 0.035 * np.exp(-((canvas.distance(spline(line, 30)) / 0.06) ** 2))
        bone = np.array(
            [(side * 0.08, chin_y + 0.44, 0), (side * 0.5, chin_y + 0.40, 0), (side * 1.1, chin_y + 0.44, 0)]
        )
        depth -= 0.03 * np.exp(-((canvas.distance(spline(bone, 30)) / 0.05) ** 2))
    depth = depth + 0.03 * np.exp(-((canvas.x / 0.06) ** 2) - ((canvas.y - chin_y - 0.40) / 0.07) ** 2)
    depth = canvas.blur(depth.astype(np.float32), 0.02)
    colour = mix(linear(skin.base), linear(skin.shade), np.full_like(mask, 0.35))
    layers.lay(mask, colour, depth, gloss=0.6 * skin.gloss, rough=0.5, skin=skin.translucent)


def lay_ears(layers: Layers, skin: Skin, points: head.Points, *, point: float = 0.0, over_hair: bool = False) -> None:
    """Both ears; `point` > 0 draws them out to a tip (elves), `over_hair` lets them stand out of the hair."""
    canvas = layers.canvas
    base = 0.34 if over_hair else 0.86
    for side, at in ((-1, 234), (1, 454)):
        x0, y0 = points[at, 0] - side * 0.03, points[at, 1] - 0.10
        rim = [
            (0.0, -0.20),
            (0.06, -0.27),
            (0.135, -0.24),
            (0.155, -0.12),
            (0.125, 0.02),
            (0.085, 0.13),
            (0.05, 0.20),
            (0.0, 0.21),
        ]
        if point:
            rim = [(0.0, -0.20), (0.08, -0.30 - 0.2 * point), (0.22 + 0.35 * point, -0.42 - 0.42 * point)]
            rim += [(0.24 + 0.2 * point, -0.18 - 0.2 * point), (0.16, 0.0), (0.09, 0.13), (0.05, 0.20), (0.0, 0.21)]
        outline = spline([(x0 + side * x, y0 + y) for x, y in [*rim, (-0.08, 0.15), (-0.08, -0.15)]], 120, closed=True)
        mask = canvas.polygon(outline, 0.003)
        inside = canvas.inside(mask)
        bowl = smoothstep(0.03, 0.07, inside) * np.exp(-(((canvas.x - x0 - side * 0.05) / 0.16) ** 2))
        depth = base - 0.10 * smoothstep(0, 0.035, inside) + 0.09 * bowl + side * 0.35 * (canvas.x - x0)
        ridge = canvas.distance(
            spline([(x0 + side * 0.02, y0 - 0.1), (x0 + side * 0.075, y0 - 0.03), (x0 + side * 0.05, y0 + 0.1)], 20)
        )
        depth -= 0.035 * np.exp(-((ridge / 0.02) ** 2))
        depth = canvas.blur(depth.astype(np.float32), 0.008)
        amount = np.full_like(mask, 0.35 + 0.2 * skin.blush)
        colour = mix(linear(skin.base), linear(skin.flush), amount)
        colour = colour * (1 - 0.5 * canvas.blur(bowl, 0.01))[..., None]
        layers.lay(mask, colour, depth, gloss=0.7 * skin.gloss, rough=0.5, skin=skin.translucent)


def lay_face(layers: Layers, skin: Skin, points: head.Points) -> Array:
    """The face; returns its mask."""
    canvas = layers.canvas
    depth = fine_forms(canvas, points, face_depth(canvas, points), age=skin.age)
    pores = canvas.noise(0.012, 11, 2) * 0.00022 + canvas.noise(0.05, 12, 2) * 0.0005
    depth = depth + pores * (1 + skin.age)
    outline = face_outline(points, 1.012)
    top = outline[:, 1] < 0.0
    outline[top, 1] = outline[top, 1] * 1.18  # the forehead goes on under the hair
    mask = canvas.polygon(outline, 0.004)
    layers.lay(
        mask, _complexion(canvas, skin, points), depth, gloss=skin.gloss, rough=skin.rough, skin=skin.translucent
    )
    _nostrils(layers, points)
    return mask


def _spot(canvas: Canvas, x: float, y: float, rx: float, ry: float) -> Array:
    return np.asarray(np.exp(-(((canvas.x - x) / rx) ** 2) - ((canvas.y - y) / ry) ** 2), dtype=np.float32)


def _complexion(canvas: Canvas, skin: Skin, points: head.Points) -> Array:
    colour = np.broadcast_to(linear(skin.base), (canvas.side, canvas.side, 3)).copy()
    mottle = canvas.noise(0.25, 21, 4)
    colour = colour * (1 + 0.05 * mottle)[..., None]
    shade = np.zeros_like(canvas.x)
    flush = 0.55 * _spot(canvas, 0, points[4, 1] + 0.04, 0.13, 0.10)
    for side in (-1, 1):
        flush += _spot(canvas, side * 0.47, points[50, 1] + 0.0, 0.26, 0.20)
        eye = points[[33, 133] if side < 0 else [263, 362], :2].mean(axis=0)
        shade += 0.55 * _spot(canvas, eye[0], eye[1] - 0.02, 0.30, 0.17) + 0.5 * _spot(
            canvas, side * 0.78, 0.2, 0.16, 0.9
        )
        shade += 0.35 * _spot(canvas, eye[0] - side * 0.02, eye[1] + 0.14, 0.18, 0.06)
    shade += 0.35 * _spot(canvas, 0, points[17, 1] + 0.08, 0.2, 0.05)
    flush += 0.25 * _spot(canvas, 0, points[152, 1] - 0.12, 0.18, 0.12)
    colour = mix(colour, linear(skin.flush), np.clip(skin.blush * flush * (1 + 0.25 * canvas.noise(0.07, 22)), 0, 1))
    colour = mix(colour, linear(skin.shade), np.clip(0.55 * shade, 0, 0.8))
    if skin.freckles:
        colour = _freckles(canvas, colour, skin, points)
    if skin.stubble:
        colour = _stubble(canvas, colour, skin, points)
    return colour


def _freckles(canvas: Canvas, colour: Array, skin: Skin, points: head.Points) -> Array:
    rng = np.random.default_rng(5)
    mask = np.zeros_like(canvas.x)
    for _ in range(150):
        side = rng.choice((-1, 1))
        x = side * abs(rng.normal(0.30, 0.17))
        y = points[4, 1] - 0.13 + rng.normal(0, 0.09) + 0.10 * abs(x)
        size = rng.uniform(0.006, 0.013)
        box = canvas.to_px([(x - 0.06, y - 0.06), (x + 0.06, y + 0.06)]).astype(int).clip(0, canvas.side)
        (l, t), (r, b) = box
        spot = np.exp(-(((canvas.x[t:b, l:r] - x) ** 2 + (canvas.y[t:b, l:r] - y) ** 2) / size**2))
        mask[t:b, l:r] = np.maximum(mask[t:b, l:r], rng.uniform(0.4, 1.0) * spot)
    return mix(colour, linear(skin.shade) * 0.75, np.clip(skin.freckles * mask, 0, 1))


def _stubble(canvas: Canvas, colour: Array, skin: Skin, points: head.Points) -> Array:
    jaw = smoothstep(0.60, 0.95, canvas.y + 0.5 * np.clip(np.abs(canvas.x) - 0.3, 0, 1))
    lips = _spot(canvas, 0, head.MOUTH_Y + 0.03, 0.30, 0.14)
    moustache = _spot(canvas, 0, points[2, 1] + 0.10, 0.26, 0.07)
    area = np.clip(jaw + moustache, 0, 1) * (1 - np.clip(1.3 * lips, 0, 1))
    grain = 0.65 + 0.35 * np.clip(canvas.noise(0.008, 31, 1), -1, 1)
    return mix(colour, linear(skin.stubble_colour), np.clip(skin.stubble * area * grain, 0, 1))


def _nostrils(layers: Layers, points: head.Points) -> None:
    canvas = layers.canvas
    for side, under in ((-1, 99), (1, 328)):
        x, y = points[under, 0] - side * -0.006, points[under, 1] - 0.016
        line = spline([(x - side * 0.045, y + 0.002), (x - side * 0.005, y - 0.015), (x + side * 0.048, y - 0.006)], 24)
        hole = canvas.tapered(line, 0.034 * np.sin(np.linspace(0.25, np.pi - 0.12, 24)), 0.005)
        layers.darken(hole, np.array([0.16, 0.07, 0.06], np.float32))
        layers.gloss *= 1 - hole
        layers.darken(canvas.blur(hole, 0.014) * 0.7, np.array([0.62, 0.45, 0.42], np.float32))
