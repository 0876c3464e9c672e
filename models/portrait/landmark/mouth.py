"""The inside of the mouth, seen when the lips part: cavity, tongue, teeth."""

from dataclasses import dataclass

import cv2
import numpy as np

from models.portrait.landmark import topology
from models.portrait.landmark.curves import mouth_opening
from models.portrait.landmark.fill import gaussian, polygon_mask
from models.portrait.landmark.pose import Head
from models.portrait.landmark.teeth import OwnMouth, build_own_mouth, drawn_teeth
from models.portrait.landmark.types import Floats, Picture, ramp, smoothstep
from models.portrait.landmark.warp import blend_into

_CAVITY, _TONGUE = np.array([30, 9, 12], np.float32), np.array([128, 50, 58], np.float32)
_LOWER_TEETH, _UPPER_TEETH = np.array([158, 147, 130], np.float32), np.array([198, 190, 176], np.float32)
_SHADOW = np.array([0.58, 0.47, 0.44], np.float32)
_MEAN_SKIN = np.array([190, 150, 130], np.float32)


@dataclass(frozen=True, slots=True)
class Mouth:
    """What one portrait's inner mouth is drawn from.

    Attributes:
        own: the portrait's own pixels, None for closed lips.
        light: brightness of the skin, 1 = well lit. teeth: (3,) colour of the upper teeth.
        still: the portrait's head at rest. width: its mouth width in eye distances.
    """

    own: OwnMouth | None
    light: float
    teeth: Floats
    still: Head
    width: float


