"""ProfileButton: names the profile that is taken; its menu takes others and opens what changes them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.ui.actions import Actions
from app.ui.look import icons, theme
from app.ui.profiles.book import ProfileBook
from app.ui.profiles.menu import fill

_WIDEST_PX = 190


class ProfileButton(QToolButton):
    """In the upper edge of the window. A dot behind the name says that something was changed since."""

    def __init__(self, book: ProfileBook, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book, self._actions = book, actions
        self.setObjectName("profileButton")
        self.setProperty("role", "pick")
        self.setIcon(icons.icon("profiles", theme.TEXT_SOFT))
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMaximumWidth(_WIDEST_PX)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        book.changed.connect(self._show)
        self._show()

    def minimumSizeHint(self) -> QSize:
        """Return the size of the icon alone; a long name gives way."""
        return QSize(48, super().minimumSizeHint().height())

    def _fill(self) -> None:
        menu = self._menu
        menu.clear()
        fill(menu, self._book)
        menu.addSeparator()
        current = self._book.current
        if current is not None:
            save = menu.addAction(self.tr("Save the changes to “{name}”").format(name=current.name))
            save.setEnabled(not self._book.as_saved)
            save.triggered.connect(self._book.update)
        menu.addAction(self._actions["save_profile"])
        menu.addAction(self._actions["manage_profiles"])

    def _show(self) -> None:
        current, as_saved = self._book.current, self._book.as_saved
        name = current.name if current is not None else self.tr("Profiles")
        room = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST_PX - 72)
        self.setText(room if as_saved else f"{room} •")
        tip = self.tr("Avatar, voice, controls and outputs under a name: take them all with one click")
        if current is not None and not as_saved:
            tip = self.tr("“{name}”, changed since. {tip}").format(name=current.name, tip=tip)
        elif current is not None:
            tip = self.tr("“{name}”. {tip}").format(name=current.name, tip=tip)
        self.setToolTip(tip)
        self.setAccessibleName(self.tr("Profile: {name}").format(name=name) if current is not None else name)
        self.setAccessibleDescription("" if as_saved else self.tr("changed since it was saved"))
