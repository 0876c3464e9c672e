"""ControlBar: the big button and its neighbours under the preview."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from app.ui.actions import Actions
from app.ui.bars.voice_buttons import VoiceButtons
from app.ui.look import icons, theme
from app.ui.session_model import Phase, SessionModel

_LEFT = ("calibrate", "mirror")
_ROOM_FOR_WORDS_PX = 760
_COMPACT_PX = 440
_RIGHT = ("panic", "screenshot")


class ControlBar(QWidget):
    """Start in the middle, the mute button and what goes in on its left, panic and picture on its right."""

    def __init__(self, model: SessionModel, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._actions = actions
        self._compact = False
        self.start_button = self._make_start(actions["start_stop"])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        self._buttons = {name: _control_button(actions[name], self) for name in (*_LEFT, *_RIGHT)}
        for name in _LEFT:
            row.addWidget(self._buttons[name])
        row.addSpacing(10)
        self.voice = VoiceButtons(model, actions["mute"], self)
        row.addWidget(self.voice)
        row.addWidget(self.start_button)
        row.addSpacing(10)
        for name in _RIGHT:
            row.addWidget(self._buttons[name])
        row.addStretch(1)
        model.phase_changed.connect(self._show_phase)
        self._show_phase(model.phase)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words away where there is no room for them."""
        compact = self.width() < _ROOM_FOR_WORDS_PX
        if compact != self._compact:
            self._compact = compact
            self.voice.set_compact(compact)
            style = Qt.ToolButtonStyle
            for button in self._buttons.values():
                button.setToolButtonStyle(style.ToolButtonIconOnly if compact else style.ToolButtonTextUnderIcon)
                button.setProperty("role", "flat" if compact else "control")
                button.style().polish(button)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the size without words; the layout would insist on the words it has now."""
        return QSize(_COMPACT_PX, 62)

    def _make_start(self, action: QAction) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("startButton")
        button.setProperty("role", "primary")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(24, 24))
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def _show_phase(self, phase: Phase) -> None:
        words = {
            Phase.STOPPED: self.tr("Start"),
            Phase.STARTING: self.tr("Starting…"),
            Phase.RUNNING: self.tr("Stop"),
            Phase.STOPPING: self.tr("Stopping…"),
            Phase.FAILED: self.tr("Try again"),
        }
        live = phase in (Phase.STARTING, Phase.RUNNING, Phase.STOPPING)
        button = self.start_button
        button.setText(" " + words[phase])
        button.setAccessibleName(words[phase])
        button.setEnabled(phase is not Phase.STOPPING)
        button.setIcon(icons.icon("stop" if live else "start", theme.RECORD if live else theme.ON_ACCENT))
        button.setProperty("live", live)
        button.style().polish(button)
        running = phase is Phase.RUNNING
        for name in ("calibrate", "record", "screenshot"):
            self._actions[name].setEnabled(running)


def _control_button(action: QAction, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setObjectName(f"{action.objectName()}Button")
    button.setProperty("role", "control")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setIconSize(QSize(24, 24))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
    return button
