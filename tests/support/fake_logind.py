"""A private message bus with a login service on it, as a desktop has them: says that the screen is locked, and so on.

Run as a program it is the service: it takes orders from its standard input, a word a line, and answers "ok".
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject, QSocketNotifier, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath

NAME, MANAGER_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
SESSION_ID, SESSION_PATH = "c7", "/org/freedesktop/login1/session/c7"
SAVER, SAVER_PATH = "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"
_SLEEP, _SESSION = f"{NAME}.Manager", f"{NAME}.Session"
_EXPORT = QDBusConnection.RegisterOption.ExportAllSlots | QDBusConnection.RegisterOption.ExportAllProperties


@ClassInfo({"D-Bus Interface": f"{NAME}.Manager"})  # type: ignore[call-arg]  # its stub lacks it
class Manager(QObject):  # type: ignore[operator]
    """What knows all sessions."""

    @Slot(str, result=QDBusObjectPath)
    def GetSession(self, name: str) -> QDBusObjectPath:  # noqa: N802 - its name on the bus
        """Return the path of a session."""
        return QDBusObjectPath(f"{MANAGER_PATH}/session/{name}")


@ClassInfo({"D-Bus Interface": f"{NAME}.Session"})  # type: ignore[call-arg]  # its stub lacks it
class Session(QObject):  # type: ignore[operator]
    """The one session; the bus library serves its properties."""

    locked = False

    def _locked_hint(self) -> bool:
        return self.locked

    LockedHint = Property(bool, _locked_hint)


class Service(QObject):
    """Both, and what takes the orders."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus, self._manager, self._session = bus, Manager(), Session()
        assert bus.registerService(NAME) and bus.registerObject(MANAGER_PATH, self._manager, _EXPORT)
        assert bus.registerObject(SESSION_PATH, self._session, _EXPORT)
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._obey)

    def _obey(self) -> None:
        order = sys.stdin.readline().strip()
        if not order:
            QCoreApplication.quit()
            return
        if order in ("hint on", "hint off"):
            self._session.locked = order == "hint on"
        says: dict[str, tuple[str, str, str, list[object]]] = {
            "lock": (SESSION_PATH, _SESSION, "Lock", []),
            "unlock": (SESSION_PATH, _SESSION, "Unlock", []),
            "another's lock": (f"{MANAGER_PATH}/session/c8", _SESSION, "Lock", []),
            "sleep": (MANAGER_PATH, _SLEEP, "PrepareForSleep", [True]),
            "wake": (MANAGER_PATH, _SLEEP, "PrepareForSleep", [False]),
            "hint on": (SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged", [_SESSION]),
            "hint off": (SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged", [_SESSION]),
            "saver on": (SAVER_PATH, SAVER, "ActiveChanged", [True]),
            "saver off": (SAVER_PATH, SAVER, "ActiveChanged", [False]),
        }
        path, interface, signal, arguments = says[order]
        message = QDBusMessage.createSignal(path, interface, signal)
        message.setArguments(arguments)
        self._bus.send(message)
        sys.stdout.write("ok\n")
        sys.stdout.flush()


class Logind:
    """The test's end of the service."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self.address = address
        self._process = process

    def say(self, order: str) -> None:
        """Let it say something on the bus."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "ok\n"


@contextmanager
def logind() -> Iterator[Logind]:
    """Start bus and service; end them. Skips the test where there is no dbus-daemon."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon (package dbus)")
    with tempfile.TemporaryDirectory(prefix="bus-", dir="/tmp") as folder:  # names of sockets are short
        address = f"unix:path={folder}/bus"
        line = ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address={address}"]
        daemon = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        service: subprocess.Popen[str] | None = None
        try:
            assert daemon.stdout is not None and daemon.stdout.readline().startswith("unix:")
            root = Path(__file__).resolve().parents[2]
            line = [sys.executable, "-m", "tests.support.fake_logind", address]
            service = subprocess.Popen(line, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            assert service.stdout is not None and service.stdout.readline() == "ready\n"
            yield Logind(service, address)
        finally:
            for process in (service, daemon):
                if process is not None:
                    process.kill()
                    process.communicate()


if __name__ == "__main__":
    application = QCoreApplication([])
    service = Service(QDBusConnection.connectToBus(sys.argv[1], "service"))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.exit(application.exec())
