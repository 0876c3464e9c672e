"""What all work on files has in common: lanes that run to their end, and a result that appears only when complete."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.errors import AppError, MediaError
from app.lane import Lane
from app.portrayal import words

__all__ = ["run_lanes", "share_done", "written_beside"]

STOP_LIMIT_S = 10.0


@contextlib.contextmanager
def written_beside(output: Path) -> Iterator[Path]:
    """Give the path of a file to write, in the same folder; it becomes `output` at the end, or is removed.

    Raises:
        MediaError: the file cannot be put in its place.
    """
    partial = output.with_name(f".{output.stem}.partial{output.suffix.lower()}")
    try:
        yield partial
        os.replace(partial, output)
    except OSError as error:
        raise MediaError(f"{output}: {error.strerror}", "check the folder and the space on the disk") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()


def share_done(at_s: float, duration_s: float) -> float:
    """Return 0..1; containers round what they tell of their length, so that the last block may begin after it."""
    return min(max(at_s / duration_s, 0.0), 1.0)


def run_lanes(lanes: list[Lane[Any]], progress: Callable[[], None], give_up: Callable[[], None] = lambda: None) -> None:
    """Run the lanes to the end.

    Args:
        lanes: not started yet.
        progress: called about ten times a second.
        give_up: called first when the work fails or is interrupted, so that nobody completes what is not wanted.

    Raises:
        AppError: the first error of any thread, after everything is closed.
    """
    for lane in lanes:
        lane.start()
    try:
        while not all([lane.wait(0.1) for lane in lanes]):
            progress()
            if any(lane.status().errors for lane in lanes):
                give_up()
                break
    except BaseException:
        give_up()
        raise
    finally:
        alive = [name for lane in lanes for name in lane.stop(STOP_LIMIT_S)]
    errors = [error for lane in lanes for _, error in lane.status().errors]
    for error in errors:
        if isinstance(error, AppError):
            raise error
        message, advice = words(error)
        raise AppError(message, advice) from error
    if alive:
        raise AppError(f"threads did not end: {', '.join(alive)}", "see the log, and please report it")
