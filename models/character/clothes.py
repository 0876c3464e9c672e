"""Clothes over neck and shoulders: a pullover with a round, pointed or high neck, or a shirt with jacket."""

from dataclasses import dataclass

import numpy as np

from models.character.canvas import Array, Canvas, linear, spline
from models.character.layers import Layers


@dataclass(frozen=True)
class Clothes:
    """Cut and colours "#rrggbb".

    Attributes:
        cut: "round", "point", "high" or "shirt".
        colour: of the cloth (of the jacket for "shirt").
        second: of the shirt, the seam or the ribbing.
        knit: strength of a knitted pattern, 0: smooth cloth.
    """

    cut: str = "round"
    colour: str = "#2f5d73"
    second: str = "#e8e4da"
    knit: float = 0.0


def lay_clothes(layers: Layers, clothes: Clothes, *, width: float, chin_y: float) -> None:
    """Lay the clothes; everything is placed by the width of the neck and the height of the chin."""
    canvas = layers.canvas
    body = _body_depth(canvas, width, chin_y)
    if clothes.cut == "shirt":
        _shirt(layers, clothes, body, width, chin_y)
        return
    edge = _neckline(clothes.cut, width, chin_y)
    mask = canvas.polygon(_torso(edge, width, chin_y), 0.004)
    folds = _folds(canvas, chin_y)
    knit = clothes.knit * 0.006 * np.sin(canvas.x * 190 + 2.5 * np.sin(canvas.y * 60)) * np.sin(canvas.y * 120)
    depth = (body - 0.05 + folds + knit).astype(np.float32)
    layers.lay(mask, _cloth(canvas, clothes.colour, 5), depth, gloss=0.15, rough=0.8)
    _ribbing(layers, clothes, edge, body, width)


def _neckline(cut: str, w: float, chin_y: float) -> np.ndarray:
    side, low = w * 1.22, chin_y + 0.40
    if cut == "point":
        points = [(-w * 1.5, chin_y + 0.24), (-w * 1.0, chin_y + 0.42), (-0.03, chin_y + 0.74)]
        points += [(0.03, chin_y + 0.74), (w * 1.0, chin_y + 0.42), (w * 1.5, chin_y + 0.24)]
        return np.array(points)
    if cut == "high":
        points = [(-w * 1.06, chin_y - 0.02), (-w * 0.6, chin_y + 0.085), (0, chin_y + 0.12), (w * 0.6, chin_y + 0.085)]
        return spline([*points, (w * 1.06, chin_y - 0.02)], 60)
    points = [(-side * 1.12, chin_y + 0.16), (-side * 0.72, low - 0.07), (0, low + 0.02), (side * 0.72, low - 0.07)]
    return spline([*points, (side * 1.12, chin_y + 0.16)], 60)


def _torso(edge: np.ndarray, w: float, chin_y: float) -> np.ndarray:
    """Return the outline: neckline, right shoulder, bottom, left shoulder."""
    a = edge[-1]
    shoulder = [a, (a[0] + 0.5 * w, a[1] + 0.14), (w * 2.6, chin_y + 0.50), (w * 3.4, chin_y + 0.66)]
    right = spline([*shoulder, (w * 3.95, chin_y + 0.95), (w * 4.2, chin_y + 1.5), (w * 4.3, chin_y + 3.0)], 80)
    return np.concatenate([edge, right, right[::-1] * (-1, 1)])


def _body_depth(canvas: Canvas, w: float, chin_y: float) -> Array:
    reach = np.interp(canvas.y[:, 0], [chin_y, chin_y + 0.3, chin_y + 0.9, chin_y + 2], [w, w * 1.8, w * 3.9, w * 4.2])
    across = np.clip(canvas.x / reach[:, None], -1.2, 1.2)
    depth = 1.05 - 0.62 * np.sqrt(np.clip(1.45 - across**2, 0.01, 2)) - 0.18 * np.clip(canvas.y - chin_y, 0, 1)
    return canvas.blur(np.asarray(depth, dtype=np.float32), 0.03)


def _folds(canvas: Canvas, chin_y: float) -> Array:
    total = np.zeros_like(canvas.x)
    for side in (-1, 1):
        for k, slope in enumerate((0.5, 0.95, 1.6)):
            start = np.array((side * (0.75 + 0.12 * k), chin_y + 0.55 + 0.10 * k))
            line = spline([start, start + (side * -0.12, 0.25 * slope), start + (side * -0.16, 0.7 * slope)], 30)
            d = canvas.distance(line)
            total += 0.020 * np.exp(-((d / 0.07) ** 2)) - 0.010 * np.exp(-(((d - 0.11) / 0.06) ** 2))
    return np.asarray(total + 0.012 * canvas.noise(0.5, 81, 2), dtype=np.float32)


