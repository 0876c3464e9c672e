"""Opening: shows the welcome, at the first start by itself, else when it is asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.welcome.dialog import WelcomeDialog
from app.ui.welcome.memory import remember_seen, was_seen

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class Welcome(QObject):
    """The welcome of one window.

    Attributes:
        dialog: it, while it is open, else None.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._made: WelcomeDialog | None = None
        self._start = False
        self.dialog: WelcomeDialog | None = None

    def show_once(self) -> None:
        """Show it unless it has been seen."""
        if not was_seen():
            self.show()

    def show(self) -> None:
        """Show it from its first step."""
        if self.dialog is not None or self._window.commands.closing:
            return
        if self._made is None:
            self._made = WelcomeDialog(self._window)
            self._made.start_wanted.connect(self._start_wanted)
            self._made.finished.connect(self._finished)
        self._start = False
        self.dialog = self._made
        self.dialog.begin()

    def close_down(self) -> None:
        """Close it, since the window closes; if it was open it comes again, for nobody has gone through it."""
        made, self._made, self.dialog = self._made, None, None
        if made is not None:
            made.finished.disconnect(self._finished)
            made.close_down()

    def _start_wanted(self) -> None:
        self._start = True

    def _finished(self, _: int) -> None:
        self.dialog = None
        self._window.model.background.run(remember_seen, lane="welcome")
        if self._start:  # behind the camera, which the welcome is giving back
            self._window.model.start()
