"""OpenFilmDialog: asks for a film file or the address of a stream."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.parts.widgets import soft_label

FILM_SUFFIXES = (".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".mpg", ".mpeg", ".ts")
_SCHEMES = ("rtsp://", "rtsps://", "rtmp://", "http://", "https://", "udp://", "srt://")


class OpenFilmDialog(QDialog):
    """One line for the address, a button to look for a file."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open a film or stream"))
        self.setMinimumWidth(560)
        title = QLabel(self.tr("Let a film or a stream drive the portrait"), self)
        title.setProperty("role", "title")
        words = self.tr(
            "A film plays in a loop. Streams begin with rtsp://, rtmp://, http://, https://, udp:// or srt://."
        )
        self.address = QLineEdit(self)
        self.address.setAccessibleName(self.tr("File or address"))
        self.address.setToolTip(self.tr("The path of a film, or the address of a stream"))
        self.address.setPlaceholderText("rtsp://192.168.0.20/stream")
        self.address.textChanged.connect(self._judge)
        browse = QPushButton(self.tr("Browse…"), self)
        browse.setAutoDefault(False)
        browse.setToolTip(self.tr("Look for a film on this computer"))
        browse.clicked.connect(self._browse)
        line = QHBoxLayout()
        line.addWidget(self.address, 1)
        line.addWidget(browse)
        self.problem = soft_label(parent=self)
        self.problem.setProperty("role", "warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        for widget in (title, soft_label(words, self)):
            column.addWidget(widget)
        column.addLayout(line)
        column.addWidget(self.problem)
        column.addLayout(self._make_buttons())
        self._judge()

    def _make_buttons(self) -> QHBoxLayout:
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.setToolTip(self.tr("Leave the camera as it is"))
        cancel.clicked.connect(self.reject)
        self.open_button = QPushButton(self.tr("Open"), self)
        self.open_button.setProperty("role", "primary")
        self.open_button.setDefault(True)
        self.open_button.setToolTip(self.tr("Let this drive the portrait"))
        self.open_button.clicked.connect(self._open)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.open_button)
        return row

    def _browse(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in FILM_SUFFIXES)
        kinds = self.tr("Films ({patterns});;All files (*)").format(patterns=patterns)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a film"), "", kinds)
        if name:
            self.address.setText(name)

    def _judge(self) -> None:
        self.open_button.setEnabled(bool(self.address.text().strip()))
        self.problem.setText("")

    def _open(self) -> None:
        text = self.address.text().strip()
        if text.lower().startswith(_SCHEMES) or Path(text).expanduser().is_file():
            self.chosen.emit(text if "://" in text else str(Path(text).expanduser().resolve()))
            self.accept()
        else:
            self.problem.setText(self.tr("There is no such file, and it is not the address of a stream."))
