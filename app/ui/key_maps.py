"""Which keys the commands have: our own map, and the one that users of Avatarify know.

The commands are the same in both; Avatarify's 0 has none, because the camera's picture never leaves.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of one command: shortcuts, and keys that a focused control takes first."""

    shortcuts: tuple[str, ...] = ()
    widget_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyMap:
    """A whole map.

    Attributes:
        keys: of each command, by its name.
        talk: is held to talk while push-to-talk is on.
        escape_quits: Esc closes the program when there is nothing else for it to leave.
    """

    keys: dict[str, Keys]
    talk: str
    escape_quits: bool = False


_SAME = {
    "start_stop": Keys((), ("Space",)),
    "virtual_camera": Keys(("V",)),
    "stream": Keys(("Ctrl+Shift+L",)),
    "panic": Keys(("P", "F12")),
    "add_avatar": Keys(("Ctrl+N",)),
    "open_film": Keys(("Ctrl+O",)),
    "add_voice": Keys(("Ctrl+Shift+N",)),
    "page_portrait": Keys(("F2",)),
    "page_motion": Keys(("F6",)),
    "page_voice": Keys(("F3",)),
    "page_outputs": Keys(("F4",)),
    "full_screen": Keys(("F11",)),
    "next_profile": Keys(("Ctrl+PgDown",)),
    "previous_profile": Keys(("Ctrl+PgUp",)),
    "save_profile": Keys(("Ctrl+Shift+S",)),
    "manage_profiles": Keys(("Ctrl+Shift+P",)),
    "mini_window": Keys(("Ctrl+M",)),
    "edit_keys": Keys(("Ctrl+K",)),
    "help": Keys(("F1",)),
    "quit": Keys(("Ctrl+Q",)),
    "previous_avatar": Keys(("A",), ("Left",)),
}

STANDARD = KeyMap(
    _SAME
    | {
        "mute": Keys(("U", "F9")),
        "calibrate": Keys(("C", "X")),
        "mirror": Keys(("M",)),
        "mirror_output": Keys(("Shift+M",)),
        "record": Keys(("R",)),
        "screenshot": Keys(("S",)),
        "self_view": Keys(("B",)),
        "overlay": Keys(("O",)),
        "overlay_less": Keys(("Ctrl+Down",)),
        "overlay_more": Keys(("Ctrl+Up",)),
        "landmarks": Keys(("L",)),
        "follow_face": Keys(("Ctrl+F",)),
        "crop_in": Keys(("Ctrl++", "Ctrl+=")),
        "crop_out": Keys(("Ctrl+-",)),
        "crop_left": Keys(("Ctrl+Left",)),
        "crop_right": Keys(("Ctrl+Right",)),
        "crop_up": Keys(("Ctrl+Shift+Up",)),
        "crop_down": Keys(("Ctrl+Shift+Down",)),
        "crop_reset": Keys(("Ctrl+0",)),
        "next_avatar": Keys(("D",), ("Right",)),
        "reload_avatars": Keys(("F5",)),
    },
    talk="T",
)

AVATARIFY = KeyMap(
    _SAME
    | {
        "mute": Keys(("F9",)),
        "calibrate": Keys(("X", "F")),
        "mirror": Keys(("R",)),
        "mirror_output": Keys(("T",)),
        "record": Keys(("Ctrl+R",)),
        "screenshot": Keys(("Ctrl+S",)),
        "self_view": Keys(("B",)),
        "overlay": Keys(("Shift+O",)),
        "overlay_less": Keys(("Z",)),
        "overlay_more": Keys(("C",)),
        "landmarks": Keys(("O",)),
        "follow_face": Keys(("Ctrl+F",)),
        "crop_in": Keys(("W",)),
        "crop_out": Keys(("S",)),
        "crop_left": Keys(("H",)),
        "crop_right": Keys(("K",)),
        "crop_up": Keys(("J",)),
        "crop_down": Keys(("U",)),
        "crop_reset": Keys(("Shift+Z",)),
        "next_avatar": Keys(("D", "Q"), ("Right",)),
        "reload_avatars": Keys(("L",)),
    },
    talk="Y",
    escape_quits=True,
)

KEY_MAPS = {"standard": STANDARD, "avatarify": AVATARIFY}


def keys_of(name: str, own: Sequence[str] = ()) -> dict[str, Keys]:
    """Return the keys of each command: those of a map, and instead of them the user's own where he has some.

    Args:
        name: of the map.
        own: "COMMAND=KEY" for each, "COMMAND=" for a command without a key; what is no command is left out.
    """
    mine: dict[str, tuple[str, ...]] = {}
    for entry in own:
        command, _, key = entry.partition("=")
        mine[command] = (*mine.get(command, ()), *([key] if key else []))
    # a key that the user has given to one command is no longer another one's
    taken = {key for keys in mine.values() for key in keys}
    table = {}
    for command, keys in KEY_MAPS[name].keys.items():
        if command in mine:
            table[command] = Keys(mine[command])
        else:
            left = tuple(key for key in keys.shortcuts if key not in taken)
            table[command] = Keys(left, tuple(key for key in keys.widget_keys if key not in taken))
    return table
