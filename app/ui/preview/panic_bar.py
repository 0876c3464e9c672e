"""PanicBar: says across the whole stage that others see a still picture and hear nothing, and how to go on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.look import icons
from app.ui.session_model import SessionModel


class PanicBar(QFrame):
    """Red, and there as long as the pause lasts."""

    def __init__(self, model: SessionModel, panic: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panicBar")
        self._model, self._panic = model, panic
        sign = icons.IconLabel(24, self)
        sign.show_icon("panic", "on_alarm")
        self.words = QLabel(self.tr("Paused. Others see a still picture and hear nothing."), self)
        self.words.setWordWrap(True)
        self.go_on = QPushButton(self.tr("Go on"), self)
        self.go_on.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.go_on.clicked.connect(panic.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 10, 9)
        row.setSpacing(12)
        row.addWidget(sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.go_on)
        self.setAccessibleName(self.words.text())
        model.voice.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._panic.setChecked(self._model.voice.paused)
        self.go_on.setToolTip(
            self.tr("Let others see and hear you again ({keys})").format(keys=self._panic.statusTip())
        )
        self.setVisible(self._model.voice.paused)
