"""CameraWatch: notices that a camera was plugged in or pulled out."""

import os

from PySide6.QtCore import QObject, QTimer, Signal

_LOOK_EVERY_MS = 1000
# the second names devices by what they are, and is filled a moment after the first
_FOLDERS = ("/sys/class/video4linux", "/dev/v4l/by-id")


def plugged() -> frozenset[str]:
    """Return names of what is plugged in; empty where the system keeps no such folders (Windows, macOS)."""
    return frozenset(name for folder in _FOLDERS if os.path.isdir(folder) for name in os.listdir(folder))


class CameraWatch(QObject):
    """Compares once a second, which costs some microseconds and opens no device."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plugged = plugged()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Compare with the last time."""
        now = plugged()
        if now != self._plugged:
            self._plugged = now
            self.changed.emit()
