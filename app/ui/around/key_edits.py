"""What becomes of the settings when a key is given to a command, and whose key it was."""

from app.settings import Settings
from app.ui.key_maps import KEY_MAPS, keys_of

NUMBERS = "numbers"  # 1 to 9
ESCAPE = "escape"
TALK = "talk"


def window_owner(settings: Settings, key: str) -> str:
    """Return the command that has this key in the window, NUMBERS, ESCAPE or TALK; "" if nobody has it."""
    if key in "123456789" and len(key) == 1:
        return NUMBERS
    if key == "Esc":
        return ESCAPE
    if key == KEY_MAPS[settings.keys].talk:
        return TALK
    table = keys_of(settings.keys, settings.own_keys)
    return next((name for name, keys in table.items() if key in (*keys.shortcuts, *keys.widget_keys)), "")


def give_window_key(settings: Settings, command: str, key: str) -> tuple[str, ...]:
    """Return `own_keys` in which this command has this one key ("" for none); another one that had it loses it."""
    owner = window_owner(settings, key) if key else ""
    own = [entry for entry in settings.own_keys if entry.partition("=")[0] != command]
    if owner not in ("", command):
        left = [one for one in keys_of(settings.keys, settings.own_keys)[owner].shortcuts if one != key]
        own = [entry for entry in own if entry.partition("=")[0] != owner]
        own += [f"{owner}={one}" for one in left] or [f"{owner}="]
    return (*own, f"{command}={key}")


def forget_window_key(settings: Settings, command: str) -> tuple[str, ...]:
    """Return `own_keys` in which this command has the keys of the map again."""
    return tuple(entry for entry in settings.own_keys if entry.partition("=")[0] != command)


def global_key(settings: Settings, order: str) -> str:
    """Return the key that an order has everywhere, "" if none."""
    return next((entry.partition("=")[2] for entry in settings.global_keys if entry.partition("=")[0] == order), "")


def global_owner(settings: Settings, key: str) -> str:
    """Return the order that has this key everywhere, "" if none."""
    return next((entry.partition("=")[0] for entry in settings.global_keys if entry.partition("=")[2] == key), "")


def give_global_key(settings: Settings, order: str, key: str) -> tuple[str, ...]:
    """Return `global_keys` in which this order has this key ("" for none); another one that had it loses it."""
    kept = [entry for entry in settings.global_keys if entry.partition("=")[0] != order]
    kept = [entry for entry in kept if not key or entry.partition("=")[2] != key]
    return (*kept, f"{order}={key}") if key else tuple(kept)


def is_harmless_everywhere(key: str) -> bool:
    """Whether a key may be taken from all programs: not one that writes a letter or that every program needs."""
    *modifiers, last = key.replace("++", "+plus").split("+")
    return bool(set(modifiers) & {"Ctrl", "Alt", "Meta"}) or (last[:1] == "F" and last[1:].isdecimal())
