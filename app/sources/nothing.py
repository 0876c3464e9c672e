"""A source that has nothing to say: it stands for a microphone that nobody wants."""

import threading
from typing import Generic, NoReturn, TypeVar

from app.errors import EndOfSource

T = TypeVar("T")


class Nothing(Generic[T]):
    """Delivers no item until it is interrupted."""

    def __init__(self) -> None:
        self._interrupted = threading.Event()

    def open(self) -> None:
        """Nothing to acquire."""

    def read(self) -> NoReturn:
        """Wait for the interruption. Raises EndOfSource."""
        self._interrupted.wait()
        raise EndOfSource

    def interrupt(self) -> None:
        """End a waiting or later read; callable from any thread."""
        self._interrupted.set()

    def close(self) -> None:
        """Nothing to release."""
