"""Portraits that were taken apart a moment ago: taking one apart takes half a second, using it again none.

A picture that is looked at before it becomes an avatar, and so leaves nothing on the disk, is prepared here.
"""

import hashlib
import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from models.portrait.landmark.parts import Parts

MOST = 3
"""What the user is about to keep, and what was shown before; one of 1280 x 720 takes about 15 MB."""


class Ready:
    """The parts used last, by what they were made of. From any thread."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, Parts] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: bytes) -> Parts | None:
        """Return the parts of a portrait, None if they are not there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: bytes, parts: Parts) -> None:
        """Keep the parts of a portrait; those that were not used for the longest time go."""
        with self._lock:
            self._kept[key] = parts
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept.clear()


READY = Ready()


def key_of(picture: NDArray[np.uint8], size: tuple[int, int] | None, touch: NDArray[np.uint8] | None) -> bytes:
    """Return what tells one portrait from all others: its pixels, the output's size and the corrections."""
    digest = hashlib.blake2b(digest_size=16)
    for part in (picture, touch):
        digest.update(repr((None if part is None else part.shape, size)).encode())
        if part is not None:
            digest.update(np.ascontiguousarray(part).data)
    return digest.digest()
