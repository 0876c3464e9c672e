"""Keys everywhere under X11: the server is asked for single keys (XGrabKey), so that no other key is ever seen."""

import logging
import select
import socket
import threading
from collections.abc import Sequence
from typing import Any

from app.control.global_keys import Press
from app.errors import DeviceError, SettingsError

log = logging.getLogger(__name__)

_NAMES = {
    "PgDown": "Next", "PgUp": "Prior", "Del": "Delete", "Ins": "Insert", "Space": "space", "Esc": "Escape",
    "Backspace": "BackSpace", "Enter": "KP_Enter", "Print": "Print", "CapsLock": "Caps_Lock",
    "Media Play": "XF86_AudioPlay", "Volume Mute": "XF86_AudioMute",
}  # fmt: skip
_REPEAT_S = 0.004  # a key that is held is let go and pressed again at once, for the server


class X11Keys:
    """Grabs keys on the root window of the display, whatever the locks (Caps, Num) are."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._waker: socket.socket | None = None

    def start(self, keys: Sequence[str], press: Press) -> None:
        """Listen to these keys. Raises DeviceError, SettingsError."""
        try:
            from Xlib import X, display, error
        except ImportError as missing:
            raise DeviceError("the package python-xlib is not installed", "pip install python-xlib") from missing
        try:
            connection = display.Display()
        except (error.DisplayError, OSError) as refused:
            raise DeviceError(f"the display cannot be reached: {refused}", "steer it with `likeness ctl`") from refused
        try:
            codes = _grab(connection, keys, X, error)
        except SettingsError:
            connection.close()
            raise
        self._waker, sleeper = socket.socketpair()
        loop = lambda: _listen(connection, codes, press, sleeper)  # noqa: E731
        self._thread = threading.Thread(target=loop, name="keys", daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> list[str]:
        """Give the keys back."""
        waker, thread = self._waker, self._thread
        self._waker = self._thread = None
        if waker is None or thread is None:
            return []
        waker.close()
        thread.join(timeout_s)
        return [thread.name] if thread.is_alive() else []


def _grab(connection: Any, keys: Sequence[str], X: Any, error: Any) -> dict[tuple[int, int], str]:  # noqa: ANN401
    """Ask for the keys; returns which key a code with its modifiers is. Raises SettingsError naming those taken."""
    root, codes, taken = connection.screen().root, {}, []
    for key in keys:
        mask, keysym = _parse(key, X)
        code = connection.keysym_to_keycode(keysym)
        refused = error.CatchError(error.BadAccess)
        for locks in (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask):
            root.grab_key(code, mask | locks, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        connection.sync()
        if code == 0 or refused.get_error() is not None:
            taken.append(key)
        codes[(code, mask)] = key
    if taken:
        raise SettingsError(f"{', '.join(taken)} belongs to another program", "choose another key")
    return codes


def _parse(key: str, X: Any) -> tuple[int, int]:  # noqa: ANN401 - of a library without types
    """Return mask and keysym of "Ctrl+Alt+M". Raises SettingsError."""
    from Xlib import XK

    masks = {"Ctrl": X.ControlMask, "Alt": X.Mod1Mask, "Shift": X.ShiftMask, "Meta": X.Mod4Mask}
    *modifiers, name = key.replace("++", "+plus").split("+")
    if not name or any(modifier not in masks for modifier in modifiers):
        raise SettingsError(f"{key!r} is no key", "write it as in: Ctrl+Alt+M")
    keysym = XK.string_to_keysym(_NAMES.get(name, name.lower() if len(name) == 1 else name))
    if not keysym and len(name) == 1:
        keysym = ord(name)
    if not keysym:
        raise SettingsError(f"{key!r} is no key of this keyboard", "choose another key")
    return sum(masks[modifier] for modifier in modifiers), keysym


def _listen(connection: Any, codes: dict[tuple[int, int], str], press: Press, sleeper: socket.socket) -> None:  # noqa: ANN401
    """Tell of presses and releases until the other end of the sleeper is closed; the body of the thread."""
    from Xlib import X

    held: set[str] = set()
    ours = X.ControlMask | X.Mod1Mask | X.ShiftMask | X.Mod4Mask
    try:
        while True:
            if not connection.pending_events():
                ready, _, _ = select.select([connection, sleeper], [], [])
                if sleeper in ready:
                    return
                if not connection.pending_events():
                    continue
            event = connection.next_event()
            key = codes.get((event.detail, event.state & ours)) if event.type == X.KeyPress else None
            if key is not None and key not in held:
                held.add(key)
                press(key, True)
            elif event.type == X.KeyRelease and not _is_repeat(connection, event):
                for released in {one for (code, _), one in codes.items() if code == event.detail} & held:
                    held.discard(released)
                    press(released, False)
    except Exception:  # noqa: BLE001 - the display has gone, in whatever way the library says it
        log.info("the display does not tell of keys any more", exc_info=True)
    finally:
        sleeper.close()
        connection.close()


def _is_repeat(connection: Any, release: Any) -> bool:  # noqa: ANN401 - of a library without types
    """Whether the key is still held: its next press came in the same moment; that press is taken out."""
    if not connection.pending_events():
        select.select([connection], [], [], _REPEAT_S)
    if not connection.pending_events():
        return False
    following = connection.next_event()
    from Xlib import X

    same = following.type == X.KeyPress and following.detail == release.detail
    if not (same and following.time - release.time < 2):
        connection.display.event_queue.insert(0, following)  # somebody else's: it comes next
        return False
    return True
