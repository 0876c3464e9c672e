"""The pictures of the bundled avatars."""

import numpy as np
from numpy.typing import NDArray

from app.avatar import find_avatar
from app.picture import load_picture


def bundled_portrait(name: str) -> NDArray[np.uint8]:
    """Return the portrait, (h, w, 3) uint8 RGB, that may be drawn upon."""
    return np.array(load_picture(find_avatar(name).picture))
