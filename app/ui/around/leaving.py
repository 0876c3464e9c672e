"""Leaving: closes the window, or starts it anew; asks first while others see and hear the performance."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.parts.ask_dialog import AskDialog, Question
from app.ui.session_model import Phase

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class Leaving(QObject):
    """The ways out of one window.

    Attributes:
        dialog: the question that is open, else None.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._model = window, window.model
        self.dialog: AskDialog | None = None

    def quit(self) -> None:
        """Close the window."""
        asked = Question(
            window=self.tr("Quit"),
            question=self.tr("You are live. Stop and close?"),
            yes=self.tr("Stop and close"),
            yes_tip=self.tr("Others see and hear you no more"),
            no=self.tr("Go on"),
            no_tip=self.tr("Nothing changes"),
        )
        self._leave(self._window.close, asked, "")

    def restart(self) -> None:
        """Close the window and open it again in a new process; what is set stays set."""
        asked = Question(
            window=self.tr("Restart"),
            question=self.tr("You are live. Stop and restart?"),
            yes=self.tr("Stop and restart"),
            yes_tip=self.tr("Others see and hear you no more until you start again"),
            no=self.tr("Later"),
            no_tip=self.tr("Nothing changes now; what needs a restart comes with the next one"),
        )
        self._leave(self._start_anew, asked, self.tr("Your settings are kept. Press Start again afterwards."))

    def _leave(self, leave: Callable[[], object], asked: Question, words: str) -> None:
        if self._model.phase not in (Phase.STARTING, Phase.RUNNING):
            leave()
            return
        if self.dialog is not None:
            return
        recording = self.tr("The recording is finished and kept.") if self._model.recording is not None else ""
        said = [text for text in (words, recording) if text]
        self.dialog = AskDialog(asked, said, self._window, danger=True)
        self.dialog.confirmed.connect(leave)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.destroyed.connect(self._gone)
        self.dialog.open()

    def _start_anew(self) -> None:
        self._window.again = True
        self._window.close()

    def _gone(self) -> None:
        self.dialog = None
