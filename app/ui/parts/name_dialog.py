"""NameDialog: asks for a name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

NAME_LENGTH = 60


class NameDialog(QDialog):
    """One line and two buttons."""

    chosen = Signal(str)

    def __init__(self, title: str, name: str, parent: QWidget | None = None, *, accept: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        heading = QLabel(title, self)
        heading.setProperty("role", "title")
        self.name = QLineEdit(name, self)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setToolTip(self.tr("Write the new name here"))
        self.name.setMaxLength(NAME_LENGTH)
        self.name.selectAll()
        self.name.textChanged.connect(self._judge)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.setToolTip(self.tr("Leave the name as it is"))
        cancel.clicked.connect(self.reject)
        self.ok_button = QPushButton(accept or self.tr("Rename"), self)
        self.ok_button.setProperty("role", "primary")
        self.ok_button.setDefault(True)
        self.ok_button.setToolTip(self.tr("Take this name"))
        self.ok_button.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.ok_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        column.addWidget(heading)
        column.addWidget(self.name)
        column.addLayout(row)
        self._before = "" if accept else name  # else it is to be another one
        self._judge()

    def _judge(self) -> None:
        name = self.name.text().strip()
        self.ok_button.setEnabled(bool(name) and name != self._before)

    def _choose(self) -> None:
        self.chosen.emit(self.name.text().strip())
        self.accept()
