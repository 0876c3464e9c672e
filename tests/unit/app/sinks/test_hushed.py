"""Hushed: as much silence as there would have been sound."""

import numpy as np

from app.media import AudioBlock
from app.sinks.hushed import Hushed


class Kept:
    """A sink that keeps its blocks."""

    name, backlog = "monitor", 16

    def __init__(self) -> None:
        self.blocks: list[AudioBlock] = []
        self.log: list[str] = []

    def open(self) -> None:
        self.log.append("open")

    def write(self, item: AudioBlock) -> None:
        self.blocks.append(item)

    def close(self) -> None:
        self.log.append("close")


def test_hushed_sound_is_exactly_zero_and_as_long() -> None:
    hushed = Hushed(Kept())
    hushed.open()
    loud = AudioBlock(np.full(480, 0.5, np.float32), 48000, 1.0)
    for silent in (False, True, False):
        hushed.silent = silent
        hushed.write(loud)
    hushed.close()
    peaks = [float(np.abs(block.samples).max()) for block in hushed.sink.blocks]
    assert peaks == [0.5, 0.0, 0.5]
    assert all(len(block.samples) == 480 and block.time_s == 1.0 for block in hushed.sink.blocks)
    assert (hushed.name, hushed.backlog, hushed.sink.log) == ("monitor", 16, ["open", "close"])
