"""Which of the user's frames shows the face at rest: frontal, mouth closed, eyes open."""

import math
from dataclasses import replace

import numpy as np

from models.portrait.landmark import topology
from models.portrait.landmark.eyelids import openness
from models.portrait.landmark.pose import Head, angles
from models.portrait.landmark.types import Floats

SEARCH_S = 2.0
_MIRRORED = np.array([-1, 1, 1], np.float32)


def unrest(head: Head) -> float:
    """How far a frame is from rest; the smallest is the best neutral frame."""
    turned = math.hypot(head.rotation[0, 2], head.rotation[1, 2])
    open_eye = min(openness(head.shape, eye) for eye in topology.EYES)
    roll = abs(angles(head.rotation)[2])
    return turned + 0.3 * roll + 6 * mouth_gap(head) + 6 * crookedness(head) - 1.5 * min(open_eye, 0.3)


def mouth_gap(head: Head) -> float:
    """Height of the open mouth in eye distances, 0 or more."""
    return max(0.0, float(head.shape[14, 1] - head.shape[13, 1]))


def crookedness(head: Head) -> float:
    """Mean difference of the two halves of the lips, in eye distances."""
    lips, twins = head.shape[topology.LIPS], head.shape[topology.MIRROR[topology.LIPS]]
    return float(np.abs(lips * _MIRRORED - twins)[:, :2].mean())


class Neutral:
    """Chooses the neutral frame: the best of the first two seconds, until a better one is given.

    While it is choosing, the best so far counts, and a change of mind is faded in, so that the portrait moves at once
    and does not jump.
    """

    def __init__(self) -> None:
        self._head: Head | None = None
        self._best: Head | None = None
        self._best_unrest = math.inf
        self._end_s: float | None = None
        self._fixed = False

    def choose_again(self) -> None:
        """Start a new search with the next frame; the present neutral stays until something is found."""
        self._best, self._best_unrest, self._end_s, self._fixed = None, math.inf, None, False

    def fix(self, head: Head) -> None:
        """Take this head from now on."""
        self._head, self._fixed = head, True

    @property
    def settled(self) -> bool:
        """Whether the search is over."""
        return self._fixed

    @property
    def head(self) -> Head | None:
        """The neutral head in force, None before the first frame."""
        return self._head

    def reframe(self, scale: float, shift: Floats) -> None:
        """The picture was cropped otherwise: what lay at p lies at scale * p + shift, (3,) pixels, from now on."""
        self._head = _reframed(self._head, scale, shift)
        self._best = _reframed(self._best, scale, shift)

    def update(self, head: Head, time_s: float) -> Head:
        """Look at one frame and return the neutral head to use for it."""
        if self._fixed and self._head is not None:
            return self._head
        if self._end_s is None or time_s < self._end_s - SEARCH_S:
            self._end_s = time_s + SEARCH_S
        score = unrest(head)
        if score < self._best_unrest:
            self._best, self._best_unrest = head, score
        best = self._best if self._best is not None else head
        self._head = best if self._head is None else _towards(self._head, best, 0.35)
        if time_s >= self._end_s:
            self._head, self._fixed = best, True
        return self._head


def _reframed(head: Head | None, scale: float, shift: Floats) -> Head | None:
    if head is None:
        return None
    origin = np.float32(scale) * head.origin + shift
    return replace(head, scale=scale * head.scale, origin=origin.astype(np.float32))


def _towards(start: Head, end: Head, share: float) -> Head:
    if start is end:
        return start
    mix = np.float32(share)
    rotation = start.rotation + mix * (end.rotation - start.rotation)
    left, _, right = np.linalg.svd(rotation)
    return Head(
        start.scale + share * (end.scale - start.scale),
        (left @ right).astype(np.float32),
        start.origin + mix * (end.origin - start.origin),
        start.shape + mix * (end.shape - start.shape),
        end.residual,
    )
