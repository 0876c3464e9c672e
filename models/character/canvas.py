"""The drawing surface: head units to pixels, smooth curves, soft masks and repeatable noise."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import CubicSpline

Array = NDArray[np.floating[Any]]
VIEW_UNITS = 4.1  # side of the picture in head units (1 = distance of the outer eye corners)
VIEW_CENTRE = (0.0, 0.52)
_SHIFT = 4  # fractional bits of OpenCV's polygon coordinates


@dataclass(frozen=True)
class Canvas:
    """A square picture of `side` pixels. x and y hold the head coordinates of every pixel, (side, side) float32."""

    side: int
    x: Array = field(init=False, repr=False)
    y: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        steps = (np.arange(self.side, dtype=np.float32) + 0.5) / self.unit - VIEW_UNITS / 2
        x, y = np.meshgrid(steps + VIEW_CENTRE[0], steps + VIEW_CENTRE[1])
        object.__setattr__(self, "x", x.astype(np.float32))
        object.__setattr__(self, "y", y.astype(np.float32))

    @property
    def unit(self) -> float:
        """Pixels per head unit."""
        return self.side / VIEW_UNITS

    def to_px(self, points: ArrayLike) -> NDArray[np.float64]:
        """Return (n, 2) pixel coordinates of (n, 2+) head coordinates."""
        xy = np.asarray(points, dtype=np.float64)[:, :2]
        return (xy - VIEW_CENTRE + VIEW_UNITS / 2) * self.unit - 0.5

    def polygon(self, points: ArrayLike, soft: float = 0.0) -> Array:
        """Return a mask 0..1 of the polygon through these points, its edge softened by `soft` units."""
        mask = np.zeros((self.side, self.side), np.uint8)
        corners = np.round(self.to_px(points) * (1 << _SHIFT)).astype(np.int32)
        cv2.fillPoly(mask, [corners], 255, lineType=cv2.LINE_AA, shift=_SHIFT)
        return self.blur(mask.astype(np.float32) / 255, soft)

    def strokes(self, lines: Sequence[ArrayLike], width: float, soft: float = 0.0) -> Array:
        """Return a mask 0..1 of open lines `width` units thick."""
        mask = np.zeros((self.side, self.side), np.uint8)
        px = [np.round(self.to_px(line) * (1 << _SHIFT)).astype(np.int32) for line in lines]
        thick = max(1, round(width * self.unit))
        cv2.polylines(mask, px, False, 255, thick, cv2.LINE_AA, _SHIFT)
        return self.blur(mask.astype(np.float32) / 255, soft)

    def tapered(self, line: ArrayLike, widths: ArrayLike, soft: float = 0.0) -> Array:
        """Return a mask 0..1 of one line whose thickness changes from point to point."""
        points, half = np.asarray(line, dtype=np.float64)[:, :2], np.asarray(widths, dtype=np.float64) / 2
        along = np.gradient(points, axis=0)
        normal = np.stack([-along[:, 1], along[:, 0]], 1) / (np.linalg.norm(along, axis=1)[:, None] + 1e-9)
        outline = np.concatenate([points + normal * half[:, None], (points - normal * half[:, None])[::-1]])
        return self.polygon(outline, soft)

    def distance(self, line: ArrayLike) -> Array:
        """Return the distance in units of every pixel from an open line."""
        drawn = np.full((self.side, self.side), 255, np.uint8)
        px = np.round(self.to_px(line)).astype(np.int32)
        cv2.polylines(drawn, [px], False, 0, 1, cv2.LINE_8)
        return np.asarray(cv2.distanceTransform(drawn, cv2.DIST_L2, 5), dtype=np.float32) / np.float32(self.unit)

    def inside(self, mask: Array) -> Array:
        """Return the distance in units from the edge of a mask, 0 outside of it."""
        hard = (mask > 0.5).astype(np.uint8)
        return np.asarray(cv2.distanceTransform(hard, cv2.DIST_L2, 5), dtype=np.float32) / np.float32(self.unit)

    def blur(self, image: Array, sigma: float) -> Array:
        """Blur by `sigma` units; large blurs are made on a smaller picture."""
        px = sigma * self.unit
        if px < 0.3:
            return image
        if px < 8:
            return np.asarray(cv2.GaussianBlur(image, (0, 0), px), dtype=np.float32)
        shrink = int(px / 4)
        size = (max(1, self.side // shrink),) * 2
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), px / shrink)
        return np.asarray(cv2.resize(small, (self.side, self.side), interpolation=cv2.INTER_CUBIC), dtype=np.float32)

    def noise(self, size: float, seed: int, octaves: int = 3, stretch: tuple[float, float] = (1.0, 1.0)) -> Array:
        """Return smooth noise about -1..1 with features `size` units large; the same for every resolution."""
        rng = np.random.default_rng(seed)
        total, weight = np.zeros((self.side, self.side), np.float32), 0.0
        for octave in range(octaves):
            cells = [max(2, round(VIEW_UNITS / (size * s) * 2**octave)) + 3 for s in stretch]
            grid = rng.uniform(-1, 1, (cells[1], cells[0])).astype(np.float32)
            full = cv2.resize(grid, (self.side, self.side), interpolation=cv2.INTER_CUBIC)
            total += full.astype(np.float32) * np.float32(0.5**octave)
            weight += 0.5**octave
        return total / np.float32(weight * 0.6)


def spline(points: ArrayLike, count: int = 80, *, closed: bool = False) -> NDArray[np.float64]:
    """Return `count` points on the smooth curve through the given (n, d) points."""
    knots = np.asarray(points, dtype=np.float64)
    if closed:
        knots = np.concatenate([knots, knots[:1]])
    chord = np.linalg.norm(np.diff(knots[:, :2], axis=0), axis=1)
    t = np.concatenate([[0.0], np.cumsum(np.sqrt(np.maximum(chord, 1e-6)))])  # centripetal: no loops
    curve = CubicSpline(t, knots, bc_type="periodic" if closed else "natural")
    return np.asarray(curve(np.linspace(0.0, t[-1], count)))


def smoothstep(low: float, high: float, value: ArrayLike) -> Array:
    """Return 3t^2 - 2t^3 with t = (value - low) / (high - low) clipped to 0..1."""
    t = np.clip((np.asarray(value, dtype=np.float32) - np.float32(low)) / np.float32(high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), dtype=np.float32)


def linear(hex_rgb: str) -> Array:
    """Return a colour "#rrggbb" as linear light, (3,) float32."""
    srgb = np.array([int(hex_rgb[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4).astype(np.float32)


def mix(a: ArrayLike, b: ArrayLike, amount: Array) -> Array:
    """Return a + (b - a) * amount for colours (3,) or pictures (h, w, 3) and a mask (h, w)."""
    first, second = np.asarray(a, dtype=np.float32), np.asarray(b, dtype=np.float32)
    return np.asarray(first + (second - first) * amount[..., None], dtype=np.float32)
