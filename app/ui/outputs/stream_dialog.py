"""StreamDialog: asks where the stream goes, and for the key that lets it in."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import StreamError
from app.settings import Settings
from app.stream_target import StreamTarget, bit_rate_of
from app.ui.parts.widgets import SwitchRow, sentences, soft_label

_KBIT_S = (1500, 2500, 4000, 6000)
_TWO_LINES_PX = 34
_OWN_SIZE = (512, 512)  # of a portrait that is sent at its own size


class StreamDialog(QDialog):
    """Two lines, how much is sent, and whether the key is to be kept."""

    chosen = Signal(str, object)  # the key, the settings that change

    def __init__(self, settings: Settings, key: str, *, running: bool, parent: QWidget | None = None) -> None:
        """Show what is set.

        Args:
            settings: with the address.
            key: known so far; it is only shown as dots.
            running: the stream can begin at once.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Stream"))
        self.setMinimumWidth(560)
        self._make_fields(settings, key)
        self._lay_out(running)
        self._judge()
        if settings.stream_address and not key and self.key.isEnabled():
            self.key.setFocus()

    def _make_fields(self, settings: Settings, key: str) -> None:
        tip = self.tr("From your streaming service: rtmp:// or rtmps://. For a program of your own: udp:// or tcp://")
        self.address = self._line(self.tr("Address"), settings.stream_address, tip)
        self.address.setPlaceholderText("rtmp://live.example.com/app")
        self.address.editingFinished.connect(self._tidy)
        tip = self.tr("A secret: whoever has it can stream in your name")
        self.key = self._line(self.tr("Stream key"), key, tip)
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        tip = self.tr("Kept in the settings file, which only you can read; else it is forgotten when you quit")
        self.remember = SwitchRow(self.tr("Remember the key on this computer"), tip, self)
        self.remember.set_on(bool(settings.stream_key))
        self.rate = self._make_rate(settings)
        self.problem = soft_label(parent=self)
        self.problem.setProperty("role", "warning")
        self.problem.setMinimumHeight(_TWO_LINES_PX)  # else the fields would have to make room for it

    def _lay_out(self, running: bool) -> None:
        title = QLabel(self.tr("Stream picture and voice"), self)
        title.setProperty("role", "title")
        words = self.tr(
            "Take address and stream key from your streaming service, where it lets you go live. "
            "The stream carries what calls see and hear; a pause hides you there, too."
        )
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        for label, field in ((self.tr("Address"), self.address), (self.tr("Stream key"), self.key)):
            form.addRow(label, field)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow("", self.remember)
        form.addRow(self.tr("Picture"), self.rate)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        column.addWidget(title)
        column.addWidget(soft_label(words, self))
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addLayout(self._make_buttons(running))

    def _line(self, name: str, text: str, tip: str) -> QLineEdit:
        line = QLineEdit(text, self)
        line.setAccessibleName(name)
        line.setToolTip(tip)
        line.textChanged.connect(self._judge)
        return line

    def _make_rate(self, settings: Settings) -> QComboBox:
        rate = QComboBox(self)
        rate.setAccessibleName(self.tr("Picture"))
        rate.setToolTip(self.tr("More is sharper and needs a faster way up; half of what your line can send is safe"))
        suiting = bit_rate_of(0, settings.size or _OWN_SIZE, settings.fps) / 1e6
        rate.addItem(self.tr("Automatic: {rate:.1f} Mbit/s").format(rate=suiting), 0)
        own = () if settings.stream_kbit_s in (0, *_KBIT_S) else (settings.stream_kbit_s,)
        for kbit_s in sorted((*_KBIT_S, *own)):
            rate.addItem(self.tr("{rate:.1f} Mbit/s").format(rate=kbit_s / 1000), kbit_s)
        rate.setCurrentIndex(rate.findData(settings.stream_kbit_s))
        return rate

    def _make_buttons(self, running: bool) -> QHBoxLayout:
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.setToolTip(self.tr("Leave the stream as it is"))
        cancel.clicked.connect(self.reject)
        self.go_button = QPushButton(self.tr("Go live") if running else self.tr("Keep"), self)
        self.go_button.setProperty("role", "primary")
        self.go_button.setDefault(True)
        now = self.tr("Send picture and voice there from now on")
        self.go_button.setToolTip(now if running else self.tr("Keep this for when you start and click Stream"))
        self.go_button.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.go_button)
        return row

    def _tidy(self) -> None:
        """Take a key out of the address, where everybody could read it."""
        try:
            target = StreamTarget.read(self.address.text(), self.key.text() if self.key.isEnabled() else "")
        except StreamError:
            return  # told when it is to be used
        if target.address != self.address.text().strip() and target.key:
            self.key.setText(target.key)
            self.address.setText(target.address)

    def _judge(self) -> None:
        keyless = self.address.text().strip().lower().startswith(("udp://", "tcp://"))
        for part in (self.key, self.remember):
            part.setEnabled(not keyless)
        self.go_button.setEnabled(bool(self.address.text().strip()))
        self.problem.setText("")

    def _choose(self) -> None:
        try:
            target = StreamTarget.read(self.address.text(), self.key.text() if self.key.isEnabled() else "")
        except StreamError as error:
            self.problem.setText(sentences(error.message, error.advice))
            return
        changes: dict[str, Any] = {
            "stream_address": target.address,
            "stream_key": target.key if self.remember.switch.isChecked() else "",
            "stream_kbit_s": self.rate.currentData(),
        }
        self.chosen.emit(target.key, changes)
        self.accept()
