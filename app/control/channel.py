"""Channel: a line to and from another program of the same user: a Unix socket, a named pipe on Windows."""

import contextlib
import getpass
import hashlib
import os
import socket
import sys
import tempfile
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Protocol

from app.errors import SettingsError
from app.paths import config_dir

LONGEST_LINE = 65_536  # bytes


class Channel(Protocol):
    """Carries lines of bytes, without their ends. One thread reads and writes."""

    def read(self) -> bytes:
        """Return the next line, b"" at the end. Raises OSError when nothing came in time."""

    def write(self, line: bytes) -> None:
        """Send a line. Raises OSError."""

    def close(self) -> None:
        """End it; may be called twice."""


class Door(Protocol):
    """Where programs knock."""

    def accept(self) -> Channel:
        """Wait for the next one. Raises OSError when the door is closed."""

    def close(self) -> None:
        """Let nobody in any more, and leave nothing behind; may be called twice, from any thread."""


def control_address() -> str:
    """Return where Likeness listens for the user of this home; only its user can reach it. Raises SettingsError."""
    mark = hashlib.sha256(str(config_dir().resolve()).encode()).hexdigest()[:10]
    if sys.platform == "win32":
        return rf"\\.\pipe\likeness-{getpass.getuser()}-{mark}"
    return str(_own_folder() / f"{mark}.sock")  # short: such names may have about 100 bytes


def _own_folder() -> Path:
    """A folder that nobody else can look into."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    base = Path(runtime) if runtime and Path(runtime).is_dir() else Path(tempfile.gettempdir())
    folder = base / f"likeness-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if folder.is_symlink() or state.st_uid != os.getuid() or state.st_mode & 0o077:
        raise SettingsError(f"{folder} can be reached by others", "remove it, or set LIKENESS_HOME and TMPDIR")
    return folder


def open_door(address: str) -> Door:
    """Listen at an address; a socket that a crash has left there is removed.

    Raises:
        SettingsError: somebody listens there already, or it cannot be made.
    """
    try:
        return PipeDoor(address) if sys.platform == "win32" else SocketDoor(address)
    except OSError as error:
        if sys.platform == "win32" and isinstance(error, PermissionError):
            raise _taken() from error
        raise SettingsError(f"{address} cannot be opened: {error.strerror or error}", "restart Likeness") from error


def knock(address: str, timeout_s: float) -> Channel:
    """Reach whoever listens at an address. Raises OSError if nobody does."""
    if sys.platform == "win32":
        return PipeChannel(Client(address))
    return SocketChannel(_connected(address, timeout_s))


class SocketChannel:
    """Lines over a Unix socket."""

    def __init__(self, line: socket.socket) -> None:
        self._socket = line
        self._file = line.makefile("rb")

    def read(self) -> bytes:
        """Return the next line, b"" at the end or if it is too long. Raises OSError."""
        try:
            line = self._file.readline(LONGEST_LINE)
        except ValueError:  # closed by another thread
            return b""
        return line.rstrip(b"\r\n") or b" " if line.endswith(b"\n") else b""

    def write(self, line: bytes) -> None:
        """Send a line. Raises OSError."""
        self._socket.sendall(line + b"\n")

    def close(self) -> None:
        """End it; may be called twice."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes a thread that reads
        self._file.close()
        self._socket.close()


class SocketDoor:
    """A Unix socket that only its owner may open."""

    def __init__(self, address: str) -> None:
        """Listen. Raises SettingsError if somebody does already, OSError."""
        path = Path(address)
        if path.exists():
            try:
                _connected(address, 1.0).close()
            except OSError:
                path.unlink(missing_ok=True)  # left behind by a crash
            else:
                raise _taken()
        self._path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.bind(address)
            path.chmod(0o600)
            self._socket.listen(8)
        except OSError:
            self._socket.close()
            raise
        self._mine = path.stat().st_ino

    def accept(self) -> SocketChannel:
        """Wait for the next one. Raises OSError when the door is closed."""
        return SocketChannel(self._socket.accept()[0])

    def close(self) -> None:
        """Let nobody in any more, and remove the socket."""
        with contextlib.suppress(OSError):
            if self._path.stat().st_ino == self._mine:
                self._path.unlink()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes accept
        self._socket.close()


class PipeChannel:
    """Lines over a named pipe, each a message of its own."""

    def __init__(self, line: "Connection[bytes, bytes]") -> None:
        self._line = line

    def read(self) -> bytes:
        """Return the next line, b"" at the end or if it is too long. Raises OSError."""
        try:
            return self._line.recv_bytes(LONGEST_LINE).rstrip(b"\r\n") or b" "
        except EOFError:
            return b""

    def write(self, line: bytes) -> None:
        """Send a line. Raises OSError."""
        self._line.send_bytes(line)

    def close(self) -> None:
        """End it; may be called twice."""
        self._line.close()


class PipeDoor:
    """A named pipe; without other wishes Windows lets only its owner write to it."""

    def __init__(self, address: str) -> None:
        """Listen. Raises OSError if somebody does already."""
        self._address = address
        self._listener = Listener(address)
        self._closed = False

    def accept(self) -> PipeChannel:
        """Wait for the next one. Raises OSError when the door is closed."""
        line = self._listener.accept()
        if self._closed:
            line.close()
            raise OSError("the door is closed")
        return PipeChannel(line)

    def close(self) -> None:
        """Let nobody in any more."""
        if not self._closed:
            self._closed = True
            with contextlib.suppress(OSError):
                Client(self._address).close()  # wakes accept
            self._listener.close()


def _taken() -> SettingsError:
    """What is said where another one listens already."""
    return SettingsError("another Likeness of yours takes the orders of `likeness ctl` already", "close the other one")


def _connected(address: str, timeout_s: float) -> socket.socket:
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(timeout_s)
    try:
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line
