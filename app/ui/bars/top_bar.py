"""TopBar: the name of the program, and how the window looks."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.ui.actions import Actions
from app.ui.bars.view_bar import ViewBar
from app.ui.look import icons
from app.ui.session_model import SessionModel

_SIGN_PX, _ROOM_FOR_NAME_PX, _LEAST_PX = 26, 640, 400


class TopBar(QWidget):
    """The name and what a menu has, too, go where there is no room for it.

    Attributes:
        view: the switches at the right.
    """

    def __init__(self, model: SessionModel, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign = icons.IconLabel(_SIGN_PX, self)
        sign.show_icon("app", "accent")
        self._name = QLabel("Likeness", self)
        self._name.setProperty("role", "heading")
        self.view = ViewBar(model, actions, self)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(sign)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self.view)

    def place(self, beside_name: QWidget, last: QWidget) -> None:
        """Put one thing beside the name of the program, and one at the right end."""
        self._row.insertWidget(2, beside_name)
        self._row.addWidget(last)

    def minimumSizeHint(self) -> QSize:
        """Return the size without the name; the layout would insist on it."""
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the name away where there is no room for it."""
        self._name.setVisible(self.width() >= _ROOM_FOR_NAME_PX)
        self.view.set_compact(self.width() < _ROOM_FOR_NAME_PX)
        super().resizeEvent(event)
