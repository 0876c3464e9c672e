"""TalkKey: the key that is held to talk, wherever in the window the keyboard is."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.settings import Settings
from app.ui.key_maps import KEY_MAPS
from app.ui.session_model import SessionModel


class TalkKey(QObject):
    """Watches presses and releases; a shortcut would only tell of presses.

    Letting go is never missed: losing the keyboard to another window counts as letting go.
    """

    def __init__(self, model: SessionModel, window: QWidget) -> None:
        super().__init__(window)
        self._model, self._window = model, window
        self._key = Qt.Key.Key_T
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key while push-to-talk is on, except where words are typed."""
        kind = event.type()
        if kind == QEvent.Type.WindowDeactivate and watched is self._window:
            self._model.voice.talk(False)
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or event.key() != self._key or not self._is_ours(watched):
            return False
        if kind == QEvent.Type.KeyRelease:
            if not event.isAutoRepeat():
                self._model.voice.talk(False)
            return not _is_typing(watched)
        if event.modifiers() or _is_typing(watched):
            return False
        if kind == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._model.voice.talk(True)
        return kind == QEvent.Type.KeyPress

    def _show_settings(self, settings: Settings) -> None:
        key = Qt.Key[f"Key_{KEY_MAPS[settings.keys].talk}"]
        if key is not self._key:
            self._model.voice.talk(False)  # the old key may be held
        self._key = key
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if settings.push_to_talk:  # only then: every event of the program goes through it
                application.installEventFilter(self)
        if not settings.push_to_talk:
            self._model.voice.talk(False)

    def _is_ours(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.window() is self._window


def _is_typing(widget: QObject) -> bool:
    return isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit))
