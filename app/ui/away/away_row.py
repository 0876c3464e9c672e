"""AwayRow: what others see and hear while the screen is locked or the computer sleeps."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.settings import Settings
from app.ui.parts.widgets import Segments
from app.ui.session_model import SessionModel


class AwayRow(QWidget):
    """A label, and three words of which one is chosen."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pause = self.tr("Others see the still picture and hear nothing until you press Go on")
        resume = self.tr("The same, and it goes on by itself when you are back")
        go_on = self.tr("Others go on seeing and hearing you as the avatar while the screen is locked")
        choices = [
            ("pause", self.tr("Pause"), pause),
            ("resume", self.tr("Until I am back"), resume),
            ("go on", self.tr("Go on"), go_on),
        ]
        self.choice = Segments(choices, self, dense=True)
        self.choice.setAccessibleName(self.tr("When the screen is locked"))
        self.choice.chosen.connect(lambda value: model.change(when_away=value))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(QLabel(self.tr("When the screen is locked"), self))
        column.addWidget(self.choice)
        model.settings_changed.connect(self._show)
        self._show(model.settings)

    def _show(self, settings: Settings) -> None:
        self.choice.select(settings.when_away)
