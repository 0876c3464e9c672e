"""ShelfKeeper: holds the order, the favourites and the tunings of one shelf and keeps them on disk."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.shelf_book import ShelfBook, book_file, load_book, save_book
from app.ui.background import Background

log = logging.getLogger(__name__)


class ShelfKeeper(QObject):
    """The book of a shelf. It is read with the shelf, off the GUI thread, and written a moment after each change.

    Attributes:
        shelf: its name, also of the lane in which its tasks run one after another.
        book: what is known now.
    """

    rearranged = Signal()  # the shelf has to be shown in another order

    def __init__(self, shelf: str, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = ShelfBook()
        self.shelf = shelf
        self._background = background
        self._known = False
        self._waiting: list[Callable[[ShelfBook], ShelfBook]] = []

    def read(self) -> ShelfBook:
        """Read the book; slow, for a background thread."""
        return load_book(book_file(self.shelf))

    def take(self, book: ShelfBook) -> None:
        """Use what has been read; the first time only, from then on what is in memory is newer."""
        if self._known:
            return
        self.book, self._known = book, True
        for change in self._waiting:  # what was done before the file had been read
            self.change(change)
        self._waiting.clear()

    def change(self, how: Callable[[ShelfBook], ShelfBook], *, rearrange: bool = False) -> None:
        """Change the book and keep it."""
        if not self._known:
            self._waiting.append(how)
            return
        before, self.book = self.book, how(self.book)
        if self.book == before:
            return
        book, path = self.book, book_file(self.shelf)
        self._background.run(lambda: save_book(book, path), failed=self._not_saved, lane=f"shelf-{self.shelf}")
        if rearrange:
            self.rearranged.emit()

    def _not_saved(self, text: str, _: str) -> None:
        log.info("the order of the %s is not kept: %s", self.shelf, text)
