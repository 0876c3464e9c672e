"""What pixels from a screen show: motion, darkness, colours, how well words stand out."""

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
_CHANGED, _SAME = 12, 6  # levels of 255


def moved(one: Pixels, other: Pixels) -> float:
    """Return which share of the pixels of two (h, w, 3) uint8 pictures differs by more than noise, 0..1."""
    difference = np.abs(one.astype(np.int16) - other.astype(np.int16)).max(axis=2)
    return float((difference > _CHANGED).mean())


def brightness(picture: Pixels) -> float:
    """Return the mean level of a (h, w, 3) uint8 picture, 0..255."""
    return float(picture.mean())


def share_of(picture: Pixels, colour: str) -> float:
    """Return which share of a (h, w, 3) uint8 picture has a colour, given as #rrggbb, 0..1."""
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.int16)
    return float((np.abs(picture.astype(np.int16) - wanted).max(axis=2) <= _SAME).mean())


def contrast_in(picture: Pixels) -> float:
    """Return the contrast between the commonest colour and the one farthest from it (WCAG 2.2, 1.4.3), 1..21.

    Args:
        picture: of any shape, (..., 3) uint8.
    """
    # one number a pixel: numpy is twenty times slower at finding equal rows
    red, green, blue = picture.reshape(-1, 3).T.astype(np.uint32)
    packed, counts = np.unique(red << 16 | green << 8 | blue, return_counts=True)
    parts = np.stack([packed >> 16, packed >> 8 & 255, packed & 255], axis=1) / 255.0
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    light = linear @ np.array([0.2126, 0.7152, 0.0722])
    ground = light[counts.argmax()]
    ratios = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    return float(ratios.max())
