"""The colours in force, by name: `theme.TEXT`, `theme.ACCENT`. Which palette that is may change at any time.

Whoever draws asks at the time of drawing; a colour that is kept goes out of date with the next change.
"""

from typing import TYPE_CHECKING

from app.ui.look.palettes import DARK, LIGHT, Palette

RADIUS_PX = 10
OVER_PICTURE = "#eceef1"  # words and grounds on pictures are the same in every theme: pictures do not change with it
OVER_PICTURE_SOFT = "#c8cdd6"
OVER_PICTURE_ACCENT = DARK.accent
OVER_PICTURE_WARNING = DARK.warning

# what `__getattr__` gives, for readers and type checkers
BACKGROUND: str
PANEL: str
SURFACE: str
SURFACE_HOVER: str
LINE: str
CHOSEN: str
TEXT: str
TEXT_SOFT: str
DISABLED: str
ACCENT: str
ACCENT_HOVER: str
ON_ACCENT: str
ACCENT_DEEP: str
RECORD: str
WARNING: str
ALARM: str
ON_ALARM: str
TRACK: str
KNOB: str


class Colour(str):
    """A colour that knows what it is for, so that what was drawn with it can be drawn anew in another palette."""

    role: str

    def __new__(cls, value: str, role: str) -> "Colour":
        """Take #rrggbb and the name of the colour."""
        made = super().__new__(cls, value)
        made.role = role
        return made


class _InForce:
    palette: Palette = DARK


def palette() -> Palette:
    """Return the palette in force."""
    return _InForce.palette


def use(name: str) -> Palette:
    """Let the "dark" or the "light" palette be in force. Raises KeyError."""
    _InForce.palette = {"dark": DARK, "light": LIGHT}[name]
    return _InForce.palette


def role_of(colour: str) -> str:
    """Return what a colour is for, or the colour itself where it is none of the palette."""
    return colour.role if isinstance(colour, Colour) else colour


def colour(role: str) -> str:
    """Return the colour with this name from the palette in force; what is no name is a colour already."""
    return getattr(_InForce.palette, role) if role in _ROLES else role


_ROLES = frozenset(Palette.roles())

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Colour:
        """Return the colour with this name, in capitals. Raises AttributeError."""
        role = name.lower()
        if role not in _ROLES or not name.isupper():
            raise AttributeError(f"the theme has no colour {name}")
        return Colour(getattr(_InForce.palette, role), role)