def build_mouth(image: Floats, landmarks: Floats, still: Head, skin: Floats) -> Mouth:
    """Prepare the mouth of a portrait (h, w, 3) float32 0..1 whose skin has the colour (3,) 0..255."""
    luminance = float(skin @ np.array([0.299, 0.587, 0.114], np.float32))
    tint = (np.maximum(skin, 1) / _MEAN_SKIN) ** 0.30
    teeth = _UPPER_TEETH * tint / tint.mean() * min(max(luminance / 150, 0.55), 1.08)
    left, right = still.shape[topology.MOUTH_CORNERS]
    return Mouth(
        build_own_mouth(image, landmarks),
        min(max(luminance / 150, 0.4), 1.15),
        np.asarray(teeth, np.float32),
        still,
        float(np.linalg.norm(left - right)),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """Pixels of the drawn part in the mouth's own directions.

    Attributes:
        columns, rows: (h, w) pixel places in the region.
        x, y: (h, w) along the line of the corners and across it, from the middle of the upper inner lip, pixels.
        width, gap: of the opening in pixels. bottom: y of the lower lip in the middle.
        start: (2,) the middle of the upper inner lip. along, down: (2,) directions of x and y.
    """

    columns: Floats
    rows: Floats
    x: Floats
    y: Floats
    width: float
    gap: float
    bottom: float
    start: Floats
    along: Floats
    down: Floats


def draw_mouth(picture: Picture, mouth: Mouth, points: Floats, now: Head) -> None:
    """Draw the opening between the lips into the region's picture (h, w, 3) uint8 in place."""
    inner = points[topology.INNER_MOUTH]
    width = max(float(np.linalg.norm(inner[0] - inner[10])), 1.0)
    gap = float(np.linalg.norm(points[topology.MOUTH_LOWER] - points[topology.MOUTH_UPPER], axis=1).max())
    own_share = _own_share(mouth, gap / width)
    fade = ramp(0.015 * width, 0.04 * width, gap)
    if mouth.own is not None:
        fade = max(fade, own_share * ramp(0.2, 0.7, gap / width / mouth.own.gap))
    low, high = np.floor(inner.min(0) - 3).astype(int), np.ceil(inner.max(0) + 4).astype(int)
    x0, y0 = (max(int(v), 0) for v in low)
    x1, y1 = (min(int(v), side) for v, side in zip(high, picture.shape[1::-1], strict=True))
    if fade <= 0 or x1 - x0 < 3 or y1 - y0 < 3:
        return
    mask = polygon_mask((y1 - y0, x1 - x0), mouth_opening(points) - np.array([x0, y0], np.float32))
    frame = _frame((x0, y0, x1, y1), points, width, gap)
    # Lips throw a soft, warm shadow inwards; its depth is the opening's, or a narrow one would be all shadow.
    reach = min(max(0.10 * width, 1.0), 1.0 + 0.30 * gap)
    light = smoothstep(0.30, 0.95, gaussian(mask, reach))[..., None]
    shade = _SHADOW + (1 - _SHADOW) * light
    colour = _painted(mouth, frame, now, mouth.own is None or not mouth.own.teeth) * shade
    if mouth.own is not None and own_share > 0:
        colour = _with_own(colour, mouth, mouth.own, frame, points, now, own_share)
    soft = gaussian(mask, max(0.012 * width, 0.7)) * np.float32(fade)
    blend_into(picture[y0:y1, x0:x1], colour, soft)


def _own_share(mouth: Mouth, gap: float) -> float:
    """Own teeth always count; lips that are only just parted show their own line until they open further."""
    if mouth.own is None:
        return 0.0
    return 1.0 if mouth.own.teeth else ramp(2.2, 1.2, gap / mouth.own.gap)


def _frame(box: tuple[int, int, int, int], points: Floats, width: float, gap: float) -> _Frame:
    x0, y0, x1, y1 = box
    columns, rows = np.meshgrid(np.arange(x0, x1, dtype=np.float32), np.arange(y0, y1, dtype=np.float32))
    corners = points[topology.MOUTH_CORNERS]
    along = ((corners[1] - corners[0]) / width).astype(np.float32)
    down = np.array([-along[1], along[0]], np.float32)
    start = points[13]
    dx, dy = columns - start[0], rows - start[1]
    return _Frame(
        columns,
        rows,
        dx * along[0] + dy * along[1],
        dx * down[0] + dy * down[1],
        width,
        gap,
        float((points[14] - start) @ down),
        start,
        along,
        down,
    )


def _painted(mouth: Mouth, frame: _Frame, now: Head, with_teeth: bool) -> Floats:
    """Cavity, tongue and teeth (h, w, 3), 0..255."""
    opened = frame.gap / frame.width
    colour = np.broadcast_to(_CAVITY * mouth.light, (*frame.x.shape, 3)).astype(np.float32)
    up = (frame.bottom - frame.y) / frame.width  # above the lower lip
    across = frame.x / frame.width
    tongue = np.exp(-((across / 0.30) ** 2) / 2 - (np.maximum(up, 0) / (0.08 + 0.34 * opened)) ** 2 / 2)
    colour = _mix(colour, _TONGUE * mouth.light, 0.85 * ramp(0.10, 0.38, opened) * tongue)
    return _with_teeth(colour, mouth, frame, now, with_teeth)


def _with_teeth(colour: Floats, mouth: Mouth, frame: _Frame, now: Head, upper: bool) -> Floats:
    """Lay drawn teeth over the cavity: the upper row fixed to the skull, the lower one to the jaw."""
    still = mouth.still.shape
    height = 0.225 * now.scale * min(max(mouth.width, 0.4), 0.6)
    half = 0.5 * (0.35 * mouth.width * now.scale + 0.65 * frame.width)
    # Lips that have only just parted show a dark line, not a light one.
    shown = ramp(0.01, 0.11, frame.gap / frame.width)
    gum = _placed(still[13] + np.array([0, -0.045, 0.02], np.float32), now, frame)
    gum_y = min(gum[1], -0.05 * frame.width)
    edge = gum_y + 0.80 * height if upper else _placed(still[14], now, frame)[1]
    jaw = now.scale * min(max(float(now.shape[152, 1] - still[152, 1]), 0.0), 0.6)
    # The lip never uncovers more than a strip of the lower row, and a wide open mouth hides it behind the lip.
    top = max(edge + jaw + 0.12 * height, frame.bottom - 0.10 * frame.width)
    lower = 0.75 * shown * ramp(0.42, 0.22, frame.gap / frame.width)
    x = (frame.x - 0.5 * gum[0]) / half
    arch = 0.18 * x**2
    y = (top + height - frame.y) / height + arch
    opacity, brightness = drawn_teeth(x / 0.86, y)
    colour = _mix(colour, _LOWER_TEETH * mouth.light * brightness[..., None], opacity * np.float32(lower))
    if not upper:
        return colour
    opacity, brightness = drawn_teeth(x, (frame.y - gum_y) / height + arch)
    return _mix(colour, mouth.teeth * brightness[..., None], opacity * np.float32(shown))


def _placed(point: Floats, now: Head, frame: _Frame) -> tuple[float, float]:
    """Place (x, y) in the mouth's directions of a point (3,) that is fixed to the skull."""
    offset = now.scale * (now.rotation @ point)[:2] + now.origin[:2] - frame.start
    return float(offset @ frame.along), float(offset @ frame.down)


def _mix(base: Floats, top: Floats, share: Floats) -> Floats:
    return np.asarray(base + share[..., None] * (top - base), np.float32)


def _with_own(
    colour: Floats, mouth: Mouth, own: OwnMouth, frame: _Frame, points: Floats, now: Head, share: float
) -> Floats:
    """Lay the portrait's own teeth over the painted mouth: half on the skull, half on the lip."""
    still = mouth.still
    rest = still.scale * (still.rotation @ still.shape[13])[:2] + still.origin[:2]
    skull = now.scale * (now.rotation @ still.shape[13])[:2] + now.origin[:2]
    anchor = 0.5 * (skull + points[13])
    left, right = now.shape[topology.MOUTH_CORNERS]
    stretch = min(max(float(np.linalg.norm(left - right)) / max(mouth.width, 1e-3), 0.8), 1.35)
    back = still.scale * still.rotation[:2, :2] @ np.diag([1 / stretch, 1.0])
    back = back @ np.linalg.pinv(now.scale * now.rotation[:2, :2])
    dx, dy = frame.columns - np.float32(anchor[0]), frame.rows - np.float32(anchor[1])
    x = back[0, 0] * dx + back[0, 1] * dy + (rest[0] - own.patch.x)
    y = back[1, 0] * dx + back[1, 1] * dy + (rest[1] - own.patch.y)
    taken = cv2.remap(
        own.patch.image, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    )
    return _mix(colour, taken[..., :3].astype(np.float32), taken[..., 3].astype(np.float32) * np.float32(share / 255))
