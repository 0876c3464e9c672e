"""KeyRow: changes one key: a field that takes the next key that is pressed, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLabel, QPushButton, QToolButton, QWidget

from app.ui.look import icons, theme

_LABEL_PX = 112


class KeyRow(QWidget):
    """A label, the field, a button that takes the key away, and one with a word of its own."""

    chosen = Signal(str)  # the key as text, "" for none
    other = Signal()

    def __init__(self, label: str, tip: str, other: str, parent: QWidget | None = None) -> None:
        """Make a row.

        Args:
            label: before the field.
            tip: what the key is for.
            other: word on the button at the end, "" for no button.
            parent: the page.
        """
        super().__init__(parent)
        self.field = QKeySequenceEdit(self)
        self.field.setMaximumSequenceLength(1)
        self.field.setAccessibleName(label)
        self.field.setToolTip(tip)
        self.field.editingFinished.connect(self._finished)
        self.clear = QToolButton(self)
        self.clear.setProperty("role", "flat")
        self.clear.setIcon(icons.icon("close", theme.TEXT_SOFT))
        self.clear.setAccessibleName(self.tr("No key: {label}").format(label=label))
        self.clear.setToolTip(self.tr("Take the key away"))
        self.clear.clicked.connect(lambda: self.chosen.emit(""))
        self.other_button = QPushButton(other, self)
        self.other_button.setAutoDefault(False)
        self.other_button.setVisible(bool(other))
        self.other_button.setToolTip(self.tr("The key that belongs to the map above"))
        self.other_button.clicked.connect(self.other)
        name = QLabel(label, self)
        name.setMinimumWidth(_LABEL_PX)
        name.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(name)
        row.addWidget(self.field, 1)
        row.addWidget(self.clear)
        row.addWidget(self.other_button)
        self._shown = ""

    def show_key(self, key: str) -> None:
        """Show what is in force, without telling anybody."""
        self._shown = key
        self.field.blockSignals(True)
        self.field.setKeySequence(QKeySequence(key))
        self.field.blockSignals(False)
        self.clear.setEnabled(bool(key))

    def _finished(self) -> None:
        key = self.field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if key and key != self._shown:
            self.chosen.emit(key)
