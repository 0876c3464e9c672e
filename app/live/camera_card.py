"""The picture of the virtual camera's self-test: numbered and of known colours, to be judged when read back."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["COLOURS", "PARTS", "colours_in", "draw_card", "number_in"]

BITS = 16
# red, green, blue: within what every camera coding can carry, so that each should come back as it was sent
COLOURS = ((200, 60, 60), (60, 180, 60), (60, 60, 200), (200, 180, 60), (170, 60, 170), (60, 170, 170), (128, 128, 128))
PARTS = (0.25, 0.8)  # of the height: below the number, above the moving bar


def draw_card(index: int, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return a card of (width, height) pixels, (h, w, 3) uint8 RGB.

    On top the lowest 16 bits of `index` as black and white squares, in the middle seven colours, below a moving bar.
    """
    width, height = size
    image = np.full((height, width, 3), 40, np.uint8)
    top, bottom = round(PARTS[0] * height), round(PARTS[1] * height)
    for place, colour in enumerate(COLOURS):
        image[top:bottom, place * width // len(COLOURS) : (place + 1) * width // len(COLOURS)] = colour
    side = width // BITS
    for bit in range(BITS):
        image[: min(side, top), bit * side : (bit + 1) * side] = 235 if index >> bit & 1 else 16
    bar = index * 8 % width
    image[bottom + 2 :, bar : bar + max(4, width // 20)] = 220
    return image


def number_in(image: NDArray[np.uint8]) -> int:
    """Return the number in a card, (h, w, 3) uint8."""
    height, width = image.shape[:2]
    side = width // BITS
    rows = slice(min(side, round(PARTS[0] * height)) // 4, 3 * min(side, round(PARTS[0] * height)) // 4)
    levels = [image[rows, bit * side + side // 4 : bit * side + 3 * side // 4].mean() for bit in range(BITS)]
    return sum(int(level > 127) << bit for bit, level in enumerate(levels))


def colours_in(image: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the colours of a card, (7, 3) RGB, from the middle of each field: its edges are blurred by the coding."""
    height, width = image.shape[:2]
    rows = slice(round((PARTS[0] + 0.1) * height), round((PARTS[1] - 0.1) * height))
    step = width / len(COLOURS)
    fields = [image[rows, round((k + 0.3) * step) : round((k + 0.7) * step)] for k in range(len(COLOURS))]
    return np.array([field.reshape(-1, 3).mean(0) for field in fields])
