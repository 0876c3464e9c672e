"""Puts the light on: key, fill and rim lights, soft shadows of the relief, light that spreads under the skin.

Skin: the irradiance is blurred more for red than for blue (texture-space diffusion, d'Eon and Luebke, GPU Gems 3,
chapter 14). Hair: highlight along the strand (Kajiya and Kay 1989). Reflection: GGX (Walter and others 2007).
"""

from dataclasses import dataclass

import cv2
import numpy as np

from models.character.canvas import Array, Canvas, smoothstep
from models.character.layers import Layers

Vector = tuple[float, float, float]
_VIEW = np.array([0.0, 0.0, -1.0], np.float32)


@dataclass(frozen=True)
class Lighting:
    """Directions point from the face to the light: x right, y down, z away from the camera. Colours are linear."""

    key_from: Vector = (-0.55, -0.60, -0.75)
    key: Vector = (2.35, 2.15, 1.95)
    fill_from: Vector = (0.8, -0.1, -0.7)
    fill: Vector = (0.34, 0.40, 0.52)
    rim_from: Vector = (0.85, -0.45, 0.55)
    rim: Vector = (1.3, 1.35, 1.5)
    rim2_from: Vector = (-0.95, -0.2, 0.5)
    rim2: Vector = (0.5, 0.45, 0.4)
    sky: Vector = (0.42, 0.45, 0.50)
    ground: Vector = (0.30, 0.22, 0.18)
    exposure: float = 1.0


def _unit(v: Vector) -> Array:
    a = np.array(v, np.float32)
    return np.asarray(a / np.linalg.norm(a), dtype=np.float32)


def shade(layers: Layers, lighting: Lighting) -> Array:
    """Return the lit picture without background, (h, w, 3) linear light."""
    canvas, n = layers.canvas, layers.normal
    n = n / (np.linalg.norm(n, axis=-1, keepdims=True) + 1e-6)
    openness = ambient_openness(canvas, layers.depth)
    key_visible = shadow(canvas, layers.depth, _unit(lighting.key_from))
    total: Array = _ambient(n, lighting) * openness[..., None]
    total += _diffuse(n, lighting.key_from, lighting.key, key_visible, layers.skin)
    total += _diffuse(n, lighting.fill_from, lighting.fill, openness, layers.skin)
    for side, colour in ((lighting.rim_from, lighting.rim), (lighting.rim2_from, lighting.rim2)):
        total += _diffuse(n, side, colour, openness, 0 * layers.skin)
    total = _spread(canvas, total, layers.skin)
    lit = layers.albedo * total / np.pi * 1.6
    lit += _reflections(layers, n, lighting, key_visible, openness)
    lit += layers.glow
    return np.asarray(lit * lighting.exposure, dtype=np.float32)


def _ambient(n: Array, lighting: Lighting) -> Array:
    up = (0.5 - 0.5 * n[..., 1])[..., None]
    return np.asarray(np.array(lighting.ground) * (1 - up) + np.array(lighting.sky) * up, dtype=np.float32)


def _diffuse(n: Array, direction: Vector, colour: Vector, visible: Array, skin: Array) -> Array:
    facing = n @ _unit(direction)
    wrap = 0.22 * skin
    amount = np.clip((facing + wrap) / (1 + wrap) ** 2, 0, None) * visible
    return np.asarray(amount[..., None] * np.array(colour, np.float32), dtype=np.float32)


def _spread(canvas: Canvas, light: Array, skin: Array) -> Array:
    """Blur the irradiance on skin, red most; skin only receives from skin."""
    out = light.copy()
    for channel, sigma in enumerate((0.045, 0.016, 0.008)):
        weight = canvas.blur(skin, sigma) + 1e-4
        spread = canvas.blur(light[..., channel] * skin, sigma) / weight
        sharp = light[..., channel]
        out[..., channel] = sharp + (0.75 * spread + 0.25 * sharp - sharp) * skin
    return out


