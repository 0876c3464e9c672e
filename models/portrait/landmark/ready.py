"""Portraits that have been taken apart already: taking one apart takes half a second, using it again none.

Whoever switches between a few avatars during a call gets each of them at once from the second time on, and one that is
prepared before it is wanted already the first time.
"""

import hashlib
import threading
from collections import OrderedDict
from copy import deepcopy

import numpy as np
from numpy.typing import NDArray

from models.portrait.landmark.portrait import Portrait

MOST = 3
"""A new one and the two neighbours of the live one; a portrait of 1280 x 720 takes about 40 MB."""


class Ready:
    """The portraits used last, by what they were made of. From any thread."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, Portrait] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: bytes) -> Portrait | None:
        """Return a portrait that nobody else draws with, None if it is not there."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            self._kept.move_to_end(key)
        return deepcopy(kept)  # its buffers belong to one thread

    def put(self, key: bytes, portrait: Portrait) -> None:
        """Keep a portrait; the one that was not used for the longest time goes."""
        with self._lock:
            self._kept[key] = portrait
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
