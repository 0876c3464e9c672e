"""Sidebar: the pages beside the stage: who is shown, how it moves, what is heard, and where it all goes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.ui.actions import Actions
from app.ui.parts.widgets import Segments

WIDTH_PX = 316
_PAGES = ("portrait", "motion", "voice", "outputs")


class Sidebar(QFrame):
    """A row of words over the page that is chosen; each page scrolls by itself where the window is low.

    Attributes:
        page: name of the page on show.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setFixedWidth(WIDTH_PX)
        self.page = _PAGES[0]
        choices = []
        for name in _PAGES:
            action = actions[f"page_{name}"]
            choices.append((name, action.text(), action.toolTip()))
        self.tabs = Segments(choices, self, dense=True)
        self.tabs.chosen.connect(self.show_page)
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(18, 0, 18, 0)
        top.addWidget(self.tabs)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def add_page(self, panels: list[QWidget], growing: QWidget | None = None) -> None:
        """Put panels under each other on the next page; the growing one takes the room that is left."""
        body = QWidget(self)
        body.setObjectName("sidebarBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(10)
        for index, panel in enumerate(panels):
            if index:
                line = QFrame(body)
                line.setProperty("role", "line")
                column.addWidget(line)
            column.addWidget(panel, 1 if panel is growing else 0)
        if growing is None:
            column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack.addWidget(area)
        if self._stack.count() == 1:
            self.tabs.select(self.page)

    def show_page(self, name: str) -> None:
        """Show this page."""
        self.page = name
        self._stack.setCurrentIndex(_PAGES.index(name))
        self.tabs.select(name)
