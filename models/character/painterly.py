"""Turns a picture into an oil painting of curved strokes, coarse to fine (A. Hertzmann, SIGGRAPH 1998)."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from models.character.canvas import Array


@dataclass(frozen=True)
class Painting:
    """How a painter works.

    Attributes:
        brushes: radii in pixels of a picture 1024 wide, coarse to fine.
        threshold: difference of colour, 0..255, above which a stroke is worth while.
        curve: 1 follows the outlines, 0 keeps straight on.
        jitter: variation of the colour, 0..255.
        longest: points of a stroke.
    """

    brushes: tuple[float, ...] = (18.0, 9.0, 4.5, 2.2)
    threshold: float = 14.0
    curve: float = 0.7
    jitter: float = 5.0
    longest: int = 11
    seed: int = 17


def paint(picture: NDArray[np.uint8], painting: Painting, detail: Array) -> NDArray[np.uint8]:
    """Return the painted picture, (h, w, 3) uint8.

    Args:
        picture: (h, w, 3) uint8 RGB.
        painting: brushes and habits.
        detail: (h, w) 0..1; where it is 1 the finest brush is used for every small difference (eyes, mouth).
    """
    rng = np.random.default_rng(painting.seed)
    scale = picture.shape[1] / 1024
    canvas = _blur(picture, 40 * scale)
    height = np.zeros(picture.shape[:2], np.float32)
    for index, brush in enumerate(painting.brushes):
        radius = max(1.0, brush * scale)
        reference = _blur(picture, radius * 0.6)
        fine = index >= len(painting.brushes) - 2
        limit = painting.threshold * (1 - 0.75 * detail * fine) * (index > 0)  # the ground is covered everywhere
        _layer(canvas, height, reference, radius, limit.astype(np.float32), painting, rng)
    eyes = detail[..., None] * 0.5
    mixed = canvas * (1 - eyes) + picture * eyes
    return _varnish(mixed.astype(np.float32), height)


def _blur(picture: NDArray[np.uint8], sigma: float) -> NDArray[np.uint8]:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), dtype=np.uint8)


def _slope(grey: Array, along: tuple[int, int], sigma: float) -> Array:
    return np.asarray(cv2.GaussianBlur(cv2.Sobel(grey, cv2.CV_32F, *along), (0, 0), sigma), dtype=np.float32)


def _layer(
    canvas: NDArray[np.uint8],
    height: Array,
    reference: NDArray[np.uint8],
    radius: float,
    limit: Array,
    painting: Painting,
    rng: np.random.Generator,
) -> None:
    """Lay all strokes of one brush where the painting differs from the reference."""
    grey = cv2.cvtColor(reference, cv2.COLOR_RGB2GRAY).astype(np.float32)
    gx, gy = _slope(grey, (1, 0), radius * 0.7), _slope(grey, (0, 1), radius * 0.7)
    difference = np.abs(canvas.astype(np.float32) - reference).sum(-1) / 1.7
    step = max(2, round(radius))
    rows, columns = (np.arange(step // 2, n, step) for n in reference.shape[:2])
    starts = np.array([(x, y) for y in rows for x in columns])
    area = cv2.blur(difference, (step, step))
    wanted = area[starts[:, 1], starts[:, 0]] >= limit[starts[:, 1], starts[:, 0]]
    starts = rng.permutation(starts[wanted])
    for x, y in starts:
        points = _stroke(x, y, reference, canvas, gx, gy, radius, painting)
        colour = (
            reference[y, x].astype(np.float32)
            + rng.normal(0, painting.jitter, 3) * 0.5
            + rng.normal(0, painting.jitter)
        )
        tone = tuple(int(c) for c in np.clip(colour, 0, 255))
        line = [np.round(np.array(points) * 16).astype(np.int32)]
        cv2.polylines(canvas, line, False, tone, max(1, round(2 * radius)), cv2.LINE_AA, 4)
        cv2.polylines(height, line, False, float(rng.uniform(0, 1)), max(1, round(2 * radius)), cv2.LINE_8, 4)


def _stroke(
    x: int,
    y: int,
    reference: NDArray[np.uint8],
    canvas: NDArray[np.uint8],
    gx: Array,
    gy: Array,
    radius: float,
    p: Painting,
) -> list[tuple[float, float]]:
    """Return the points of one stroke, across the gradient, ended where its colour no longer fits."""
    h, w = gx.shape
    colour = reference[y, x].astype(np.int32)
    points = [(float(x), float(y))]
    fx, fy = float(x), float(y)
    last = (0.0, 0.0)
    for count in range(p.longest):
        ix, iy = int(fx), int(fy)
        here = reference[iy, ix].astype(np.int32)
        if count > 3 and np.abs(here - canvas[iy, ix]).sum() < np.abs(here - colour).sum():
            break
        dx, dy = -float(gy[iy, ix]), float(gx[iy, ix])
        norm = (dx * dx + dy * dy) ** 0.5
        if norm < 0.4:  # no outline here: go on, or slantwise as a right-handed painter does
            dx, dy, norm = (*last, 1.0) if last != (0.0, 0.0) else (0.7, -0.7, 1.0)
        if dx * last[0] + dy * last[1] < 0:
            dx, dy = -dx, -dy
        dx, dy = p.curve * dx / norm + (1 - p.curve) * last[0], p.curve * dy / norm + (1 - p.curve) * last[1]
        norm = (dx * dx + dy * dy) ** 0.5 + 1e-6
        last = (dx / norm, dy / norm)
        fx, fy = fx + radius * last[0], fy + radius * last[1]
        if not (0 <= fx < w and 0 <= fy < h):
            break
        points.append((fx, fy))
    return points


def _varnish(picture: Array, height: Array) -> NDArray[np.uint8]:
    """Let light from above left glide over the ridges of the strokes."""
    smooth = cv2.GaussianBlur(height, (0, 0), 0.9)
    ridge = cv2.Sobel(smooth, cv2.CV_32F, 1, 0) + cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    weave = np.sin(np.arange(picture.shape[1]) * 2.1)[None, :] * np.sin(np.arange(picture.shape[0]) * 2.1)[:, None]
    lit = picture * (1 + np.clip(ridge, -1, 1) * 0.035 + 0.008 * weave)[..., None]
    return np.asarray(np.clip(np.round(lit), 0, 255), dtype=np.uint8)
