"""HelpReport: writes what a maker needs to see into one file, by a process of its own, and says where it lies."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import AppError
from app.ui.message import Level, Message
from app.ui.parts.widgets import sentences
from app.ui.session_model import SessionModel

_LIMIT_S = 180.0  # devices are asked, and some answer slowly
_LANE = "report"


def write_report(path: Path) -> Path:
    """Examine this computer and write the report; names of you and yours are taken out. Blocks. Raises AppError."""
    command = [sys.executable, "-m", "app", "doctor", "--report", str(path)]
    root = Path(__file__).resolve().parents[3]  # `-m` looks there first
    path.unlink(missing_ok=True)
    try:
        ran = subprocess.run(
            command, cwd=root, capture_output=True, text=True, errors="replace", timeout=_LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise AppError("the report takes too long", "in a terminal: likeness doctor --report report.zip") from error
    if not path.exists():  # its exit status says what is wrong with the computer, not with the report
        said = next((line for line in reversed(ran.stderr.splitlines()) if line.strip()), "")
        raise AppError("the report could not be written", said or "choose another folder")
    return path


def show_folder(path: Path) -> None:
    """Open the folder with this file in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


class HelpReport(QObject):
    """Asks for a file, writes the report, and keeps what there is to say about it.

    Attributes:
        busy: a report is being written.
        path: the newest report, None while there is none.
        words: how it went.
        dialog: that asks for the file, while it is open.
    """

    changed = Signal()

    def __init__(self, model: SessionModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._widget = model, parent
        self._open, self.busy = True, False
        self.path: Path | None = None
        self.words = ""
        self.dialog: QFileDialog | None = None

    def ask(self) -> None:
        """Ask where the report shall lie, then write it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = self.dialog = QFileDialog(self._widget, self.tr("Write a report"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.setNameFilter(self.tr("Reports (*.zip)"))
        dialog.selectFile("likeness-report.zip")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._asked)
        dialog.open()

    def _asked(self, _: int) -> None:
        self.dialog = None

    def write(self, path: Path) -> None:
        """Write the report to this file, off the GUI thread."""
        if self.busy:
            return
        self._show(self.tr("Examining this computer…"), busy=True)
        done = self.tr("Written: {name}. Look into it before you send it.").format(name=path.name)
        show = self.tr("Show file")

        def written(_: Path) -> None:
            if self._open:
                self.path = path
                self._show(done, busy=False)
            else:  # the help was closed meanwhile: the window tells
                self._model.message.emit(Message(done, action=show, act=lambda: show_folder(path)))

        def failed(text: str, advice: str) -> None:
            if self._open:
                self._show(sentences(text, advice), busy=False)
            else:
                self._model.message.emit(Message(text, advice, Level.WARNING))

        self._model.background.run(lambda: write_report(path), written, failed, lane=_LANE)

    def close_down(self) -> None:
        """The help closes; what is still written is told by the window."""
        self._open = False

    def _show(self, words: str, *, busy: bool) -> None:
        self.words, self.busy = words, busy
        self.changed.emit()
