"""Windows for tests: dressed, of a fixed size, closed as a user closes them, with nothing left behind."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.sound.devices import SoundDevice
from app.ui.application import make_application
from app.ui.inputs import sound_list
from app.ui.main_window import MainWindow
from app.ui.session_model import SessionModel
from tests.support.fake_session import FakeSession
from tests.support.fake_voices import MICROPHONES, OUTPUTS

OpenWindow = Callable[..., MainWindow]
_CLOSE_MS = 25_000


class Stage:
    """A window on a fake session.

    Attributes:
        sessions: the fakes that were made, oldest first.
    """

    def __init__(self) -> None:
        self.sessions: list[FakeSession] = []
        self.prepare: Callable[[FakeSession], None] = lambda _: None

    def make(self, settings: Settings) -> FakeSession:
        """Make a fake session and let the test prepare it."""
        session = FakeSession(settings)
        self.prepare(session)
        self.sessions.append(session)
        return session


@pytest.fixture
def stage() -> Stage:
    """Where fake sessions are found."""
    return Stage()


@pytest.fixture
def sound_devices(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[SoundDevice, ...]]:
    """The devices that a window finds; a test may change them."""
    found: dict[str, tuple[SoundDevice, ...]] = {"microphones": MICROPHONES, "outputs": OUTPUTS}
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")  # nor is the cable of the user touched
    monkeypatch.setattr(sound_list, "list_all", lambda: (found["microphones"], found["outputs"]))
    return found


@pytest.fixture
def open_window(qtbot: QtBot, stage: Stage, sound_devices: dict[str, tuple[SoundDevice, ...]]) -> Iterator[OpenWindow]:
    """Return a function that opens a window: on fake sessions, or with real=True on real ones."""
    make_application()
    windows: list[MainWindow] = []

    def open_(settings: Settings | None = None, *, real: bool = False) -> MainWindow:
        settings = settings or Settings()
        model = SessionModel(settings) if real else SessionModel(settings, stage.make)  # type: ignore[arg-type]
        window = MainWindow(model)
        window.resize(1280, 720)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: bool(window.avatars.ids) and window.cameras.refresh_button.isEnabled(), timeout=15_000)
        qtbot.waitUntil(lambda: bool(window.voices.ids) and window.devices.looked, timeout=15_000)
        windows.append(window)
        return window

    yield open_
    for window in windows:
        close(qtbot, window)
        window.deleteLater()
        window.model.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def close(qtbot: QtBot, window: MainWindow) -> None:
    """Close a window and wait until its session has ended."""
    if window.isVisible():
        with qtbot.waitSignal(window.closed, timeout=_CLOSE_MS):
            window.close()


def drop(window: MainWindow, path: Path) -> None:
    """Drag a file over the window and let it go there."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), copy, mime, button, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted() and window.drop_guide.isVisible()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, mime, button, keys))
    assert not window.drop_guide.isVisible()


def shown(window: MainWindow) -> NDArray[np.uint8]:
    """Return the portrait on show, (h, w, 3) uint8 RGB."""
    picture = window.preview.avatar.picture
    assert picture is not None
    return picture


def longest_pause_s() -> float:
    """Return how long the GUI thread may be late: 100 ms, more where other programs have taken all processors."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return 0.1 if load < (os.cpu_count() or 1) else 0.5


def snapshot(window: QWidget, name: str) -> None:
    """Keep a picture of the window where LIKENESS_SCREENSHOTS names a folder."""
    folder = os.environ.get("LIKENESS_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        window.grab().save(str(Path(folder) / f"{name}.png"))
