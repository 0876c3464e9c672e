"""Thing: what stands on a shelf, and Library: what the shelf does with its things on disk."""

from pathlib import Path
from typing import Protocol, TypeVar


class Thing(Protocol):
    """An avatar or a voice."""

    @property
    def id(self) -> str:
        """By which it is found; never changes."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def bundled(self) -> bool:
        """Whether it came with the program: it is not renamed and not removed."""


T = TypeVar("T", bound=Thing)


class Library(Protocol[T]):
    """The slow part, for a background thread; a module may be one. Everything raises AppError."""

    def remove(self, thing_id: str, /) -> None:
        """Move a thing to the trash."""

    def restore(self, thing_id: str, /) -> T:
        """Take a thing back out of the trash."""

    def rename(self, thing_id: str, name: str, /) -> T:
        """Give a thing another name."""

    def export(self, thing: T, path: Path, /) -> Path:
        """Write a thing with its consent to a file; returns the file."""

    def import_(self, path: Path, /) -> T:
        """Add the thing of a file."""
