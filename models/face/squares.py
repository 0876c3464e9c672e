"""Where to look for a face that a look at the whole picture did not find.

The detector sees 128 x 128 pixels and finds faces of about 15 to 80 % of that: a face that fills the picture is found
in a square larger than the picture, a small one in a tile of it.
"""

import numpy as np

Square = tuple[float, float, float]
"""Left, top and side in pixels."""

_LARGER = (1.6, 2.5)
_SMALLEST_PX = 48.0
_DEEPEST_PX = 200.0  # tiles are not made smaller than this for the sake of tiny faces in large pictures


def second_looks(height: int, width: int) -> list[list[Square]]:
    """Return squares in groups of equal size; look at one group after the other until a face is found.

    Args:
        height: of the picture in pixels.
        width: likewise.
    """
    longest, shortest = float(max(height, width)), float(min(height, width))
    groups = [[((width - side) / 2, (height - side) / 2, side)] for side in (factor * longest for factor in _LARGER)]
    sides = [shortest, longest / 2, longest / 4]
    if longest / 8 >= _DEEPEST_PX:
        sides.append(longest / 8)
    for side in sorted({side for side in sides if _SMALLEST_PX <= side < longest}, reverse=True):
        groups.append([(left, top, side) for top in _starts(height, side) for left in _starts(width, side)])
    return groups


def _starts(length: int, side: float) -> list[float]:
    """Return the starts of intervals that cover 0..length and overlap by at least half, the middle ones first."""
    if side >= length:
        return [(length - side) / 2]
    count = int(np.ceil((length - side) / (side / 2))) + 1
    starts = np.linspace(0, length - side, count)
    return sorted((float(start) for start in starts), key=lambda start: abs(start - (length - side) / 2))
