"""Whose turn it is where several processes run tests beside each other: a test that measures time runs alone."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: there the tests run one after the other
    fcntl = None  # type: ignore[assignment]


@contextmanager
def _locked(path: Path, *, shared: bool = False) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)  # closing is not enough where a child has inherited the file


class Turns:
    """The turns of all processes that name the same folder.

    Two locks: whoever waits until the room is empty holds the door, so that others cannot go on entering before him.
    """

    possible = fcntl is not None

    def __init__(self, folder: Path) -> None:
        self._door, self._room = folder / "door", folder / "room"

    @contextmanager
    def turn(self, *, alone: bool) -> Iterator[None]:
        """Wait for a turn beside others or, `alone`, for one with nobody else, and hold it."""
        if not self.possible:
            yield
            return
        with ExitStack() as held:
            with _locked(self._door):
                held.enter_context(_locked(self._room, shared=not alone))
            yield
