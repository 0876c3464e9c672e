"""SearchLine: a line in which one searches; Escape empties it and then leaves it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.look import icons, theme


class SearchLine(QLineEdit):
    """A line with a lens and a button that empties it."""

    left = Signal()  # Escape in the empty line

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setToolTip(self.tr("Show only what has these letters in its name"))
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", theme.TEXT_SOFT), QLineEdit.ActionPosition.LeadingPosition)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from becoming a command of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty or leave the line on Escape."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()
