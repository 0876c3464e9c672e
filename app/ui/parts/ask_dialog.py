"""AskDialog: asks once before something that others would see or hear, or that changes the system."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.parts.widgets import soft_label

_WIDTH_PX = 460


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, all of it in the language of the window.

    Attributes:
        window: title of the dialog.
        question: the question itself, in a line.
        yes, yes_tip: the button that does it.
        no, no_tip: the button that leaves everything as it is, the default.
    """

    window: str
    question: str
    yes: str
    yes_tip: str
    no: str
    no_tip: str


class AskDialog(QDialog):
    """A question with two answers; the safe one is the default.

    Attributes:
        yes_button, no_button: the answers.
    """

    confirmed = Signal()

    def __init__(
        self, asked: Question, words: Sequence[str], parent: QWidget | None = None, *, danger: bool = False
    ) -> None:
        """Make the dialog.

        Args:
            asked: question and answers.
            words: what is to be known, a paragraph each.
            parent: over which it stands.
            danger: the safe answer is the one that catches the eye.
        """
        super().__init__(parent)
        self.setWindowTitle(asked.window)
        self.setMinimumWidth(_WIDTH_PX)
        title = QLabel(asked.question, self)
        title.setProperty("role", "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(title)
        for part in words:
            column.addWidget(soft_label(part, self))
        column.addStretch(1)  # takes what lines that break leave over
        column.addLayout(self._make_buttons(asked, danger))

    def _make_buttons(self, asked: Question, danger: bool) -> QHBoxLayout:
        self.no_button, self.yes_button = QPushButton(asked.no, self), QPushButton(asked.yes, self)
        self.no_button.setToolTip(asked.no_tip)
        self.no_button.clicked.connect(self.reject)
        self.no_button.setDefault(True)
        self.yes_button.setToolTip(asked.yes_tip)
        self.yes_button.clicked.connect(self._confirm)
        self.yes_button.setAutoDefault(False)
        self.yes_button.setProperty("role", "danger" if danger else "primary")
        if danger:
            self.no_button.setProperty("role", "primary")
        left, right = (self.yes_button, self.no_button) if danger else (self.no_button, self.yes_button)
        row = QHBoxLayout()
        row.addWidget(left)
        row.addStretch(1)
        row.addWidget(right)
        return row

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()
