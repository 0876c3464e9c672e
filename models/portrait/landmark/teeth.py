"""Upper teeth: the portrait's own where it shows them, drawn ones where it does not."""

from dataclasses import dataclass

import cv2
import numpy as np

from models.portrait.landmark import topology
from models.portrait.landmark.curves import mouth_opening
from models.portrait.landmark.fill import gaussian, polygon_mask, push_pull
from models.portrait.landmark.layers import Patch
from models.portrait.landmark.types import Floats, smoothstep, to_bytes

# One side of the upper row from the middle outwards: borders between the teeth in half widths of the row, and lengths.
_BORDERS = np.array([0, 0.25, 0.45, 0.64, 0.81, 0.96], np.float32)
_LENGTHS = np.array([0.86, 0.76, 0.84, 0.70, 0.62], np.float32)
_GUMS_UP = 0.14  # mouth widths that own teeth are continued upwards


def drawn_teeth(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Draw the upper row.

    Args:
        x: (h, w) place along the row, -1..1 from the outermost tooth to the other.
        y: (h, w) place below the gums, 1 = the full height of the row.

    Returns:
        Opacity (h, w) 0..1 and brightness (h, w) about 0.6..1.
    """
    side = np.abs(x)
    tooth = np.clip(np.searchsorted(_BORDERS, side, side="right") - 1, 0, len(_LENGTHS) - 1)
    left, right = _BORDERS[tooth], _BORDERS[tooth + 1]
    across = (side - left) / (right - left) * 2 - 1  # -1..1 within the tooth
    length = _LENGTHS[tooth] * (1 - 0.10 * np.abs(across) ** 3)
    opacity = smoothstep(0.10, -0.10, y - length) * smoothstep(1.0, 0.85, side)
    between = smoothstep(0.70, 1.0, np.abs(across)) * smoothstep(0.15, 0.85, y)
    brightness = (1 - 0.15 * between) * (1 - 0.34 * smoothstep(0.25, 1.0, side)) * (0.90 + 0.10 * smoothstep(0, 0.4, y))
    return opacity, np.asarray(brightness, np.float32)


@dataclass(frozen=True, slots=True)
class OwnMouth:
    """The portrait's own inner mouth, as painted.

    Attributes:
        patch: RGB and a mask that covers the opening and a strip of gums above it.
        gap: largest height of the opening in mouth widths. teeth: whether it shows teeth.
    """

    patch: Patch
    gap: float
    teeth: bool


def build_own_mouth(image: Floats, landmarks: Floats) -> OwnMouth | None:
    """Cut the inner mouth out of a picture (h, w, 3) float32 0..1; None for closed lips."""
    inner = landmarks[topology.INNER_MOUTH, :2]
    width = max(float(np.linalg.norm(inner[0] - inner[10])), 2.0)
    gaps = np.linalg.norm(landmarks[topology.MOUTH_LOWER, :2] - landmarks[topology.MOUTH_UPPER, :2], axis=1)
    if gaps.max() < 0.015 * width:
        return None
    margin = np.ceil(0.35 * width)
    x0, y0 = (max(int(v), 0) for v in inner.min(0) - margin)
    x1, y1 = (min(int(v), side) for v, side in zip(inner.max(0) + margin + 1, image.shape[1::-1], strict=True))
    view = image[y0:y1, x0:x1]
    local = mouth_opening(landmarks[:, :2]) - np.array([x0, y0], np.float32)
    opening = polygon_mask(view.shape[:2], local)
    inset = max(round(0.018 * width), 1)
    trusted = cv2.erode((opening > 0.5).astype(np.uint8), np.ones((2 * inset + 1, 2 * inset + 1), np.uint8))
    above = local[: len(local) // 2 + 1]
    raised = above - np.array([0, _GUMS_UP * width], np.float32)
    mask = np.maximum(opening, polygon_mask(view.shape[:2], np.concatenate([raised, above[::-1]])))
    known = trusted.astype(np.float32) if trusted.sum() > 12 else (opening > 0.5).astype(np.float32)
    colour = push_pull(view, known) if known.sum() > 0 else view
    keep = gaussian(trusted.astype(np.float32), 0.7)[..., None]
    colour = np.clip(colour + keep * (view - colour), 0, 1)
    soft = gaussian(mask, max(0.02 * width, 0.7))
    whole = np.dstack([colour, np.maximum(soft, opening)])
    patch = Patch(x0, y0, to_bytes(whole * 255))
    return OwnMouth(patch, float(gaps.max() / width), bool(gaps.mean() > 0.07 * width))
