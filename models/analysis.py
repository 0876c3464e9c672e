"""What a portrait engine finds out about a picture: it can be kept, so that the same picture is there at once."""

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from numpy.typing import NDArray


@runtime_checkable
class Analysing(Protocol):
    """A portrait engine that takes a picture apart once, and can go on from what that has yielded."""

    @property
    def analysis_version(self) -> str:
        """Everything besides picture, corrections and size that an analysis depends on: code, networks, runtime."""
        ...

    def analysis(self) -> dict[str, NDArray[Any]]:
        """Return what the present portrait was taken apart into, as named arrays. They are not to be changed.

        Raises RuntimeError: no portrait was set.
        """
        ...

    def use_analysis(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Go on with what `analysis` has returned, as if set_portrait had been called; bit by bit the same.

        Raises ValueError: it is damaged or of another engine; the portrait shown so far stays.
        """
        ...
