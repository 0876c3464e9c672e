"""The cut-out of a portrait: what is found by itself, and what a user corrects of it by hand."""

from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from models.engines import Face


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


def person_matte(image: NDArray[np.uint8], face: Face) -> NDArray[np.float32]:
    """Return the share 0..1 of the person in each pixel (h, w) of a picture (h, w, 3) uint8 RGB with this face.

    It is what the landmark engine cuts out. Takes some tenths of a second. Raises ModelError.
    """
    from models.face.segmentation import Segmenter
    from models.portrait.landmark.matte import refine_matte, rough_matte

    rough = rough_matte(Segmenter().matte, image, face.landmarks)
    return refine_matte(image, rough, face.landmarks)