def _reflections(layers: Layers, n: Array, lighting: Lighting, key_visible: Array, openness: Array) -> Array:
    facing = np.clip(-n[..., 2], 0.0, 1)
    fresnel = 0.04 + 0.96 * (1 - facing) ** 5
    hair = np.linalg.norm(layers.tangent, axis=-1) > 0.3
    out = np.zeros_like(layers.albedo)
    rest = 0.55 * openness
    lights = (
        (lighting.key_from, lighting.key, key_visible),
        (lighting.fill_from, lighting.fill, rest),
        (lighting.rim_from, lighting.rim, rest),
        (lighting.rim2_from, lighting.rim2, rest),
    )
    for direction, colour, visible in lights:
        toward = _unit(direction)
        half = toward + _VIEW
        half = half / np.linalg.norm(half)
        lobe = np.where(hair, _strand_lobe(layers.tangent, half, n, toward), _ggx(n, half, layers.rough))
        lobe = lobe * np.clip(n @ toward + 0.15 * hair, 0, 1) * visible
        strength = layers.gloss * np.where(hair, 0.24, fresnel)
        tint = np.where(hair[..., None], 0.35 + 0.65 * layers.albedo / (layers.albedo.max(-1, keepdims=True) + 1e-3), 1)
        out += (lobe * strength)[..., None] * np.array(colour, np.float32) * tint
    edge = (fresnel - 0.04) * layers.gloss * openness * np.where(hair, 0.15, 0.6)
    return np.asarray(out + edge[..., None] * np.array(lighting.sky, np.float32), dtype=np.float32)


def _ggx(n: Array, half: Array, rough: Array) -> Array:
    alpha2 = np.maximum(rough, 0.05) ** 4
    facing = np.clip(n @ half, 0, 1)
    return np.asarray(alpha2 / (np.pi * (facing**2 * (alpha2 - 1) + 1) ** 2), dtype=np.float32)


def _strand_lobe(tangent: Array, half: Array, n: Array, toward: Array) -> Array:
    along = tangent @ half
    across = np.sqrt(np.clip(1 - along**2, 0, 1))
    return np.asarray(0.8 * across**90 + 0.25 * across**20, dtype=np.float32)


def shadow(canvas: Canvas, depth: Array, toward: Array) -> Array:
    """Return 0 (in shadow) .. 1 of every pixel of a relief lit from `toward`, with a penumbra."""
    size = 512 if canvas.side > 512 else canvas.side
    z = cv2.resize(depth, (size, size), interpolation=cv2.INTER_AREA)
    unit = canvas.unit * size / canvas.side
    flat = float(np.hypot(toward[0], toward[1]))
    rise = float(-toward[2]) / flat  # units nearer to the camera per unit along the picture
    visible = np.ones_like(z)
    reach = 0.02
    while reach < 1.6:
        move = np.array(
            [[1, 0, -toward[0] / flat * reach * unit], [0, 1, -toward[1] / flat * reach * unit]], np.float32
        )
        # value at (x, y) becomes the depth of the point `reach` closer to the light
        other = cv2.warpAffine(z, move, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        over = (z - rise * reach) - other  # how far the other point sticks out over the ray
        soft = 0.03 + 0.22 * reach
        visible = np.minimum(visible, 1 - smoothstep(0.0, soft, over - 0.01))
        reach *= 1.13
    visible = cv2.GaussianBlur(visible, (0, 0), 0.012 * unit)
    return np.asarray(cv2.resize(visible, (canvas.side,) * 2, interpolation=cv2.INTER_CUBIC), dtype=np.float32).clip(
        0, 1
    )


def ambient_openness(canvas: Canvas, depth: Array) -> Array:
    """Return 0.25 (in a hollow) .. 1 (open): how much a pixel lies behind its neighbourhood, at several sizes."""
    total = np.zeros_like(depth)
    near = np.minimum(depth, 1.6)
    for sigma, weight in ((0.02, 2.2), (0.06, 1.6), (0.16, 0.8)):
        total += weight * np.clip(near - canvas.blur(near, sigma), 0, 0.35)
    return np.asarray(1 - 0.75 * (1 - np.exp(-2.2 * total)), dtype=np.float32)


def develop(light: Array) -> Array:
    """Return the picture as sRGB 0..255 float, highlights rolled off like film."""
    x = np.clip(light, 0, None)
    filmic = x * (1 + x / 6.0) / (1 + x * 0.72)
    srgb = np.where(filmic <= 0.0031308, 12.92 * filmic, 1.055 * np.clip(filmic, 1e-6, None) ** (1 / 2.4) - 0.055)
    return np.asarray(np.clip(srgb, 0, 1) * 255, dtype=np.float32)
