"""The menu of a thing on a shelf: its lines, and the ways in which the shelf can be sorted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.shelf.shelf_keeper import ShelfKeeper
from app.ui.shelf.thing import T


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One line of the menu of a thing.

    Attributes:
        text: what it says.
        act: what it does with the thing.
        enabled: it can be done now.
        keys: which keys of the list do the same, "" for none.
    """

    text: str
    act: Callable[[T], object]
    enabled: bool
    keys: QKeySequence | str = ""


def add_entry(menu: QMenu, entry: Entry[T], thing: T | None) -> None:
    """Put a line into a menu; its keys are shown here and obeyed by the list."""
    action = menu.addAction(entry.text)
    action.setEnabled(entry.enabled)
    action.setShortcut(entry.keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    if thing is not None:
        action.triggered.connect(lambda: entry.act(thing))


def sort_menu(keeper: ShelfKeeper, parent: QWidget) -> QMenu:
    """Return the ways of sorting a shelf, the one in force ticked."""
    words = {
        "own": QCoreApplication.translate("ShelfView", "My own order"),
        "recent": QCoreApplication.translate("ShelfView", "Used last first"),
        "name": QCoreApplication.translate("ShelfView", "By name"),
    }
    menu = QMenu(QCoreApplication.translate("ShelfView", "Sort"), parent)
    group = QActionGroup(menu)

    def sort(by: str) -> None:
        keeper.change(lambda book: replace(book, sort=by), rearrange=True)

    for by, text in words.items():
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(keeper.book.sort == by)
        group.addAction(action)
        action.triggered.connect(lambda _=False, by=by: sort(by))
    return menu
