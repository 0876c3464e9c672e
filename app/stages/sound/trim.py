"""Trim: leave out the sound before a beginning and behind an end."""

from collections.abc import Callable

from app.media import AudioBlock

__all__ = ["Trim"]


class Trim:
    """A stage that cuts blocks to the sample; a block that lies outside becomes empty.

    Args:
        begin_s: says when the sound begins; asked at the first block.
        end_s: says where the sound ends, None while that is not known; asked at every block.
    """

    latency_s = 0.0

    def __init__(self, begin_s: Callable[[], float | None], end_s: Callable[[], float | None]) -> None:
        self._begin_s, self._end_s = begin_s, end_s

    def process(self, item: AudioBlock) -> AudioBlock:
        """Return the part of the block that lies inside."""
        first, behind = 0, len(item.samples)
        begin_s, end_s = self._begin_s(), self._end_s()
        if begin_s is not None:
            first = min(behind, max(0, round((begin_s - item.time_s) * item.rate_hz)))
        if end_s is not None:
            behind = max(first, min(behind, round((end_s - item.time_s) * item.rate_hz)))
        if (first, behind) == (0, len(item.samples)):
            return item
        return AudioBlock(item.samples[first:behind], item.rate_hz, item.time_s + first / item.rate_hz)

    def reset(self) -> None:
        """Nothing is kept."""
