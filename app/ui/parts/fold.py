"""Fold: a line of words that shows or hides what is under it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui.look import icons, theme


class Fold(QWidget):
    """Folded until it is asked for.

    Attributes:
        button: opens and closes it.
        inner: layout of what is hidden.
    """

    opened = Signal(bool)

    def __init__(self, text: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QToolButton(self)
        self.button.setProperty("role", "fold")
        self.button.setText(text)
        self.button.setToolTip(tip)
        self.button.setAccessibleName(text)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._box = QWidget(self)
        self.inner = QVBoxLayout(self._box)
        self.inner.setContentsMargins(0, 2, 0, 4)
        self.inner.setSpacing(9)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button)
        column.addWidget(self._box)
        self.button.toggled.connect(self._unfold)
        self._unfold(False)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets under each other inside."""
        for widget in widgets:
            self.inner.addWidget(widget)

    def open(self, on: bool = True) -> None:
        """Show what is inside, or hide it."""
        self.button.setChecked(on)

    def _unfold(self, on: bool) -> None:
        self._box.setVisible(on)
        self.button.setIcon(icons.icon("chevron" if on else "chevron_right", theme.TEXT_SOFT, theme.ACCENT, 12))
        self.opened.emit(on)
