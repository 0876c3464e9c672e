"""ThemeControl: lets the theme follow the setting, and the desktop where the setting says so."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from app.ui.look import theme
from app.ui.look.dress import dress
from app.ui.session_model import SessionModel


class ThemeControl(QObject):
    """Puts the theme on that is wanted; a desktop that does not say what it likes gets the dark one."""

    changed = Signal()

    def __init__(self, model: SessionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(lambda _: self._put_on())
        model.settings_changed.connect(self._follow)
        self._follow(model.settings)

    def _follow(self, settings: Settings) -> None:
        if settings.theme == self._wanted:
            return
        self._wanted = settings.theme
        schemes = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}
        if self._wanted in schemes:
            self._hints.setColorScheme(schemes[self._wanted])  # the frame of the window, too
        else:
            self._hints.unsetColorScheme()
        self._put_on()

    def _put_on(self) -> None:
        name = self._wanted
        if name == "system":
            name = "light" if self._hints.colorScheme() is Qt.ColorScheme.Light else "dark"
        application = QApplication.instance()
        if isinstance(application, QApplication) and name != theme.palette().name:
            dress(application, name)
            self.changed.emit()
