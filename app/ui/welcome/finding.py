"""Finding: one line of a check: a sign, what was looked at, and what was found in words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.look.icons import IconLabel
from app.ui.parts.widgets import soft_label

_SIGN_PX = 20
_STATES = {"waiting": ("more", "text_soft"), "good": ("tick", "accent"), "poor": ("warning", "warning")}


class Finding(QWidget):
    """A tick when all is well, a warning sign with what to do when not, a dot while nothing is known.

    Attributes:
        state: "waiting", "good" or "poor".
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, room: int = 1) -> None:
        """Take what is looked at, and how many lines the words may have without anything moving."""
        super().__init__(parent)
        self._name = name
        self.state = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._sign = IconLabel(_SIGN_PX, self)
        self._sign.setFixedSize(_SIGN_PX, _SIGN_PX)
        title = QLabel(name, self)
        title.setProperty("role", "heading")
        self._words = soft_label(parent=self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._words.setMinimumHeight(room * QFontMetrics(self._words.font()).lineSpacing())
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(title)
        lines.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        self.show_finding("waiting", "")

    @property
    def words(self) -> str:
        """What was found."""
        return self._words.text()

    def show_finding(self, state: str, words: str) -> None:
        """Show "waiting", "good" or "poor", with words. Raises ValueError for another state."""
        if state not in _STATES:
            raise ValueError(f"a finding is {' or '.join(_STATES)}, not {state!r}")
        if words != self._words.text():
            self._words.setText(words)
            self.setAccessibleName(f"{self._name}: {words}")
        if state != self.state:
            self.state = state
            self._sign.show_icon(*_STATES[state])
