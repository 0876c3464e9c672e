"""Tray: the sign in the system's tray: start, mute, panic and profiles without the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.ui.look import icons, theme
from app.ui.profiles.book import ProfileBook
from app.ui.profiles.menu import fill
from app.ui.session_model import Phase

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_SIDE_PX = 64


class Tray(QObject):
    """The sign changes its colour with what others get: live, muted, paused."""

    def __init__(self, window: "MainWindow", book: ProfileBook) -> None:
        super().__init__(window)
        self._window, self._model, self._book = window, window.model, book
        self.menu = QMenu(window)
        self.show_action = self.menu.addAction(self.tr("Show the window"))
        self.show_action.triggered.connect(self.switch_window)
        self.menu.addAction(window.actions_["mini_window"])
        self.menu.addSeparator()
        for name in ("start_stop", "mute", "panic"):
            self.menu.addAction(window.actions_[name])
        self.profiles = self.menu.addMenu(self.tr("Profiles"))
        self.profiles.aboutToShow.connect(self._fill)
        self.menu.addSeparator()
        self.menu.addAction(window.actions_["quit"])
        self.menu.aboutToShow.connect(self._show_words)
        self.sign = QSystemTrayIcon(self)
        self.sign.setContextMenu(self.menu)
        self.sign.activated.connect(self._clicked)
        for changed in (self._model.phase_changed, self._model.voice.changed, book.changed):
            changed.connect(lambda *_: self.show_state())
        self.show_state()
        self.sign.show()

    @classmethod
    def where_there_is_one(cls, window: "MainWindow", book: ProfileBook) -> "Tray | None":
        """Return the sign, None on a desktop without a tray."""
        return cls(window, book) if QSystemTrayIcon.isSystemTrayAvailable() else None

    def close(self) -> None:
        """Take the sign away."""
        self.sign.hide()

    def show_state(self) -> None:
        """Show what others get, in colour and in words."""
        model, profile = self._model, self._book.current
        live = model.phase is Phase.RUNNING
        if model.voice.paused:
            colour, words = theme.RECORD, self.tr("paused: others see a still picture and hear nothing")
        elif live and model.voice.muted:
            colour, words = theme.WARNING, self.tr("live, muted")
        elif live:
            colour, words = theme.ACCENT, self.tr("live")
        else:
            colour, words = theme.TEXT_SOFT, self.tr("off")
        self.sign.setIcon(QIcon(icons.picture("app", colour, _SIDE_PX)))
        name = f" · {profile.name}" if profile is not None else ""
        self.sign.setToolTip(f"Likeness — {words}{name}")

    def switch_window(self) -> None:
        """Show the window, or put it away."""
        window = self._window
        if window.isVisible() and not window.isMinimized():
            window.hide()
        else:
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()

    def _show_words(self) -> None:
        away = not self._window.isVisible() or self._window.isMinimized()
        self.show_action.setText(self.tr("Show the window") if away else self.tr("Put the window away"))

    def _fill(self) -> None:
        self.profiles.clear()
        fill(self.profiles, self._book)

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.switch_window()