def _cloth(canvas: Canvas, colour: str, seed: int) -> Array:
    weave = 1 + 0.05 * canvas.noise(0.010, seed, 1) + 0.06 * canvas.noise(0.4, seed + 1, 2)
    return np.asarray(linear(colour) * weave[..., None], dtype=np.float32)


def _ribbing(layers: Layers, clothes: Clothes, edge: np.ndarray, body: Array, w: float) -> None:
    canvas = layers.canvas
    wide = 0.16 if clothes.cut == "high" else 0.055
    line = edge + (0, wide * 0.42)
    mask = canvas.tapered(line, np.full(len(line), wide), 0.003)
    d = canvas.distance(line)
    ribs = 0.004 * np.sin(
        np.arctan2(canvas.y - edge[:, 1].min() + 0.35, canvas.x) * (70 if clothes.cut == "high" else 110)
    )
    depth = body - 0.07 - 0.05 * np.sqrt(np.clip(1 - (d / (0.62 * wide)) ** 2, 0, 1)) + ribs
    if clothes.cut == "high":
        depth = depth - 0.12
    colour = linear(clothes.colour) * 0.9
    layers.lay(mask, colour, depth.astype(np.float32), gloss=0.15, rough=0.8)


def _shirt(layers: Layers, clothes: Clothes, body: Array, w: float, chin_y: float) -> None:
    """A jacket with lapels over a shirt with an open collar."""
    canvas = layers.canvas
    inner = np.array(
        [(-w * 1.3, chin_y + 0.10), (-0.02, chin_y + 0.62), (0.02, chin_y + 0.62), (w * 1.3, chin_y + 0.10)]
    )
    front = canvas.polygon([*inner, (0.75, chin_y + 2.5), (-0.75, chin_y + 2.5)], 0.003)
    pleat = 0.02 * np.exp(-(((canvas.x - 0.02) / 0.02) ** 2))
    shirt = _cloth(canvas, clothes.second, 91)
    layers.lay(
        front, shirt, (body - 0.04 - pleat + 0.3 * _folds(canvas, chin_y)).astype(np.float32), gloss=0.1, rough=0.8
    )
    for side in (-1, 1):
        panel = [(side * w * 1.28, chin_y + 0.16), (side * 0.46, chin_y + 0.62), (side * 0.17, chin_y + 2.5)]
        panel += [(side * 2.6, chin_y + 2.5), (side * w * 3.75, chin_y + 0.86), (side * w * 2.9, chin_y + 0.52)]
        panel += [(side * w * 1.9, chin_y + 0.32)]
        mask = canvas.polygon(panel, 0.004)
        layers.lay(
            mask, _cloth(canvas, clothes.colour, 93), body - 0.10 + _folds(canvas, chin_y), gloss=0.15, rough=0.8
        )
        lapel = [(side * w * 1.30, chin_y + 0.17), (side * 0.82, chin_y + 0.55), (side * 0.72, chin_y + 0.72)]
        lapel += [(side * 0.84, chin_y + 0.76), (side * 0.24, chin_y + 1.9), (side * 0.40, chin_y + 0.62)]
        _flap(layers, lapel, _cloth(canvas, clothes.colour, 95) * 1.12, body - 0.16)
        collar = [(side * w * 1.10, chin_y - 0.02), (side * w * 1.36, chin_y + 0.12), (side * w * 1.28, chin_y + 0.46)]
        collar += [(side * 0.30, chin_y + 0.66), (side * 0.03, chin_y + 0.50), (side * w * 0.62, chin_y + 0.30)]
        _flap(layers, collar, _cloth(canvas, clothes.second, 97), body - 0.26)


def _flap(layers: Layers, outline: list[tuple[float, float]], colour: Array, depth: Array) -> None:
    mask = layers.canvas.polygon(outline, 0.004)
    rounded = 0.05 * np.clip(layers.canvas.inside(mask) / 0.05, 0, 1) ** 0.5
    layers.lay(mask, colour, layers.canvas.blur((depth - rounded).astype(np.float32), 0.006), gloss=0.15, rough=0.75)
