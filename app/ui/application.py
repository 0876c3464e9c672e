"""Opens the window and runs until it is closed."""

import logging
import os
import signal
import sys
import traceback
from dataclasses import replace
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from app.settings import Settings, load_settings, save_settings
from app.ui.away.absence import Absence
from app.ui.away.screen_watch import ScreenWatch
from app.ui.beginning import PLAIN, Beginning
from app.ui.help.log_folder import show_log_folder
from app.ui.languages.choice import language_for
from app.ui.languages.translator import speak
from app.ui.look import icons, theme
from app.ui.look.dress import dress
from app.ui.main_window import MainWindow
from app.ui.message import Level, Message
from app.ui.session_model import SessionModel

log = logging.getLogger(__name__)
_PRELOAD_MS = 400
_WELCOME_MS = 60  # the window comes first, and has asked which devices there are
_INTERRUPTED = 130
_ENDINGS = (signal.SIGINT, signal.SIGTERM)  # nothing is lost by either
AGAIN = -1  # no exit status of a program


def make_application(language: str = "en") -> QApplication:
    """Return the one QApplication, dressed and with its words.

    Args:
        language: of the window, as in the settings.
    """
    _forget_foreign_plugins()
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Likeness")  # no display name: Qt would write it behind every title once more
    QGuiApplication.setDesktopFileName("likeness")
    speak(application, language_for(language))
    dress(application, "dark")  # until the window knows what the user wants
    application.setWindowIcon(QIcon(icons.picture("app", theme.ACCENT, 128)))
    return application


def run_window(settings: Settings, beginning: Beginning = PLAIN, *, remember: bool = True) -> int:
    """Show the window until it is closed; returns the exit status, AGAIN if it wants to be opened by a new process.

    Args:
        settings: what to begin with.
        beginning: what to do at once.
        remember: keep what the user changes for the next time.
    """
    application = make_application(settings.language)
    application.setQuitOnLastWindowClosed(False)  # the window closes first, the session ends, then we quit
    model = SessionModel(settings, remember=remember)
    window = MainWindow(model)
    window.closed.connect(lambda: application.exit(0))
    previous = [(number, signal.signal(number, lambda *_: _interrupt(window))) for number in _ENDINGS]
    sys.excepthook = _Reporter(model)
    Absence(model, ScreenWatch(window), window)
    window.around.open(beginning, remember=remember)
    log.info("window is visible")
    if beginning.start:
        QTimer.singleShot(0, lambda: window.sound_output.cable.prepare(model.start))  # the voice may want to go there
    else:
        QTimer.singleShot(_PRELOAD_MS, model.preload)
    if beginning.welcome or (remember and not (beginning.start or beginning.minimised)):
        shown = window.commands.welcome
        QTimer.singleShot(_WELCOME_MS, shown.show if beginning.welcome else shown.show_once)
    try:
        status = application.exec()
    finally:
        for number, handler in previous:
            signal.signal(number, handler)
        sys.excepthook = sys.__excepthook__
    if not window.again:
        window.sound_output.cable.release()
    elif not remember:  # the language is the user's own, whatever else this window forgets
        save_settings(replace(load_settings(), language=model.settings.language))
    if window.interrupted:
        return _INTERRUPTED
    return AGAIN if window.again else status


def _interrupt(window: MainWindow) -> None:
    """End on Ctrl-C as if the window were closed; a timer that always runs lets Python hear the signal."""
    window.interrupted = True
    window.close()


def _forget_foreign_plugins() -> None:
    """Undo what importing cv2 does to Qt on Linux: PySide6 would load the plug-ins of another Qt and abort."""
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        if f"{os.sep}cv2{os.sep}" in os.environ.get(name, ""):
            del os.environ[name]


class _Reporter:
    """Tells of an error in the window's own code without ending the performance."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("error in the window\n%s", "".join(traceback.format_exception(kind, error, trace)))
        translate = QCoreApplication.translate
        text = translate("Application", "Something went wrong in the window: {error}").format(error=error)
        advice, show = translate("Application", "The log says more."), translate("Application", "Log folder")
        self._model.message.emit(Message(text, advice, Level.ERROR, show, show_log_folder))
