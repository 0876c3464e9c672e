"""Glasses, and the seams and cap of an android."""

from dataclasses import dataclass

import numpy as np

from models.character import shape as head
from models.character.canvas import Array, linear, smoothstep, spline
from models.character.hair import Dome
from models.character.layers import Layers


@dataclass(frozen=True)
class Glasses:
    """Round or squarish glasses."""

    colour: str = "#2a2220"
    thickness: float = 0.026
    size: float = 0.255
    square: float = 2.6  # exponent of the rim: 2 round, larger squarer


def lay_glasses(layers: Layers, glasses: Glasses, points: head.Points) -> None:
    """Rims, bridge, temples and a faint reflection on the lenses."""
    canvas = layers.canvas
    mask = np.zeros_like(canvas.x)
    t = np.linspace(0, 2 * np.pi, 120)
    c, s = np.cos(t), np.sin(t)
    k = 2 / glasses.square
    centres = []
    for ring in head.IRISES:
        cx, cy = points[ring[0], 0] * 1.02, points[ring[0], 1] + 0.035
        centres.append((cx, cy))
        rim = np.stack(
            [cx + glasses.size * np.sign(c) * np.abs(c) ** k, cy + 0.86 * glasses.size * np.sign(s) * np.abs(s) ** k], 1
        )
        mask = np.maximum(mask, canvas.strokes([np.concatenate([rim, rim[:1]])], glasses.thickness))
        lens = canvas.polygon(rim, 0.01)
        gleam = np.exp(-(((canvas.x - cx) * 0.8 + (canvas.y - cy) + 0.16) ** 2) / 0.05**2) * lens
        layers.glow += 0.035 * gleam[..., None] + 0.006 * lens[..., None]
    (ax, ay), (bx, by) = centres
    bridge = spline([(ax + glasses.size * 0.97, ay - 0.06), (0, ay - 0.105), (bx - glasses.size * 0.97, by - 0.06)], 30)
    mask = np.maximum(mask, canvas.strokes([bridge], glasses.thickness * 0.9))
    for side, (cx, cy) in ((-1, (ax, ay)), (1, (bx, by))):
        temple = [(cx + side * glasses.size * 0.98, cy - 0.07), (side * 0.80, cy - 0.085)]
        mask = np.maximum(mask, canvas.strokes([np.array(temple)], glasses.thickness))
    _cast_shadow(layers, mask)
    inside = canvas.inside(mask)
    rounded = 0.5 * glasses.thickness
    depth = (
        0.02
        + 0.55 * smoothstep(0.5, 0.8, np.abs(canvas.x))
        - np.sqrt(np.clip(rounded**2 - (rounded - inside) ** 2, 0, 1))
    )
    layers.lay(mask, linear(glasses.colour), canvas.blur(depth.astype(np.float32), 0.003), gloss=1.2, rough=0.3)


def _cast_shadow(layers: Layers, mask: Array) -> None:
    shift = round(0.022 * layers.canvas.unit)
    soft = layers.canvas.blur(np.roll(np.roll(mask, shift, axis=0), shift // 2, axis=1), 0.012)
    layers.darken(0.42 * soft, np.array([0.35, 0.28, 0.28], np.float32))


@dataclass(frozen=True)
class Shell:
    """An android's cap, seams and lamps."""

    cap: str = "#39465a"
    trim: str = "#c8d4dc"
    lamp: str = "#46d9ff"


def lay_shell(layers: Layers, shell: Shell, points: head.Points) -> None:
    """Seams on the face, a smooth cap over the skull, discs for ears."""
    _seams(layers)
    for side in (-1, 1):
        _ear_disc(layers, shell, side * (points[454, 0] + 0.05), 0.28)
    _cap(layers, shell)


def _seams(layers: Layers) -> None:
    canvas = layers.canvas
    half = ((0.70, 0.10), (0.52, 0.40), (0.42, 0.72), (0.36, 1.02), (0.20, 1.24))
    branch = ((0.36, 1.02), (0.52, 1.02), (0.62, 0.96))
    brow = ((-0.46, -0.40), (-0.2, -0.30), (0, -0.27), (0.2, -0.30), (0.46, -0.40))
    seams = [spline(brow, 60)]
    for side in (-1, 1):
        seams += [spline([(side * x, y) for x, y in part], 60) for part in (half, branch)]
    line = canvas.strokes(seams, 0.010, 0.002)
    layers.darken(0.85 * line, np.array([0.10, 0.11, 0.13], np.float32))
    light = canvas.blur(np.roll(line, round(0.008 * canvas.unit), axis=0), 0.003)
    layers.tint(0.35 * np.clip(light - line, 0, 1), linear("#ffffff"))


def _cap(layers: Layers, shell: Shell) -> None:
    """The cap with a stripe and a lamp on the forehead."""
    canvas = layers.canvas
    edge = [(-0.86, 0.30), (-0.80, -0.02), (-0.70, -0.26), (-0.40, -0.46), (0, -0.52)]
    edge += [(-x, y) for x, y in edge[-2::-1]]
    crown = [(0.93, -0.1), (0.88, -0.52), (0.62, -0.92), (0, -1.10), (-0.62, -0.92), (-0.88, -0.52), (-0.93, -0.1)]
    mask = canvas.polygon(np.concatenate([spline(edge, 80), spline(crown, 80)]), 0.003)
    inside = canvas.inside(mask)
    depth = Dome((0, 0, 0.85), (0.95, 1.12, 1.02)).depth(canvas) - 0.04 * smoothstep(0, 0.06, inside)
    layers.lay(mask, linear(shell.cap), depth, gloss=1.0, rough=0.32)
    stripe = canvas.polygon([(-0.10, -0.50), (0.10, -0.50), (0.13, -1.2), (-0.13, -1.2)], 0.003) * mask
    layers.tint(stripe, linear(shell.trim), gloss=1.0, rough=0.3)
    lamp = np.exp(-((np.hypot(canvas.x, (canvas.y + 0.60) * 1.0) / 0.035) ** 4)).astype(np.float32)
    layers.glow += (1.4 * lamp)[..., None] * linear(shell.lamp)
    halo = np.exp(-((np.hypot(canvas.x, canvas.y + 0.60) / 0.10) ** 2)).astype(np.float32)
    layers.glow += (0.12 * halo)[..., None] * linear(shell.lamp)


def _ear_disc(layers: Layers, shell: Shell, x: float, y: float) -> None:
    canvas = layers.canvas
    r = np.hypot((canvas.x - x) / 0.10, (canvas.y - y) / 0.19)
    mask = 1 - smoothstep(0.97, 1.03, r)
    depth = (
        0.66 - 0.09 * np.sqrt(np.clip(1 - r**2, 0, 1)) + 0.03 * smoothstep(0.5, 0.6, r) * (1 - smoothstep(0.7, 0.8, r))
    )
    layers.lay(mask, linear(shell.trim), canvas.blur(depth.astype(np.float32), 0.005), gloss=1.0, rough=0.3)
    ring = smoothstep(0.52, 0.58, r) * (1 - smoothstep(0.66, 0.72, r))
    layers.glow += (0.9 * ring)[..., None] * linear(shell.lamp)
