"""GlobalKeys: keys that give orders also while another program has the keyboard."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from app.control.inbox import Inbox
from app.control.orders import ORDERS, Kind, Order, understand
from app.errors import DeviceError, SettingsError

Press = Callable[[str, bool], None]
"""Is told which key, as it was written, is pressed (True) or let go; called on any thread."""


class KeyEars(Protocol):
    """Listens to keys on one system."""

    def start(self, keys: Sequence[str], press: Press) -> None:
        """Listen to "Ctrl+Alt+M" and the like. Raises DeviceError, SettingsError."""

    def stop(self) -> list[str]:
        """Listen no more. Returns the names of threads still alive."""


class GlobalKeys:
    """Turns keys into orders. Switches go on and off by turns; `talk` lasts as long as its key is held."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._orders: dict[str, Order] = {}
        self._ears: KeyEars | None = None

    def start(self, keys: Sequence[str]) -> None:
        """Listen.

        Args:
            keys: "COMMAND=KEY" for each.

        Raises:
            DeviceError: this system does not let programs listen.
            SettingsError: a key is taken by another program, or none at all.
        """
        self._orders = parse_keys(keys)
        if self._orders:
            self._ears = key_ears()
            self._ears.start(list(self._orders), self._press)

    def stop(self) -> list[str]:
        """Listen no more. Returns the names of threads still alive."""
        ears, self._ears = self._ears, None
        return ears.stop() if ears is not None else []

    def _press(self, key: str, pressed: bool) -> None:
        order = self._orders[key]
        if order.name == "talk":
            self._inbox.put(Order("talk", "on" if pressed else "off"))
        elif pressed:
            self._inbox.put(order)


def parse_keys(keys: Sequence[str]) -> dict[str, Order]:
    """Return the order of each key; entries that are none are left out, of two for one key the first counts."""
    orders: dict[str, Order] = {}
    for entry in keys:
        command, _, key = entry.partition("=")
        words = command.split()
        known = ORDERS.get(words[0]) if words else None
        if known is None or not key:
            continue
        if known.kind is Kind.SWITCH and len(words) == 1:
            words.append("toggle")
        try:
            orders.setdefault(key, understand(words))
        except SettingsError:
            continue
    return orders


def why_not() -> DeviceError | None:
    """Why this system lets no program listen to keys; None if it does."""
    if sys.platform != "linux":
        return None
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        return DeviceError(
            "under Wayland no program may listen to keys while another one has the keyboard",
            "in your desktop's settings, give a key of your choice the command: likeness ctl mute toggle",
        )
    if not os.environ.get("DISPLAY"):
        return DeviceError("there is no display whose keys could be heard", "steer it with `likeness ctl`")
    return None


def _x11() -> KeyEars:
    from app.control.keys_x11 import X11Keys  # imports this module

    return X11Keys()


def _pynput() -> KeyEars:
    from app.control.keys_pynput import PynputKeys  # imports this module

    return PynputKeys()


def key_ears() -> KeyEars:
    """Return what listens on this system. Raises DeviceError."""
    obstacle = why_not()
    if obstacle is not None:
        raise obstacle
    return {"linux": _x11}.get(sys.platform, _pynput)()
