"""A sink that keeps what it is given; for tests and for short films that are looked at at once."""

from typing import Generic, TypeVar

__all__ = ["MemorySink"]

T = TypeVar("T")


class MemorySink(Generic[T]):
    """Keeps all items, in order, in `items`; counts how often it was opened and closed."""

    def __init__(self, name: str = "memory", backlog: int = 1) -> None:
        self.name = name
        self.backlog = backlog
        self.items: list[T] = []
        self.opened = 0
        self.closed = 0

    def open(self) -> None:
        """Count the opening."""
        self.opened += 1

    def write(self, item: T) -> None:
        """Keep an item."""
        self.items.append(item)

    def close(self) -> None:
        """Count the closing."""
        self.closed += 1
