"""Step: one page of the welcome; its devices are open only while it is shown."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.parts.widgets import soft_label


class Step(QWidget):
    """A title, one sentence, and what belongs under them.

    Attributes:
        name: a word or two for the row of steps.
        shown: the step is on show.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        self.shown = False
        self.heading = QLabel(self)
        self.heading.setProperty("role", "title")
        self.heading.setWordWrap(True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        self.body.addWidget(self.heading)
        self._intro = soft_label(parent=self)
        self.body.addWidget(self._intro)
        self.body.addSpacing(12)

    def set_words(self, name: str, title: str, intro: str) -> None:
        """Give the step its name, its title and its sentence."""
        self.name = name
        self.heading.setText(title)
        self._intro.setText(intro)

    def enter(self) -> None:
        """The step comes on show: open what it needs."""
        self.shown = True

    def leave(self) -> None:
        """It goes: release what it has opened."""
        self.shown = False
