"""StreamCommands: what a click on the stream does: begin it, end it, or ask where it goes."""

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import StreamError
from app.ui.message import Level, Message
from app.ui.outputs.stream_dialog import StreamDialog
from app.ui.session_model import Phase, SessionModel


class StreamCommands(QObject):
    """Of one window.

    Attributes:
        dialog: while it is open.
    """

    def __init__(self, model: SessionModel, window: QWidget) -> None:
        super().__init__(window)
        self._model, self._window = model, window
        self.dialog: StreamDialog | None = None

    def switch(self) -> None:
        """End the stream, or begin it; ask first where it goes if that is not known, or nothing runs."""
        model = self._model
        if model.status.stream.on:
            model.stream.stop()
        elif model.phase is Phase.RUNNING and model.stream.ready(model.settings):
            self.begin()
        else:
            self.set_up()

    def begin(self) -> None:
        """Begin the stream with what is known."""
        try:
            self._model.stream.start(self._model.settings)
        except StreamError as error:
            self._model.message.emit(Message(error.message, error.advice, Level.ERROR))

    def set_up(self) -> None:
        """Ask for address and key."""
        model = self._model
        if self.dialog is not None:
            return
        running = model.phase is Phase.RUNNING
        key = model.stream.key_of(model.settings)
        dialog = self.dialog = StreamDialog(model.settings, key, running=running, parent=self._window)
        dialog.chosen.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._gone)
        dialog.open()

    def _take(self, key: str, changes: dict[str, Any]) -> None:
        self._model.stream.key = key
        self._model.change(**changes)
        if self._model.phase is Phase.RUNNING:
            self.begin()

    def _gone(self) -> None:
        self.dialog = None
