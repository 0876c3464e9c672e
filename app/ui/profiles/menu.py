"""The list of profiles as a menu, for the button in the window and for the tray."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.ui.profiles.book import ProfileBook

_NUMBERED = 9


def fill(menu: QMenu, book: ProfileBook) -> None:
    """Put all profiles into a menu, the current one marked; a line says so if there are none."""
    if not book.profiles.all:
        none = menu.addAction(QCoreApplication.translate("ProfileMenu", "No profiles yet"))
        none.setEnabled(False)
        return
    group = QActionGroup(menu)
    for number, profile in enumerate(book.profiles.all, start=1):
        name = profile.name.replace("&", "&&")
        action = menu.addAction(f"&{number}  {name}" if number <= _NUMBERED else name)
        action.setCheckable(True)
        action.setChecked(profile.id == book.profiles.current)
        action.setData(profile.id)
        action.triggered.connect(_taker(book, profile.id))
        group.addAction(action)


def _taker(book: ProfileBook, profile_id: str) -> Callable[[], None]:
    return lambda: book.take(profile_id)
