"""Remembers size and place of the window, the only thing kept in QSettings."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from app.paths import config_dir


def _store() -> QSettings:
    return QSettings(str(config_dir() / "window.ini"), QSettings.Format.IniFormat)


def restore_geometry(window: QMainWindow) -> None:
    """Bring the window to where it was; without a memory it takes a good size."""
    geometry = _store().value("geometry")
    if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
        available = window.screen().availableGeometry()
        window.resize(min(1280, available.width()), min(720, available.height()))
        place = window.rect()
        place.moveCenter(available.center())
        window.move(place.topLeft())  # known at once, so that dialogs come in its middle


def save_geometry(window: QMainWindow) -> None:
    """Keep where the window is."""
    store = _store()
    store.setValue("geometry", window.saveGeometry())
    store.sync()
