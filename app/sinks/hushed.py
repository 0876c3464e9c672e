"""Hushed: a sink that can be given silence instead of sound, as the monitor is when it howls."""

from dataclasses import replace
from typing import Generic, TypeVar

import numpy as np

from app.flow import Sink
from app.media import AudioBlock

Output = TypeVar("Output", bound=Sink[AudioBlock])


class Hushed(Generic[Output]):
    """Passes blocks to a sink, silent ones while `silent` is set; any thread may set it."""

    def __init__(self, sink: Output) -> None:
        self.sink = sink
        self.name = sink.name
        self.backlog = sink.backlog
        self.silent = False

    def open(self) -> None:
        """Open the sink. Raises what it raises."""
        self.sink.open()

    def write(self, block: AudioBlock) -> None:
        """Deliver the block, or as much silence. Raises what the sink raises."""
        self.sink.write(replace(block, samples=np.zeros_like(block.samples)) if self.silent else block)

    def close(self) -> None:
        """Close the sink; may be called twice."""
        self.sink.close()
