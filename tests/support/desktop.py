"""A desktop of its own: a screen, a window manager and what a screen reader needs; nothing is shared with the user's.

Programs that are started with `Desktop.env` show their windows on it. The hand is xdotool's and the eye the X server's:
neither asks the program what it thinks is on the screen.
"""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.support.box import Box

if TYPE_CHECKING:
    from Xlib.protocol.request import GetProperty
    from Xlib.xobject.drawable import Window

Pixels = NDArray[np.uint8]
WIDTH, HEIGHT = 1600, 1000
_ACCESSIBILITY = Path("/usr/libexec/at-spi-bus-launcher")
_OPENBOX = Path("/etc/xdg/openbox/rc.xml")  # as it comes, whatever the user of this machine has made of his own
_PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox", "dbus-daemon": "dbus-daemon"}
_ALL_BITS = 0xFFFFFFFF


class Desktop:
    """A screen that runs.

    Attributes:
        env: what a program needs to know of it.
    """

    def __init__(self, env: dict[str, str]) -> None:
        from Xlib import display

        self.env = env
        self._display: Any = display.Display(env["DISPLAY"])
        self._root = self._display.screen().root

    def hand(self, *words: object) -> str:
        """Let xdotool do something; returns what it says."""
        command = ["xdotool", *map(str, words)]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=20).stdout

    def managed(self) -> bool:
        """Whether there is a window manager."""
        return self._of_root("_NET_SUPPORTING_WM_CHECK") is not None

    def all_windows(self) -> list[int]:
        """Return all windows that have a frame, the oldest first; menus have none."""
        found = self._of_root("_NET_CLIENT_LIST")
        return list(found.value) if found is not None else []

    def windows(self, title: str) -> list[int]:
        """Return the windows with a frame whose title matches a regular expression."""
        return [window for window in self.all_windows() if re.search(title, self.title(window))]

    def title(self, window: int) -> str:
        """Return what stands in the title bar of a window, nothing if it has just gone."""
        from Xlib import error

        atom = self._display.intern_atom
        try:
            found = self._window(window).get_full_property(atom("_NET_WM_NAME"), atom("UTF8_STRING"))
        except error.BadWindow:
            return ""
        return str(found.value.decode()) if found is not None else ""

    def box(self, window: int) -> Box:
        """Return where a window lies, without its frame."""
        shape, place = self._window(window).get_geometry(), self._window(window).translate_coords(self._root, 0, 0)
        return Box(-place.x, -place.y, shape.width, shape.height)

    def resize(self, window: int, width: int, height: int) -> None:
        """Ask the window manager for another size, as one who pulls at the frame does."""
        self.hand("windowsize", window, width, height)

    def grab(self, box: Box | None = None) -> Pixels:
        """Return what is on the screen now, or on a part of it: (h, w, 3) uint8 RGB."""
        box = box or Box(0, 0, WIDTH, HEIGHT)
        from Xlib import X

        image = self._root.get_image(box.left, box.top, box.width, box.height, X.ZPixmap, _ALL_BITS)
        pixels = np.frombuffer(image.data, np.uint8).reshape(box.height, box.width, 4)
        return np.ascontiguousarray(pixels[:, :, 2::-1])

    def close(self) -> None:
        """Leave the screen."""
        self._display.close()

    def _of_root(self, name: str) -> "GetProperty | None":
        return self._root.get_full_property(self._display.intern_atom(name), 0)

    def _window(self, window: int) -> "Window":
        return self._display.create_resource_object("window", window)


def wait_until(fulfilled: Callable[[], bool], complaint: str, timeout_s: float = 30.0, every_s: float = 0.1) -> float:
    """Wait for what another process does; fail if it does not. Returns how long it took, in seconds."""
    start_s = time.monotonic()
    while not fulfilled():
        assert time.monotonic() - start_s < timeout_s, complaint
        time.sleep(every_s)
    return time.monotonic() - start_s


def missing() -> list[str]:
    """Return the packages that this machine lacks for a desktop, empty if none."""
    lacking = [package for name, package in _PROGRAMS.items() if shutil.which(name) is None]
    try:
        ctypes.CDLL("libatspi.so.0")
    except OSError:
        lacking.append("libatspi2.0-0")
    return lacking if _ACCESSIBILITY.exists() else [*lacking, "at-spi2-core"]


@contextmanager
def desktop() -> Iterator[Desktop]:
    """Start one, end it with all that belongs to it. Skips the test where it cannot be."""
    pytest.importorskip("Xlib")
    if lacking := missing():
        pytest.skip(f"needs packages: {', '.join(lacking)}")
    env = {name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    env |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "NO_AT_BRIDGE": "0", "LC_ALL": "C.UTF-8"}
    with ExitStack() as stack:
        size = f"{WIDTH}x{HEIGHT}x24"
        screen = ["Xvfb", "-screen", "0", size, "-dpi", "96", "-noreset", "-nolisten", "tcp", "-displayfd"]
        env["DISPLAY"] = f":{_speaking(stack, screen, env)}"
        bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
        env["DBUS_SESSION_BUS_ADDRESS"] = _speaking(stack, bus, env, joint="=")
        _running(stack, [str(_ACCESSIBILITY), "--launch-immediately"], env)
        _running(stack, ["openbox", "--sm-disable", "--config-file", str(_OPENBOX)], env)
        made = Desktop(env)
        stack.callback(made.close)
        wait_until(made.managed, "the window manager did not start")
        yield made


def _running(stack: ExitStack, command: list[str], env: dict[str, str], pass_fds: tuple[int, ...] = ()) -> None:
    """Start a program of the desktop; it ends, with its own children, when the stack unwinds."""
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=env, start_new_session=True, pass_fds=pass_fds, stdin=nowhere, stdout=nowhere, stderr=nowhere
    )

    def end() -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
            except ProcessLookupError:
                break
            try:
                process.wait(3.0)
            except subprocess.TimeoutExpired:
                continue
        process.wait()

    stack.callback(end)


def _speaking(stack: ExitStack, command: list[str], env: dict[str, str], joint: str = "") -> str:
    """Start a program that says one line about itself once it is ready, to the descriptor it is given; return it."""
    read, write = os.pipe()
    words = [*command[:-1], f"{command[-1]}{joint}{write}"] if joint else [*command, str(write)]
    _running(stack, words, env, pass_fds=(write,))
    os.close(write)
    with os.fdopen(read) as line:
        return line.readline().strip()
