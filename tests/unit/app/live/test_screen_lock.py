"""ScreenLock: what each system answers; logind is asked for real, on a bus of its own."""

import ctypes
import shutil
import sys
from typing import Any

import pytest

from app.live import screen_lock
from app.live.screen_lock import ScreenLock
from tests.support.fake_logind import SESSION_ID, logind


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("busctl"), reason="there is no busctl")
def test_logind_is_asked_for_the_session_of_this_program(monkeypatch: pytest.MonkeyPatch) -> None:
    with logind() as service:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", service.address)
        monkeypatch.setenv("XDG_SESSION_ID", SESSION_ID)
        lock = ScreenLock()
        assert not lock.locked() and lock.known
        service.say("hint on")
        assert lock.locked()
        service.say("hint off")
        assert not lock.locked()
        monkeypatch.delenv("XDG_SESSION_ID")
        assert not lock.locked() and not lock.known


@pytest.mark.parametrize(("name", "label"), [("c7", "c7"), ("2", "_32"), ("12", "_312"), ("a-b", "a_2db")])
def test_names_of_sessions_are_written_as_the_bus_wants_them(name: str, label: str) -> None:
    assert screen_lock._label(name) == label


def test_who_cannot_tell_is_asked_once() -> None:
    asked: list[int] = []

    def nobody() -> bool:
        asked.append(1)
        raise OSError("no such file")

    lock = ScreenLock(nobody)
    assert not lock.locked() and not lock.locked()
    assert asked == [1] and not lock.known


class _RemoteDesktop:
    """Answers as wtsapi32 does, with memory of its own."""

    def __init__(self, flags: int, level: int = 1, length: int = 224) -> None:
        self.freed = 0
        self._memory = (ctypes.c_uint8 * 224)()
        numbers = ctypes.cast(self._memory, ctypes.POINTER(ctypes.c_int32))
        numbers[0], numbers[2], numbers[3], numbers[4] = level, 1, 0, flags
        self._length = length
        self.WTSFreeMemory = _Function(self._free)

    def WTSQuerySessionInformationW(self, *arguments: Any) -> int:  # noqa: ANN401, N802 - its own
        server, session, what, buffer, length = arguments
        assert server is None and session.value == 0xFFFFFFFF and what == 25
        buffer._obj.value, length._obj.value = ctypes.addressof(self._memory), self._length
        return 1

    def _free(self, _: object) -> None:
        self.freed += 1


class _Function:
    """A function whose types can be declared."""

    argtypes: Any = None
    restype: Any = None

    def __init__(self, act: Any) -> None:  # noqa: ANN401 - any function
        self._act = act

    def __call__(self, *arguments: Any) -> Any:  # noqa: ANN401
        return self._act(*arguments)


@pytest.mark.parametrize(
    ("flags", "level", "length", "locked"),
    [(0, 1, 224, True), (1, 1, 224, False), (-1, 1, 224, None), (0, 2, 224, None), (0, 1, 8, None)],
)
def test_windows_tells_by_the_flags_of_the_session(flags: int, level: int, length: int, locked: bool | None) -> None:
    library = _RemoteDesktop(flags, level, length)
    assert screen_lock._ask_windows(library) is locked
    assert library.freed == 1


class _MacOS:
    """Both frameworks: things are numbers, those in `held` must be let go."""

    def __init__(self, *, session: int | None, locked: int | None) -> None:
        self.held: list[int] = []
        self.CGSessionCopyCurrentDictionary = _Function(lambda: self._hold(session))
        self.CFStringCreateWithCString = _Function(lambda _, text, encoding: self._hold(hash((text, encoding))))
        key = hash((b"CGSSessionScreenIsLocked", 0x0600))
        self.CFDictionaryGetValue = _Function(lambda where, what: locked if (where, what) == (session, key) else None)
        self.CFBooleanGetValue = _Function(lambda value: value == 9)
        self.CFRelease = _Function(self.held.remove)

    def _hold(self, thing: int | None) -> int | None:
        if thing is not None:
            self.held.append(thing)
        return thing


@pytest.mark.parametrize(
    ("session", "value", "locked"), [(5, 9, True), (5, 8, False), (5, None, False), (None, 9, None)]
)
def test_macos_tells_by_the_dictionary_of_the_session(
    session: int | None, value: int | None, locked: bool | None
) -> None:
    system = _MacOS(session=session, locked=value)
    assert screen_lock._ask_macos(system, system) is locked
    assert system.held == []
