"""MessageBar: one message at a time, with its remedy, dismissable."""

from collections import deque

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui.look import icons, theme
from app.ui.message import Level, Message
from app.ui.parts.widgets import sentence

_STAY_MS = {Level.INFO: 5000, Level.WARNING: 12000}  # errors stay until they are dismissed
_STAY_WITH_ACTION_MS = 12000
_KEEP = 5

_LOOK = {Level.INFO: ("info", "accent"), Level.WARNING: ("warning", "warning"), Level.ERROR: ("warning", "record")}


class MessageBar(QWidget):
    """Shows messages one after another; a new one goes before what is only information."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._waiting: deque[Message] = deque(maxlen=_KEEP)
        self.message: Message | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        self._build()
        self.hide()

    def _build(self) -> None:
        self._icon = icons.IconLabel(22, self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._advice = QLabel(self)
        self._advice.setProperty("role", "soft")
        self._advice.setWordWrap(True)
        self._advice.setTextFormat(Qt.TextFormat.PlainText)
        self._advice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # commands are copied
        self.action = QPushButton(self)
        self.action.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.action.setToolTip(self.tr("Do what the message offers"))
        self.action.clicked.connect(self._act)
        self.close_button = QToolButton(self)
        self.close_button.setProperty("role", "flat")
        self.close_button.setIcon(icons.icon("close", theme.TEXT_SOFT))
        self.close_button.setAccessibleName(self.tr("Dismiss this message"))
        self.close_button.setToolTip(self.tr("Dismiss this message (Esc)"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.dismiss)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 8, 9)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)

    def post(self, message: Message) -> None:
        """Show this message now, or after the serious one that is on show."""
        if message == self.message or message in self._waiting:
            return
        if self.message is not None and self.message.level is not Level.INFO and message.level is Level.INFO:
            if message.act is not None:  # something to undo is worth waiting for; mere information is not
                self._waiting.append(message)
            return
        if self.message is not None and self.message.level is Level.ERROR:
            self._waiting.append(message)
            return
        if self.message is not None and self.message.act is not None:
            self._waiting.appendleft(self.message)  # what can be undone comes back after the more urgent one
        self._show(message)

    def dismiss(self) -> None:
        """Put the message away; the next one follows."""
        self._timer.stop()
        self.message = None
        if self._waiting:
            self._show(self._waiting.popleft())
        else:
            self.hide()

    def clear_errors(self) -> None:
        """Forget what a new start makes obsolete."""
        self._waiting.clear()
        if self.message is not None and self.message.level is Level.ERROR:
            self.dismiss()

    @property
    def words(self) -> str:
        """Text and advice on show."""
        return f"{self._text.text()} {self._advice.text()}".strip() if self.message else ""

    def _show(self, message: Message) -> None:
        self.message = message
        self._icon.show_icon(*_LOOK[message.level])
        self._text.setText(sentence(message.text))
        self._advice.setText(sentence(message.advice))
        self._advice.setVisible(bool(message.advice))
        self.action.setText(message.action)
        self.action.setToolTip(self._text.text())
        self.action.setVisible(bool(message.action))
        self.setProperty("level", message.level.value)
        self.style().polish(self)
        self.setAccessibleName(self.words)
        self.show()
        stay_ms = _STAY_MS.get(message.level)
        if stay_ms is not None:
            self._timer.start(_STAY_WITH_ACTION_MS if message.action else stay_ms)

    def _act(self) -> None:
        message = self.message
        self.dismiss()
        if message is not None and message.act is not None:
            message.act()
