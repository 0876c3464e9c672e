"""A photo framed into the output together with what a user has corrected of its cut-out: alike for all engines."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from models.engines import Face
from models.errors import FaceNotFound
from models.portrait.landmark.framing import Cut, choose_cut, cut_out, own_size
from models.portrait.landmark.types import Picture

Find = Callable[[Picture], list[Face]]


@dataclass(frozen=True, slots=True, eq=False)
class Framed:
    """What an engine starts from.

    Attributes:
        canvas: (h, w, 3) uint8 RGB, the photo in the output's size.
        face: the face on it.
        touch: (h, w) uint8, the corrections as they lie on it; None for none. See `models.retouch`.
    """

    canvas: Picture
    face: Face
    touch: Picture | None


def check_portrait(portrait: Picture, size: tuple[int, int] | None, touch: Picture | None) -> None:
    """Refuse what no engine can use.

    Raises:
        ValueError: not an RGB picture, a size below 16 pixels, or corrections of another size than the picture.
    """
    if portrait.ndim != 3 or portrait.shape[2] != 3 or portrait.dtype != np.uint8:
        raise ValueError(f"a portrait is (h, w, 3) uint8 RGB, not {portrait.shape} {portrait.dtype}")
    if size is not None and min(size) < 16:
        raise ValueError(f"an output of {size[0]} x {size[1]} pixels is too small")
    if touch is not None and touch.shape != portrait.shape[:2]:
        raise ValueError(f"corrections of {touch.shape} do not fit a picture of {portrait.shape[:2]}")


def frame_portrait(portrait: Picture, size: tuple[int, int] | None, touch: Picture | None, find: Find) -> Framed:
    """Frame a photo and its corrections in the same way.

    Args:
        portrait: (h, w, 3) uint8 RGB.
        size: width and height of the output; None: the photo's own, see `own_size`.
        touch: (h, w) uint8, as large as the photo; None for none.
        find: returns the faces of a picture, the largest first.

    Raises:
        FaceNotFound: no usable face in the picture.
    """
    wide, tall = portrait.shape[1::-1]
    if size is None:
        wanted, cut = own_size(wide, tall), Cut(0, 0, wide, tall)
    else:
        wanted, cut = size, choose_cut((wide, tall), _largest(find, portrait).landmarks, size)
    canvas = cut_out(portrait, cut, wanted)[0]
    moved = None if touch is None else np.ascontiguousarray(cut_out(np.dstack([touch] * 3), cut, wanted)[0][..., 0])
    return Framed(canvas, _largest(find, canvas), moved)


def _largest(find: Find, picture: Picture) -> Face:
    faces = find(picture)
    if not faces:
        raise FaceNotFound("no face was found in the portrait")
    return faces[0]
