"""What a training notes on its way: a line of JSON for each measurement, and the same for tensorboard."""

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch.utils.tensorboard import SummaryWriter

log = logging.getLogger(__name__)

BOOK, BOARD = "log.jsonl", "tensorboard"


class Journal:
    """The journal of one run; a later one goes on in the same files."""

    def __init__(self, folder: Path) -> None:
        """Open it in a folder that exists; says so once if tensorboard is not installed."""
        self._book = folder / BOOK
        self._board = _board(folder / BOARD)

    def note(self, step: int, numbers: dict[str, float]) -> None:
        """Add one measurement."""
        entry = {"step": step} | {name: round(value, 5) for name, value in numbers.items()}
        with self._book.open("a", encoding="utf-8") as book:
            book.write(json.dumps(entry) + "\n")
        log.info("%s", entry)
        if self._board is not None:
            for name, value in numbers.items():
                self._board.add_scalar(name, value, step)
            self._board.flush()

    def close(self) -> None:
        """Write out what is left."""
        if self._board is not None:
            self._board.close()


def _board(folder: Path) -> "SummaryWriter | None":
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        log.info("tensorboard is not installed: the numbers go to %s alone", BOOK)
        return None
    return SummaryWriter(str(folder))
