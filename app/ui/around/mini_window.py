"""MiniWindow: a small window on top of all others: what others see, mute, panic, the profile, and the way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.ui.look import icons, theme
from app.ui.preview.picture_view import PictureView
from app.ui.profiles.book import ProfileBook
from app.ui.profiles.button import ProfileButton
from app.ui.session_model import Phase

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_SIZE = QSize(320, 246)
_WORDS_PX = 92
_LOOK_MS = 50  # it is small: twenty pictures a second are enough
_FLAGS = Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.CustomizeWindowHint


class MiniWindow(QWidget):
    """Shows the picture that the large window shows; it may be dragged by it, and sized at its corner."""

    closed = Signal()

    def __init__(self, window: "MainWindow", book: ProfileBook) -> None:
        super().__init__(None, _FLAGS | Qt.WindowType.WindowTitleHint | Qt.WindowType.WindowCloseButtonHint)
        self._window, self._model, self._book = window, window.model, book
        self.setWindowTitle("Likeness")
        self.setObjectName("miniWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(320, 180)
        self.resize(_SIZE)
        self.addActions(window.actions_.all())  # the same keys
        self.picture = MiniPicture(window, self)
        self.state = QLabel(self)
        self.state.setProperty("role", "soft")
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 8)
        row.setSpacing(4)
        self._start = self._button("start_stop")
        for button in (self._start, self._button("mute"), self._button("panic")):
            row.addWidget(button)
        row.addWidget(self.state, 1)
        self.profile = ProfileButton(book, window.actions_, self)
        self.profile.setProperty("role", "flat")
        self.profile.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        row.addWidget(self.profile)
        row.addWidget(self._make_back())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture, 1)
        column.addLayout(row)
        self._model.phase_changed.connect(self._show)
        self._model.voice.changed.connect(self._show)
        book.changed.connect(self._show)
        self._show()

    def _button(self, name: str) -> QToolButton:
        action = self._window.actions_[name]
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setObjectName(f"{name}Button")
        button.setProperty("role", "flat")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setIconSize(QSize(20, 20))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())
        return button

    def _make_back(self) -> QToolButton:
        back = self.back = QToolButton(self)
        back.setProperty("role", "flat")
        back.setIcon(icons.icon("mini", theme.TEXT))
        back.setIconSize(QSize(20, 20))
        back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        back.setToolTip(self.tr("Back to the large window"))
        back.setAccessibleName(self.tr("Back to the large window"))
        back.clicked.connect(self.close)
        return back

    def _show(self) -> None:
        voice, live = self._model.voice, self._model.phase is Phase.RUNNING
        if voice.paused:
            words = self.tr("Paused")
        elif live:
            words = self.tr("Muted") if voice.muted else self.tr("Live")
        else:
            words = self.tr("Off")
        profile = self._book.current
        words = f"{words} · {profile.name}" if profile is not None else words
        self.state.setToolTip(words)
        self.state.setText(self.state.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WORDS_PX))
        red = theme.ON_ALARM if voice.paused else theme.RECORD
        self._start.setIcon(icons.icon("stop" if live else "start", red if live else theme.TEXT))
        for widget in (self, self.state):
            widget.setProperty("alarm", voice.paused)
            widget.style().polish(widget)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Bring the large window back: it is never lost."""
        super().closeEvent(event)
        if not self._window.commands.closing and (not self._window.isVisible() or self._window.isMinimized()):
            self._window.showNormal()
        self.closed.emit()


class MiniPicture(PictureView):
    """The newest picture; its window is dragged by it."""

    def __init__(self, window: "MainWindow", parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("PreviewView", "Avatar"), "person", parent)
        self._source = window.preview
        self._grip: QPoint | None = None
        self.setAccessibleName(self.tr("What others see"))
        self.setToolTip(self.tr("What others see. Drag it to move the window."))
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._look()

    def _look(self) -> None:
        if not self._source.isVisible():
            self._source.pull()  # nobody else does while the large window is away
        picture = self._source.avatar.picture
        if picture is not self.picture or self.mirrored != self._source.avatar.mirrored:
            self.mirrored = self._source.avatar.mirrored
            self.show_picture(picture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag; the system does it where it can."""
        handle = self.window().windowHandle()
        if event.button() is Qt.MouseButton.LeftButton and not (handle is not None and handle.startSystemMove()):
            self._grip = event.globalPosition().toPoint() - self.window().pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag on."""
        if self._grip is not None:
            self.window().move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def event(self, event: QEvent) -> bool:
        """A double click brings the large window back."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.window().close()
            return True
        return super().event(event)
