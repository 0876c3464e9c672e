"""The relief of a face: a smooth depth map through the landmarks, with fine forms added."""

import cv2
import numpy as np
from scipy.interpolate import CloughTocher2DInterpolator

from models.character import shape as head
from models.character.canvas import Array, Canvas, smoothstep, spline

_COARSE = 384  # side of the picture on which the landmarks are interpolated


def face_outline(points: head.Points, grow: float = 1.0) -> head.Points:
    """Return the closed outline of the face with the skull above the forehead, (n, 3)."""
    oval = points[list(head.OVAL)].copy()
    centre = np.array([0.0, 0.35, 0.0])
    oval[:, :2] = centre[:2] + (oval[:, :2] - centre[:2]) * grow
    return spline(oval, 160, closed=True)


def face_depth(canvas: Canvas, points: head.Points) -> Array:
    """Return the depth of the face in units at every pixel (continued beyond the outline)."""
    keep = [i for i in range(468) if i not in head.LIP_INNER_LOWER]
    known = points[keep]
    oval = points[list(head.OVAL)]
    rings = [known]
    for grow, back in ((1.07, 0.16), (1.25, 0.55), (1.8, 1.3), (3.2, 3.0)):
        ring = oval.copy()
        ring[:, :2] = (0.0, 0.35) + (ring[:, :2] - (0.0, 0.35)) * grow
        side = np.abs(ring[:, 0]) / 0.76
        ring[:, 2] += back * (0.45 + 0.75 * side)
        rings.append(ring)
    cloud = np.concatenate(rings)
    cloud = cloud[np.unique(np.round(cloud[:, :2], 4), axis=0, return_index=True)[1]]
    coarse = Canvas(_COARSE)
    surface = CloughTocher2DInterpolator(cloud[:, :2], cloud[:, 2])
    z = np.nan_to_num(surface(coarse.x, coarse.y), nan=3.0).astype(np.float32)
    detail = _detail_weight(coarse, points)
    z = coarse.blur(z, 0.014) * detail + coarse.blur(z, 0.075) * (1 - detail)
    return np.asarray(cv2.resize(z, (canvas.side, canvas.side), interpolation=cv2.INTER_CUBIC), dtype=np.float32)


def _detail_weight(canvas: Canvas, points: head.Points) -> Array:
    """Return 1 round eyes, nose and mouth, 0 where a face is smooth and the triangles of the mesh would show."""
    spots = [(0.0, 0.42, 0.17, 0.24), (0.0, head.MOUTH_Y + 0.01, 0.24, 0.15)]
    for corner in (33, 263):
        spots.append((points[corner, 0] * 0.72, points[corner, 1], 0.21, 0.12))
    total = np.zeros_like(canvas.x)
    for x, y, rx, ry in spots:
        d2 = ((canvas.x - x) / rx) ** 2 + ((canvas.y - y) / ry) ** 2
        total = np.maximum(total, np.exp(-(d2**2)).astype(np.float32))
    return total


def fine_forms(canvas: Canvas, points: head.Points, depth: Array, *, age: float) -> Array:
    """Return the depth with eyelids, lips, nostril wings, philtrum and, with age, folds."""
    z = depth.copy()
    for eye in (0, 1):
        z += _lids(canvas, points, eye, age)
    z += _lips(canvas, points)
    z += _nose(canvas, points)
    if age > 0.05:
        z += _folds(canvas, points, age)
    return canvas.blur(z, 0.005)


