"""The cut-out of a portrait: what is found by itself, and what a user corrects of it by hand."""

from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from models.engines import Face

UNTOUCHED = 128
"""Value of a correction that changes nothing."""


@runtime_checkable
class Retouchable(Protocol):
    """A portrait engine that takes corrections of its cut-out; the others cut no person out, or by themselves."""

    def retouch(self, touch: NDArray[np.uint8] | None) -> None:
        """Correct by hand who belongs to the person, from the next set_portrait on.

        Args:
            touch: (h, w) uint8, as large as that portrait: 128 leaves what was found, 255 adds to the person, 0 takes
                away; None for none.
        """
        ...


def touched_up(alpha: NDArray[np.float32], touch: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the matte (h, w) 0..1 with corrections (h, w) uint8 by hand: 128 none, 255 adds, 0 takes away."""
    share = (touch.astype(np.float32) - UNTOUCHED) / np.float32(UNTOUCHED - 1)
    add, less = np.clip(share, 0, 1), np.clip(-share, 0, 1)
    return np.asarray((alpha + add * (1 - alpha)) * (1 - less), np.float32)


def person_matte(image: NDArray[np.uint8], face: Face) -> NDArray[np.float32]:
    """Return the share 0..1 of the person in each pixel (h, w) of a picture (h, w, 3) uint8 RGB with this face.

    It is what the engines cut out. Takes some tenths of a second. Raises ModelError.
    """
    from models.face.segmentation import Segmenter
    from models.portrait.landmark.matte import refine_matte, rough_matte

    rough = rough_matte(Segmenter().matte, image, face.landmarks)
    return refine_matte(image, rough, face.landmarks)
