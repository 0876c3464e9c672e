"""Orders: what a performance can be told from outside, in words, and how such words are understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.errors import SettingsError

_SWITCHES = {"on": "on", "off": "off", "toggle": "toggle", "1": "on", "0": "off", "true": "on", "false": "off"}
LONGEST = 500  # characters of an argument


class Kind(StrEnum):
    """What an order needs besides its name."""

    NOTHING = "nothing"
    SWITCH = "switch"  # on, off or toggle
    NAME = "name"
    SHARE = "share"  # 0..1


@dataclass(frozen=True, slots=True)
class Known:
    """One order that exists.

    Attributes:
        kind: what it needs.
        help: what it does, for `likeness ctl --help`.
        default: the argument if none is given, "" if one must be.
    """

    kind: Kind
    help: str
    default: str = ""


ORDERS: dict[str, Known] = {
    "start": Known(Kind.NOTHING, "begin the performance"),
    "stop": Known(Kind.NOTHING, "end it"),
    "start_stop": Known(Kind.NOTHING, "begin it, or end it if it runs"),
    "mute": Known(Kind.SWITCH, "silence the voice", "on"),
    "unmute": Known(Kind.NOTHING, "let the voice be heard again"),
    "panic": Known(Kind.SWITCH, "show the still portrait and be silent, at once", "on"),
    "pause": Known(Kind.NOTHING, "the same: show the still portrait and be silent"),
    "resume": Known(Kind.NOTHING, "go on after it"),
    "talk": Known(Kind.SWITCH, "hold the push-to-talk key, or let go of it", "on"),
    "profile": Known(Kind.NAME, "take a profile by its name or number"),
    "next_profile": Known(Kind.NOTHING, "take the next profile"),
    "previous_profile": Known(Kind.NOTHING, "take the previous profile"),
    "avatar": Known(Kind.NAME, "take an avatar by its name or number"),
    "next_avatar": Known(Kind.NOTHING, "take the next avatar"),
    "previous_avatar": Known(Kind.NOTHING, "take the previous avatar"),
    "voice": Known(Kind.NAME, "take a voice by its name"),
    "calibrate": Known(Kind.NOTHING, "take the face as it is now as the calm one"),
    "record": Known(Kind.SWITCH, "begin or finish a recording", "toggle"),
    "stream": Known(Kind.SWITCH, "send picture and voice to the address that is set, or end that", "toggle"),
    "screenshot": Known(Kind.NOTHING, "save the portrait as a picture; needs the window"),
    "virtual_camera": Known(Kind.SWITCH, "send the portrait to the virtual camera", "toggle"),
    "strength": Known(Kind.SHARE, "how strongly the portrait moves, 0 to 1 for still to doubled"),
    "voice_strength": Known(Kind.SHARE, "how much of the other voice is taken on, 0 to 1"),
    "zoom": Known(Kind.SHARE, "how large the portrait stands in the picture, 0 to 1"),
    "window": Known(Kind.SWITCH, "show the window, or hide it", "on"),
    "status": Known(Kind.NOTHING, "say what is going on"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """One order, understood.

    Attributes:
        name: one of ORDERS.
        argument: "on", "off", "toggle", a name, or "" if it needs none.
        share: 0..1 for those that need a number, else 0.0.
    """

    name: str
    argument: str = ""
    share: float = 0.0


def understand(words: Sequence[object]) -> Order:
    """Return the order that words stand for: its name and, behind it, its argument. Raises SettingsError."""
    name = str(words[0]).strip().lower().replace("-", "_") if words else ""
    known = ORDERS.get(name)
    if known is None:
        raise SettingsError(f"there is no command {name[:40]!r}", f"use one of: {', '.join(ORDERS)}")
    rest = list(words[1:])
    if known.kind is Kind.NOTHING:
        if rest:
            raise SettingsError(f"{name} needs nothing behind it", f"leave {str(rest[0])[:40]!r} away")
        return Order(name)
    argument = " ".join(str(word) for word in rest).strip()[:LONGEST] or known.default
    if known.kind is Kind.SHARE:
        return Order(name, share=_share(name, argument))
    if known.kind is Kind.SWITCH and argument.lower() not in _SWITCHES:
        raise SettingsError(f"{name} {argument[:40]!r} means nothing", "use on, off or toggle")
    if not argument:
        raise SettingsError(f"{name} needs a name", f"as in: {name} NAME")
    return Order(name, _SWITCHES[argument.lower()] if known.kind is Kind.SWITCH else argument)


def switched(argument: str, now: bool) -> bool:
    """Return what a switch shall be: argument is "on", "off" or "toggle", `now` what it is."""
    return not now if argument == "toggle" else argument == "on"


def _share(name: str, text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0.0 <= share <= 1.0:
        raise SettingsError(f"{name} is {text[:40]!r}", "use a number from 0 to 1")
    return share
