"""Ticks: even times for pictures that come at uneven ones, as receivers of a stream expect."""

import math

LONGEST_GAP_S = 0.5  # a source that delivers nothing for longer has stopped


class Ticks:
    """Says at which ticks of a steady clock a picture is due. Numbers of ticks count from 0 and only rise."""

    def __init__(self, fps: float) -> None:
        """Tick so many times a second."""
        self._fps = fps
        self._next = 0

    def place(self, time_s: float, *, longest_gap_s: float = LONGEST_GAP_S) -> range:
        """Return the ticks up to this picture that nothing has been shown at yet.

        All but the last are for the picture before it, once more; none: this one comes too early, and replaces it.

        Args:
            time_s: of the picture, from the beginning of the stream.
            longest_gap_s: a longer one stays a gap, so that less is sent.
        """
        number = max(0, math.floor(time_s * self._fps + 0.5))
        first = self._next
        if number < first:
            return range(0)
        if number - first > longest_gap_s * self._fps:
            first = number
        self._next = number + 1
        return range(first, number + 1)

    def time_s(self, number: int) -> float:
        """Return the time of a tick."""
        return number / self._fps
