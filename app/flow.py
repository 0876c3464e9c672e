"""What a source, a stage and a sink promise. Whoever keeps the promise can be put into a lane."""

from typing import Protocol, TypeVar, runtime_checkable

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)


class Source(Protocol[T_co]):
    """Blocking and simple; the thread that opens it reads and closes it."""

    def open(self) -> None:
        """Acquire the device or file. Raises AppError."""
        ...

    def read(self) -> T_co:
        """Wait for the next item. Raises EndOfSource at the end, AppError on failure."""
        ...

    def close(self) -> None:
        """Release everything; may be called twice."""
        ...


class Stage(Protocol[T]):
    """Turns an item into an item. A picture keeps its time_s and index.

    Sound: as many samples leave as came in, and their time_s is earlier by latency_s, so that every sample is stamped
    with the time at which it was captured, however long the stage holds it back. Recorder and sync need no more.
    """

    latency_s: float  # algorithmic delay, 0.0 if none

    def process(self, item: T) -> T:
        """Return the processed item."""
        ...

    def reset(self) -> None:
        """Forget streaming state."""
        ...


class Sink(Protocol[T_contra]):
    """Blocking and simple; the thread that opens it writes and closes it."""

    name: str
    backlog: int  # 1: latest wins (camera, preview); n: keep n (recorder)

    def open(self) -> None:
        """Acquire the device or file. Raises AppError."""
        ...

    def write(self, item: T_contra) -> None:
        """Deliver one item. Raises AppError."""
        ...

    def close(self) -> None:
        """Flush and release everything; may be called twice."""
        ...


@runtime_checkable
class Interruptible(Protocol):
    """A source whose waiting `read` can be ended from outside; those that never wait long need not be."""

    def interrupt(self) -> None:
        """Make a waiting or later `read` raise EndOfSource; callable from any thread."""
        ...
