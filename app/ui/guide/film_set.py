"""FilmSet: the real window, live on the bundled film, in a home of its own: nobody's settings or names are seen."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.paths import data_dir
from app.settings import Settings
from app.ui.application import make_application
from app.ui.main_window import MainWindow
from app.ui.session_model import Phase, SessionModel

WINDOW_PX = (1280, 720)
_SCREEN = {"name": "set", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
_LIMIT_S = 90.0
_TICK_MS = 20


@dataclass(frozen=True, slots=True)
class FilmSet:
    """What a picture or a film is taken of."""

    application: QApplication
    window: MainWindow

    def pause(self, seconds: float) -> None:
        """Let the window go on for so long."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def wait(self, done: Callable[[], bool], what: str) -> None:
        """Let the window go on until this is so. Raises TimeoutError."""
        clock = QElapsedTimer()
        clock.start()
        while not done():
            if clock.elapsed() > 1000 * _LIMIT_S:
                raise TimeoutError(f"waited in vain: {what}")
            self.pause(_TICK_MS / 1000)

    def go_live(self) -> None:
        """Start, unless it runs, and wait until the portrait moves and the calm face is found."""
        model = self.window.model
        if model.phase in (Phase.STOPPED, Phase.FAILED):
            model.start()
        self.wait(lambda: model.phase is Phase.FAILED or model.status.frames_out > 60, "the portrait moves")
        if model.phase is Phase.FAILED:
            raise RuntimeError(f"it cannot start: {self.window.messages.words}")

    def stop(self) -> None:
        """End the performance."""
        self.window.model.stop()
        self.wait(lambda: self.window.model.phase in (Phase.STOPPED, Phase.FAILED), "the performance ends")


@contextmanager
def film_set(settings: Settings) -> Iterator[FilmSet]:
    """Open the window, and close it as a user does.

    Args:
        settings: what to begin with; they are not kept.
    """
    os.environ.setdefault("LIKENESS_MODELS", str(data_dir() / "models"))
    with tempfile.TemporaryDirectory(prefix="likeness-guide-") as home:
        os.environ["LIKENESS_HOME"] = home
        _use_a_large_screen(Path(home))
        application = make_application(settings.language)
        application.setQuitOnLastWindowClosed(False)
        window = MainWindow(SessionModel(settings, remember=False))
        made = FilmSet(application, window)
        window.resize(*WINDOW_PX)
        window.show()
        made.wait(lambda: bool(window.avatars.ids) and bool(window.voices.ids), "avatars and voices are listed")
        made.pause(1.0)
        try:
            yield made
        finally:
            closed: list[bool] = []
            window.closed.connect(lambda: closed.append(True))
            window.close()
            made.wait(lambda: bool(closed), "the window closes")
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _use_a_large_screen(home: Path) -> None:
    """Without a display of its own Qt would pretend one of 800 x 800."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen" and QApplication.instance() is None:
        config = home / "screen.json"
        config.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"
