"""Keys everywhere under Windows and macOS, through pynput; macOS asks the user to allow it first."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from app.control.global_keys import Press
from app.errors import DeviceError, SettingsError

_MODIFIERS = {"Ctrl": "<ctrl>", "Alt": "<alt>", "Shift": "<shift>", "Meta": "<cmd>"}
_NAMES = {"PgDown": "page_down", "PgUp": "page_up", "Del": "delete", "Ins": "insert", "Esc": "esc", "Return": "enter",
          "Backspace": "backspace", "Print": "print_screen"}  # fmt: skip


class PynputKeys:
    """Listens through the system's hook; the library sees every key and tells only of these. Releases are not told."""

    def __init__(self) -> None:
        self._listener: Any = None

    def start(self, keys: Sequence[str], press: Press) -> None:
        """Listen to these keys. Raises DeviceError, SettingsError."""
        try:
            from pynput.keyboard import GlobalHotKeys
        except ImportError as missing:
            raise DeviceError("the package pynput is not installed", "pip install pynput") from missing
        table = {as_pynput(key): partial(press, key, True) for key in keys}
        try:
            self._listener = GlobalHotKeys(table)
        except ValueError as error:
            raise SettingsError(f"a key cannot be heard here: {error}", "choose another key") from error
        self._listener.start()

    def stop(self) -> list[str]:
        """Listen no more; the library ends its thread by itself."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.stop()
        return []


def as_pynput(key: str) -> str:
    """Return "Ctrl+Alt+M" as the library writes it, "<ctrl>+<alt>+m". Raises SettingsError."""
    *modifiers, name = key.replace("++", "+plus").split("+")
    if not name or any(modifier not in _MODIFIERS for modifier in modifiers):
        raise SettingsError(f"{key!r} is no key", "write it as in: Ctrl+Alt+M")
    last = "+" if name == "plus" else name.lower() if len(name) == 1 else f"<{_NAMES.get(name, name.lower())}>"
    return "+".join([*(_MODIFIERS[modifier] for modifier in modifiers), last])
