"""Which keys the commands have: our own map, and the one that users of Avatarify know.

The commands are the same in both. Avatarify's keys for its crop (W S H J K U and Shift+Z) have no command here, because
the crop follows the face by itself; nor has 0, because the camera's picture never leaves.
"""

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
    "panic": Keys(("P", "F12")),
    "add_avatar": Keys(("Ctrl+N",)),
    "open_film": Keys(("Ctrl+O",)),
    "add_voice": Keys(("Ctrl+Shift+N",)),
    "page_portrait": Keys(("F2",)),
    "page_motion": Keys(("F6",)),
    "page_voice": Keys(("F3",)),
    "page_outputs": Keys(("F4",)),
    "full_screen": Keys(("F11",)),
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
        "next_avatar": Keys(("D", "Q"), ("Right",)),
        "reload_avatars": Keys(("L",)),
    },
    talk="Y",
    escape_quits=True,
)

KEY_MAPS = {"standard": STANDARD, "avatarify": AVATARIFY}
