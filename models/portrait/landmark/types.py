"""Short names for the arrays of this package."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
Picture = NDArray[np.uint8]
Point = tuple[float, float]


def smoothstep(low: float, high: float, x: Floats) -> Floats:
    """0 below `low`, 1 above `high` (or the other way round if low > high), 3t^2 - 2t^3 between."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0).astype(np.float32)
    return floats(t * t * (3 - 2 * t))


def ramp(low: float, high: float, x: float) -> float:
    """The same for one number."""
    t = min(max((x - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


def floats(values: object) -> Floats:
    """Return an array as float32, copied only if it is not."""
    return np.asarray(values, np.float32)


def to_bytes(image: Floats) -> Picture:
    """Round a picture of 0..255 to uint8."""
    return np.asarray(np.clip(np.rint(image), 0, 255), np.uint8)
