"""ShelfBook: how the user has put avatars or voices in order: favourites, own order, last used, and fine tuning.

It is kept apart from what it orders, in one small TOML file per shelf, so that bundled things can be ordered too.
A file that cannot be read costs the order, never an avatar or a voice.
"""

import logging
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from app.paths import data_dir
from app.toml_file import read_table, write_table

log = logging.getLogger(__name__)

SORTS = ("own", "recent", "name")
NUMBER_KEYS = 9
_MOST = 500  # ids of one list that are kept


@dataclass(frozen=True, slots=True)
class Tuning:
    """How a voice is fine-tuned; the fields of Settings with these names."""

    semitones: float = 0.0
    formant: float = 0.0
    voice_strength: float = 1.0


_TUNING_RANGES = {"semitones": (-24.0, 24.0), "formant": (-6.0, 6.0), "voice_strength": (0.0, 1.0)}


@dataclass(frozen=True, slots=True)
class ShelfBook:
    """What is known of one shelf.

    Attributes:
        sort: "own", "recent" (used last first) or "name".
        favourites: ids; they come first whatever the sort.
        order: ids in the user's own order; others come behind them.
        recent: ids, used last first.
        tunings: by the id of a voice.
    """

    sort: str = "own"
    favourites: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    tunings: dict[str, Tuning] = field(default_factory=dict)

    def arranged(self, ids: Sequence[str], names: Sequence[str]) -> list[str]:
        """Return the ids in the order in which they are shown.

        Args:
            ids: all there are, in the order in which they were found.
            names: their display names.
        """
        name_of = dict(zip(ids, names, strict=True))
        found = {one: at for at, one in enumerate(ids)}
        listed = {one: at for at, one in enumerate(self.recent if self.sort == "recent" else self.order)}

        def place(one: str) -> tuple[bool, int, str, int]:
            by_name = name_of[one].casefold() if self.sort == "name" else ""
            own = 0 if self.sort == "name" else listed.get(one, len(listed))
            return one not in self.favourites, own, by_name, found[one]

        return sorted(ids, key=place)

    def with_favourite(self, one: str, on: bool) -> "ShelfBook":
        """Make this a favourite, or not any more."""
        others = tuple(other for other in self.favourites if other != one)
        return replace(self, favourites=(*others, one) if on else others)

    def moved(self, shown: Sequence[str], one: str, to: int) -> "ShelfBook":
        """Put one at place `to` of those shown, counted from 0 without it; from then on the order is the user's own."""
        others = [other for other in shown if other != one]
        others.insert(min(max(to, 0), len(others)), one)
        return replace(self, sort="own", order=tuple(others[:_MOST]))

    def first(self, shown: Sequence[str], one: str) -> "ShelfBook":
        """Put something new before those shown, without changing how they are sorted."""
        rest = [other for other in shown if other != one]
        return replace(self, order=(one, *rest[: _MOST - 1]))

    def used(self, one: str) -> "ShelfBook":
        """Note that this was used last."""
        return replace(self, recent=(one, *(other for other in self.recent if other != one))[:_MOST])

    def tuned(self, voice: str, tuning: Tuning) -> "ShelfBook":
        """Keep how a voice is tuned; that it is not is kept, too: its file may say otherwise."""
        others = {other: kept for other, kept in self.tunings.items() if other != voice}
        return replace(self, tunings={**others, voice: tuning})


def within_reach(shown: Sequence[str], current: str, *, numbers: bool) -> list[str]:
    """Return what one key goes to: both neighbours, around the ends, then what the number keys mean.

    Args:
        shown: ids in order.
        current: the one in use; where it is none of them, the first and the last are its neighbours.
        numbers: the number keys choose among them.
    """
    if not shown:
        return []
    at = shown.index(current) if current in shown else None
    neighbours = (0, -1) if at is None else ((at + 1) % len(shown), at - 1)
    reached = [shown[place] for place in neighbours] + list(shown[: NUMBER_KEYS if numbers else 0])
    return [one for one in dict.fromkeys(reached) if one != current]


def book_file(shelf: str) -> Path:
    """Where the book of "avatars" or "voices" lies."""
    return data_dir() / f"{shelf}.toml"


def load_book(path: Path) -> ShelfBook:
    """Read a book; what is missing or unusable is left out, a damaged file is kept beside."""
    table = read_table(path, "favourites", log.info)
    if table is None:
        return ShelfBook()
    sort = table.get("sort")
    return ShelfBook(
        sort=sort if sort in SORTS else "own",
        favourites=_ids(table.get("favourites")),
        order=_ids(table.get("order")),
        recent=_ids(table.get("recent")),
        tunings=_tunings(table.get("tuning")),
    )


def save_book(book: ShelfBook, path: Path) -> None:
    """Write a book, whole or not at all. Raises SettingsError."""
    table: dict[str, Any] = {"sort": book.sort}
    table |= {name: list(getattr(book, name)) for name in ("favourites", "order", "recent")}
    table["tuning"] = {voice: asdict(tuning) for voice, tuning in book.tunings.items()}
    write_table(path, table, "Order, favourites and fine tuning; delete this file to begin anew")


def read_tuning(table: object) -> Tuning:
    """Return the tuning in a table read from a file; what is no number, or none that can be, is as usual."""
    if not isinstance(table, dict):
        return Tuning()
    good = {}
    for name, (low, high) in _TUNING_RANGES.items():
        value = table.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            good[name] = min(max(float(value), low), high)
    return Tuning(**good)


def _ids(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(dict.fromkeys(one for one in value if isinstance(one, str)))[:_MOST]


def _tunings(value: object) -> dict[str, Tuning]:
    if not isinstance(value, dict):
        return {}
    return {voice: read_tuning(table) for voice, table in list(value.items())[:_MOST]}
