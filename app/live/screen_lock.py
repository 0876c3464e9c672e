"""Tells whether the screen is locked: asked now and then, where nobody says so by himself.

Windows: the flags of the session (WTSINFOEX, since Windows 8). macOS: the dictionary of the window server's session.
Linux: the hint that lock screens give to logind.
"""

import ctypes
import logging
import os
import string
import subprocess
import sys
from collections.abc import Callable
from typing import Any

__all__ = ["ScreenLock"]

log = logging.getLogger(__name__)

_ANSWER_S = 2.0


class ScreenLock:
    """Whether the screen of the session that this program runs in is locked.

    Attributes:
        known: the system can tell; once it could not, it is not asked again.
    """

    def __init__(self, ask: Callable[[], bool | None] | None = None) -> None:
        """Take what tells; None: this system. It returns None, or raises OSError, if it cannot tell."""
        self._ask = ask if ask is not None else _ASK.get(sys.platform, _nobody)
        self.known = True

    def locked(self) -> bool:
        """Return whether it is; False where nobody can tell. Takes some milliseconds on Linux."""
        if not self.known:
            return False
        try:
            answer = self._ask()
        except (OSError, AttributeError, ValueError, subprocess.SubprocessError) as error:
            log.info("nobody tells whether the screen is locked: %s", error)
            answer = None
        self.known = answer is not None
        return bool(answer)


def _nobody() -> None:
    return None


_LOGIN = "org.freedesktop.login1"


def _ask_logind() -> bool | None:
    """Ask for the session that the program was started in; a service has none."""
    name = os.environ.get("XDG_SESSION_ID")
    if not name:
        return None
    path = f"/org/freedesktop/login1/session/{_label(name)}"
    question = ["busctl", "get-property", _LOGIN, path, f"{_LOGIN}.Session", "LockedHint"]
    answer = subprocess.run(question, capture_output=True, text=True, timeout=_ANSWER_S, check=True)
    return {"b true": True, "b false": False}.get(answer.stdout.strip())


def _label(name: str) -> str:
    """Return a name as it stands in paths on the bus: all but letters and digits, and a first digit, in hexadecimal."""
    letters = string.ascii_letters + string.digits
    first, *rest = [character if character in letters else f"_{ord(character):02x}" for character in name]
    return (f"_{ord(first):02x}" if first in string.digits else first) + "".join(rest)


class _SessionInfo(ctypes.Structure):
    """The beginning of WTSINFOEXW with its level 1, wtsapi32.h; what follows the flags are names and times."""

    _fields_ = (
        ("level", ctypes.c_uint32),
        ("_", ctypes.c_uint32),  # what follows begins at a multiple of eight
        ("session", ctypes.c_uint32),
        ("state", ctypes.c_int32),
        ("flags", ctypes.c_int32),
    )


_SESSION_INFO_EX = 25  # WTSSessionInfoEx
_THIS_SESSION = 0xFFFFFFFF  # WTS_CURRENT_SESSION
_LOCKED, _UNLOCKED = 0, 1  # WTS_SESSIONSTATE_LOCK, WTS_SESSIONSTATE_UNLOCK


def _ask_windows(library: Any = None) -> bool | None:  # noqa: ANN401 - a DLL
    """Ask the service for remote desktops, which keeps the sessions at the screen, too."""
    library = library or ctypes.CDLL("wtsapi32")  # 64 bit: one calling convention
    library.WTSFreeMemory.argtypes = [ctypes.c_void_p]
    buffer, length = ctypes.c_void_p(), ctypes.c_uint32()
    found = library.WTSQuerySessionInformationW(
        None, ctypes.c_uint32(_THIS_SESSION), _SESSION_INFO_EX, ctypes.byref(buffer), ctypes.byref(length)
    )
    if not found or not buffer.value:
        return None
    try:
        if length.value < ctypes.sizeof(_SessionInfo):
            return None
        info = _SessionInfo.from_address(buffer.value)
        return {_LOCKED: True, _UNLOCKED: False}.get(info.flags) if info.level == 1 else None
    finally:
        library.WTSFreeMemory(buffer)


_FRAMEWORKS = "/System/Library/Frameworks/{0}.framework/{0}"
_LOCKED_KEY = b"CGSSessionScreenIsLocked"  # there and true while it is locked, else missing
_ASCII = 0x0600  # kCFStringEncodingASCII


def _ask_macos(graphics: Any = None, foundation: Any = None) -> bool | None:  # noqa: ANN401 - frameworks
    """Ask the window server; a program without a screen has no session there."""
    graphics = graphics or ctypes.CDLL(_FRAMEWORKS.format("CoreGraphics"))
    foundation = foundation or ctypes.CDLL(_FRAMEWORKS.format("CoreFoundation"))
    pointer = ctypes.c_void_p
    graphics.CGSessionCopyCurrentDictionary.restype = pointer
    foundation.CFStringCreateWithCString.restype = pointer
    foundation.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
    foundation.CFDictionaryGetValue.restype = pointer
    foundation.CFDictionaryGetValue.argtypes = [pointer, pointer]
    foundation.CFBooleanGetValue.restype = ctypes.c_ubyte
    foundation.CFBooleanGetValue.argtypes = [pointer]
    foundation.CFRelease.argtypes = [pointer]
    session = graphics.CGSessionCopyCurrentDictionary()
    if not session:
        return None
    key = foundation.CFStringCreateWithCString(None, _LOCKED_KEY, _ASCII)
    try:
        value = foundation.CFDictionaryGetValue(session, key)  # belongs to the dictionary
        return bool(value and foundation.CFBooleanGetValue(value))
    finally:
        foundation.CFRelease(key)
        foundation.CFRelease(session)


_ASK = {"linux": _ask_logind, "win32": _ask_windows, "darwin": _ask_macos}
