"""What may change the spectrum of each moment, beyond the colour that all moments share."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.voice.dsp.marks import Marks
from models.voice.dsp.statistics import Speaker


class Touch(Protocol):
    """Chooses a filter for each moment of a running voice. One object serves one stream.

    Attributes:
        wanted: whether it takes part; a change is faded.
    """

    wanted: bool

    def set_voices(self, source: Speaker, target: Speaker, embedding: NDArray[np.float32], share: float) -> None:
        """Go from this voice to that one, by a share of 0..1; may be called while a stream runs."""
        ...

    def push(self, marks: Marks) -> None:
        """Take the newest block, which `marks` has taken."""
        ...

    def at(self, position: float) -> NDArray[np.complex64] | None:
        """Return the filter for the sound around a sample, (BINS,), or None if it stays as it is."""
        ...

    def reset(self) -> None:
        """Forget the stream and the voices: nothing is changed until they are set again."""
        ...
