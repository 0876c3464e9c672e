"""ScreenWatch: notices that the screen is locked, and that the computer sleeps.

On Linux logind and the screen savers say so on the buses of the system and of the desktop; Windows and macOS are asked
twice a second. Everywhere a clock tells afterwards that the computer has slept.
"""

import os
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

from app.live.screen_lock import ScreenLock
from app.live.sleep_clock import SleepClock

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_LOOK_MS = 500
_ANSWER_MS = 500  # a bus answers in one
_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_SESSION, _MANAGER = f"{_LOGIN}.Session", f"{_LOGIN}.Manager"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


class ScreenWatch(QObject):
    """Emits its signals on the GUI thread.

    Attributes:
        heard: what it listens to, in words; empty where there is nobody to tell.
    """

    locked = Signal(bool)
    asleep = Signal(bool)  # True just before, False when it is awake again
    slept = Signal()  # awake again, and nobody had told of it before

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        system: "QDBusConnection | None" = None,
        desktop: "QDBusConnection | None" = None,
        clock: SleepClock | None = None,
        lock: ScreenLock | None = None,
    ) -> None:
        """Listen to these buses and ask these; None: those of this computer and desktop."""
        super().__init__(parent)
        self.heard: list[str] = []
        self._locked = self._asleep = False
        self._session_path = ""
        self._system = system
        self._clock = clock or SleepClock()
        self._screen = lock
        if sys.platform == "linux":
            self._listen(system, desktop)
        elif lock is None:
            self._screen = ScreenLock()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    # -- whom to listen to

    def _listen(self, system: "QDBusConnection | None", desktop: "QDBusConnection | None") -> None:
        from PySide6.QtDBus import QDBusConnection

        self._system = system = system or QDBusConnection.systemBus()
        if system.isConnected():
            self._session_path = self._own_session(system)
            self._hear(system, "", _MANAGER, "PrepareForSleep", SLOT("_prepare_for_sleep(bool)"))
            if self._session_path:
                path = self._session_path
                self._hear(system, path, _SESSION, "Lock", SLOT("_lock()"))
                self._hear(system, path, _SESSION, "Unlock", SLOT("_unlock()"))
                self._hear(system, path, _PROPERTIES, "PropertiesChanged", SLOT("_look_at_hint()"))
        desktop = desktop or QDBusConnection.sessionBus()
        if desktop.isConnected():
            for saver in _SAVERS:
                self._hear(desktop, "", saver, "ActiveChanged", SLOT("_saver_changed(bool)"))

    def _hear(self, bus: "QDBusConnection", path: str, interface: str, signal: str, slot: Any) -> None:  # noqa: ANN401 - Qt's own
        if bus.connect("", path, interface, signal, self, slot):
            self.heard.append(f"{interface}.{signal}")

    def _own_session(self, bus: "QDBusConnection") -> str:
        """Return the path of the session that this window is in, "" if there is none."""
        name = os.environ.get("XDG_SESSION_ID")
        asked = (_MANAGER, "GetSession", [name]) if name else (_MANAGER, "GetSessionByPID", [os.getpid()])
        found = self._ask(bus, _LOGIN_PATH, *asked)
        return found.path() if hasattr(found, "path") else str(found or "")

    def _ask(self, bus: "QDBusConnection", path: str, interface: str, method: str, arguments: list[object]) -> object:
        """Return the first value of the answer, None if there is none."""
        from PySide6.QtDBus import QDBus, QDBusMessage

        message = QDBusMessage.createMethodCall(_LOGIN, path, interface, method)
        message.setArguments(arguments)
        answer = bus.call(message, QDBus.CallMode.Block, _ANSWER_MS)
        values = answer.arguments()
        return values[0] if answer.type() is QDBusMessage.MessageType.ReplyMessage and values else None

    # -- what they say

    @Slot(bool)
    def _prepare_for_sleep(self, on: bool) -> None:
        self._asleep = on
        if not on:
            self._clock.slept()  # known
        self.asleep.emit(on)

    @Slot()
    def _lock(self) -> None:
        self._set_locked(True)

    @Slot()
    def _unlock(self) -> None:
        self._set_locked(False)

    @Slot(bool)
    def _saver_changed(self, on: bool) -> None:
        self._set_locked(on)

    @Slot()
    def _look_at_hint(self) -> None:
        if self._system is not None:
            hint = self._ask(self._system, self._session_path, _PROPERTIES, "Get", [_SESSION, "LockedHint"])
            value = hint.variant() if hasattr(hint, "variant") else hint
            if isinstance(value, bool):
                self._set_locked(value)

    def _set_locked(self, on: bool) -> None:
        if on != self._locked:
            self._locked = on
            self.locked.emit(on)

    def _look(self) -> None:
        if self._screen is not None:
            self._set_locked(self._screen.locked())
        if self._clock.slept() and not self._asleep:
            self.slept.emit()
