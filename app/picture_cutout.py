"""A portrait cut out of the colour that was put behind it."""

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

GREEN = "#00b140"  # of chroma keys


def rgb_of(colour: str) -> tuple[int, int, int]:
    """Return the three numbers 0..255 of "#rrggbb"."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def cut_out(image: Picture, alpha: Picture, colour: str = GREEN) -> Picture:
    """Return (h, w, 4) uint8 RGBA: a picture (h, w, 3) without the colour behind it, by its matte (h, w)."""
    share = alpha[:, :, None].astype(np.float32) / 255
    behind = (1 - share) * np.asarray(rgb_of(colour), np.float32)
    front = np.where(share > 0, (image - behind) / np.maximum(share, 1 / 255), 0)
    return np.dstack([np.clip(np.rint(front), 0, 255).astype(np.uint8), alpha])
