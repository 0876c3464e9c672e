"""Ticks: even times for pictures that come at uneven ones, as receivers of a stream expect."""

import math

LONGEST_GAP_S = 0.5  # a longer one stays a gap


class Ticks:
    """Says at which ticks of a steady clock a picture is due. Numbers of ticks count from 0 and only rise."""

    def __init__(self, fps: float) -> None:
        """Tick so many times a second."""
        self._fps = fps
        self._next = 0

    def place(self, time_s: float, *, dropped: bool = False) -> range:
        """Return the ticks up to this picture that nothing has been shown at yet.

        All but the last are for the picture before it, once more; none: this one comes too early, and replaces it.

        Args:
            time_s: of the picture, from the beginning of the stream.
            dropped: pictures before it have been left out since nobody could take them: then nothing is repeated,
                so that less is sent.
        """
        number = max(0, math.floor(time_s * self._fps + 0.5))
        first = self._next
        if number < first:
            return range(0)
        if dropped or number - first > LONGEST_GAP_S * self._fps:
            first = number
        self._next = number + 1
        return range(first, number + 1)

    def time_s(self, number: int) -> float:
        """Return the time of a tick."""
        return number / self._fps