def _groove(canvas: Canvas, line: head.Points, width: float, depth: float) -> Array:
    """Return a furrow along a line that fades towards its ends."""
    d = canvas.distance(line)
    fade = canvas.blur(canvas.strokes([line[len(line) // 6 : -len(line) // 6]], width * 2), width * 3)
    fade = np.clip(fade / max(float(fade.max()), 1e-3) * 1.6, 0, 1)
    return np.asarray(depth * np.exp(-((d / width) ** 2)) * fade, dtype=np.float32)


def lid_crease(points: head.Points, eye: int) -> head.Points:
    """Return the crease of the upper lid, outer end first."""
    upper = spline(points[list(head.EYES[eye])], 40)
    ring = spline(points[list(head.LID_RINGS[eye])], 40)
    crease = upper * 0.30 + ring * 0.70
    crease[:6, :2] += (ring[:6, :2] - crease[:6, :2]) * np.linspace(0.4, 0, 6)[:, None]
    return crease


def _lids(canvas: Canvas, points: head.Points, eye: int, age: float) -> Array:
    upper, lower = points[list(head.EYES[eye])], points[list(head.EYES_LOWER[eye])]
    opening = np.concatenate([upper, lower[::-1][1:-1]])
    centre = opening[:, :2].mean(axis=0)
    width = float(np.ptp(opening[:, 0]))
    height = float(np.ptp(opening[:, 1]))
    ball = ((canvas.x - centre[0]) / (0.62 * width)) ** 2 + ((canvas.y - centre[1] + 0.01) / (0.8 * height + 0.05)) ** 2
    bulge = -0.055 * np.exp(-(ball**1.3))
    crease = _groove(canvas, lid_crease(points, eye), 0.013, 0.022)
    bag_line = spline(lower, 40)
    bag_line[:, 1] += 0.055 + 0.02 * age
    bag = _groove(canvas, bag_line, 0.02, 0.005 + 0.012 * age)
    return np.asarray(bulge + crease + bag, dtype=np.float32)


def _lips(canvas: Canvas, points: head.Points) -> Array:
    line = spline(points[list(head.LIP_INNER_UPPER)], 60)
    top = spline(points[list(head.LIP_OUTER_UPPER)], 60)
    bottom = spline(points[list(head.LIP_OUTER_LOWER)], 60)
    upper = canvas.polygon(np.concatenate([top, line[::-1]]), 0.014)
    lower = canvas.polygon(np.concatenate([line, bottom[::-1]]), 0.016)
    volume = -0.030 * canvas.blur(upper, 0.012) - 0.042 * canvas.blur(lower, 0.02)
    seam = _groove(canvas, line, 0.014, 0.030)
    under = spline(points[list(head.LIP_OUTER_LOWER)][3:8] + (0, 0.05, 0), 30)
    dents = _corner_dents(canvas, points)
    return np.asarray(volume + seam + _groove(canvas, under, 0.035, 0.012) + dents, dtype=np.float32)


def _corner_dents(canvas: Canvas, points: head.Points) -> Array:
    total = np.zeros_like(canvas.x)
    for corner in (61, 291):
        x, y = points[corner, 0] * 1.03, points[corner, 1]
        total += 0.016 * np.exp(-(((canvas.x - x) / 0.03) ** 2 + ((canvas.y - y) / 0.035) ** 2))
    return np.asarray(total, dtype=np.float32)


def _nose(canvas: Canvas, points: head.Points) -> Array:
    total = np.zeros_like(canvas.x)
    for side, wing, under in ((-1, 129, 98), (1, 358, 327)):
        a, b = points[wing], points[under]
        line = spline(
            [a + (side * -0.035, -0.085, 0), a + (side * -0.004, -0.04, 0), a, b + (side * 0.012, -0.005, 0)], 30
        )
        total += _groove(canvas, line, 0.026, 0.011)
        wx, wy = a[0] - side * 0.045, a[1] + 0.005
        total -= 0.020 * np.exp(-(((canvas.x - wx) / 0.05) ** 2 + ((canvas.y - wy) / 0.055) ** 2))
    tip = points[4]
    total -= 0.022 * np.exp(-((canvas.x / 0.075) ** 2 + ((canvas.y - tip[1] - 0.03) / 0.07) ** 2))
    philtrum = np.exp(-((canvas.x / 0.026) ** 2)) * smoothstep(points[2, 1], points[2, 1] + 0.05, canvas.y)
    philtrum *= 1 - smoothstep(points[0, 1] - 0.03, points[0, 1] + 0.01, canvas.y)
    return np.asarray(total + 0.012 * philtrum, dtype=np.float32)


def _folds(canvas: Canvas, points: head.Points, age: float) -> Array:
    total = np.zeros_like(canvas.x)
    for side, wing, corner in ((-1, 129, 61), (1, 358, 291)):
        a, b = points[wing], points[corner]
        line = spline(
            [a + (side * 0.01, -0.03, 0), (a + b) / 2 + (side * 0.075, -0.02, 0), b + (side * 0.075, 0.01, 0)], 30
        )
        total += _groove(canvas, line, 0.028, 0.026 * age)
        for row in range(3):
            eye = points[33 if side < 0 else 263]
            start = eye + (side * 0.05, -0.03 + 0.035 * row, 0)
            crow = spline(
                [start, start + (side * 0.06, -0.012 + 0.02 * row, 0), start + (side * 0.11, -0.03 + 0.045 * row, 0)],
                20,
            )
            total += _groove(canvas, crow, 0.008, 0.007 * age)
    for row, y in enumerate((-0.32, -0.40, -0.475)):
        bend = 0.015 * np.sin(np.linspace(0, np.pi * 3, 24) + row)
        line = np.stack([np.linspace(-0.34, 0.34, 24) + 0.02 * row, y + bend, np.zeros(24)], 1)
        total += _groove(canvas, line, 0.013, 0.008 * age)
    return np.asarray(total, dtype=np.float32)
