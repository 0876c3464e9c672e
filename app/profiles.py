"""Profiles: avatar, voice, controls and outputs under a name, in one file of the user's, in the user's order."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from app.errors import SettingsError
from app.names import NAME_LENGTH, clean_name, numbered, slug
from app.paths import config_dir
from app.settings import VERSION as SETTINGS_VERSION
from app.settings import Settings, settings_from
from app.toml_file import Table, Tell, keep_newer, read_table, version_of, write_table

log = logging.getLogger(__name__)

VERSION = 1
MIGRATIONS: dict[int, Callable[[Table], Table]] = {}  # version found -> function that makes the next version of it

OF_THE_MACHINE = frozenset(
    {
        "bindings",
        "camera",
        "crop",
        "crop_x",
        "crop_y",
        "face_engine",
        "follow_face",
        "fps",
        "global_keys",
        "global_keys_on",
        "keys",
        "landmarks",
        "language",
        "microphone",
        "midi_input",
        "mirror_preview",
        "monitor",
        "number_keys",
        "osc_from_network",
        "osc_port",
        "own_keys",
        "recordings",
        "remember_calibration",
        "remove_cable",
        "self_view",
        "self_view_opacity",
        "self_view_over",
        "start_minimised",
        "steady",
        "stream_address",
        "stream_kbit_s",
        "stream_key",
        "theme",
        "watch_calibration",
        "when_away",
    }
)
"""Settings that no profile holds: what is plugged in here, where the user sits, and how the window looks. A call
must not lose its camera when its profile changes."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile.

    Attributes:
        id: never changes, harmless in file names and commands.
        name: what the user calls it.
        settings: what it sets; those `OF_THE_MACHINE` are at their defaults and mean nothing.
    """

    id: str
    name: str
    settings: Settings

    def on(self, settings: Settings) -> Settings:
        """Return these settings with the profile's in their place."""
        kept = {name: value for name, value in asdict(settings).items() if name in OF_THE_MACHINE}
        return replace(self.settings, **kept)


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles in order; every change returns another one, so that taking it back is keeping the old one.

    Attributes:
        current: id of the one that was taken last, "" if none was.
    """

    all: tuple[Profile, ...] = ()
    current: str = ""

    def find(self, name: str) -> Profile:
        """Return the profile with this id, name, or number counted from 1. Raises SettingsError."""
        wanted = clean_name(name)
        for profile in self.all:
            if wanted == profile.id or wanted.casefold() == profile.name.casefold():
                return profile
        if wanted.isdecimal() and 1 <= int(wanted) <= len(self.all):
            return self.all[int(wanted) - 1]
        known = ", ".join(profile.name for profile in self.all)
        raise SettingsError(f"there is no profile {name!r}", f"use one of: {known}" if known else "save one first")

    def get(self, profile_id: str) -> Profile | None:
        """Return the profile with this id, None if it is gone."""
        return next((profile for profile in self.all if profile.id == profile_id), None)

    def add(self, name: str, settings: Settings) -> "Profiles":
        """Save these settings under a name, at the end, as the current profile. Raises SettingsError."""
        made = Profile(self._new_id(name), self._free_name(name), _own(settings))
        return Profiles((*self.all, made), made.id)

    def rename(self, profile_id: str, name: str) -> "Profiles":
        """Give another name. Raises SettingsError for an empty one."""
        others = [profile.name for profile in self.all if profile.id != profile_id]
        return self._with(profile_id, name=self._free_name(name, others))

    def update(self, profile_id: str, settings: Settings) -> "Profiles":
        """Let a profile hold these settings from now on."""
        return self._with(profile_id, settings=_own(settings))

    def duplicate(self, profile_id: str) -> "Profiles":
        """Put a copy behind a profile; it does not become the current one."""
        at = self._place(profile_id)
        old = self.all[at]
        copy = Profile(self._new_id(old.name), self._free_name(old.name), old.settings)
        return replace(self, all=(*self.all[: at + 1], copy, *self.all[at + 1 :]))

    def remove(self, profile_id: str) -> "Profiles":
        """Leave a profile out; whoever keeps the old Profiles can take it back."""
        kept = tuple(profile for profile in self.all if profile.id != profile_id)
        return Profiles(kept, "" if self.current == profile_id else self.current)

    def move(self, profile_id: str, to: int) -> "Profiles":
        """Put a profile at this place, counted from 0; beyond the ends means at the end."""
        mine = self.all[self._place(profile_id)]
        rest = [profile for profile in self.all if profile.id != profile_id]
        rest.insert(min(max(to, 0), len(rest)), mine)
        return replace(self, all=tuple(rest))

    def neighbour(self, by: int) -> Profile | None:
        """Return the one so many places after the current one, around the ends; None if there is none."""
        if not self.all:
            return None
        known = self.get(self.current) is not None
        at = self._place(self.current) if known else (-1 if by > 0 else 0)
        return self.all[(at + by) % len(self.all)]

    def _with(self, profile_id: str, **changes: Any) -> "Profiles":  # noqa: ANN401 - the fields of Profile
        changed = (replace(p, **changes) if p.id == profile_id else p for p in self.all)
        return replace(self, all=tuple(changed))

    def _place(self, profile_id: str) -> int:
        return [profile.id for profile in self.all].index(profile_id)

    def _new_id(self, name: str) -> str:
        return numbered(slug(clean_name(name), "profile"), [profile.id for profile in self.all], "-")

    def _free_name(self, name: str, others: Iterable[str] | None = None) -> str:
        wanted = clean_name(name)[:NAME_LENGTH].strip()
        if not wanted:
            raise SettingsError("the profile has no name", "give it one")
        return numbered(wanted, [profile.name for profile in self.all] if others is None else list(others))


def _own(settings: Settings) -> Settings:
    """Forget what no profile holds, so that two profiles that do the same are equal."""
    plain = asdict(Settings())
    return replace(settings, **{name: plain[name] for name in OF_THE_MACHINE})


def profiles_file() -> Path:
    """Where the profiles are kept."""
    return config_dir() / "profiles.toml"


def load_profiles(tell: Tell = log.info) -> Profiles:
    """Read the profiles; what cannot be used of one falls back to its default.

    Args:
        tell: hears of a damaged file, which is kept aside, and of one that a newer program has written.
    """
    path = profiles_file()
    table = read_table(path, "profiles", tell)
    if table is None:
        return Profiles()
    found = version_of(table, VERSION)
    if found > VERSION:
        keep_newer(path, found, "profiles", tell)
    for version in range(found, VERSION):
        table = MIGRATIONS[version](table)
    profiles = Profiles()
    entries, age = table.get("profile", []), table.get("settings_version")
    for entry in entries if isinstance(entries, list) else []:
        profiles = _with_entry(profiles, entry, version_of({"version": age}, SETTINGS_VERSION))
    current = table.get("current", "")
    return replace(profiles, current=current if profiles.get(current) is not None else "")


def _with_entry(profiles: Profiles, entry: object, version: int) -> Profiles:
    """Add what a table of the file says, unless it has no name or an id that is taken."""
    table = entry if isinstance(entry, Mapping) else {}
    name, profile_id = table.get("name"), table.get("id")
    if not isinstance(name, str) or not isinstance(profile_id, str) or profiles.get(profile_id) is not None:
        log.info("profile ignored: %r", entry)
        return profiles
    if not profile_id or not clean_name(name):
        log.info("profile without a name ignored")
        return profiles
    made = Profile(profile_id, clean_name(name)[:NAME_LENGTH], _own(settings_from(table, version)))
    return replace(profiles, all=(*profiles.all, made))


def save_profiles(profiles: Profiles) -> None:
    """Write the profiles; the old file stays until the new one is complete. Raises SettingsError."""
    entries = [
        {"id": profile.id, "name": profile.name}
        | {name: value for name, value in asdict(profile.settings).items() if name not in OF_THE_MACHINE}
        for profile in profiles.all
    ]
    table: Table = {"version": VERSION, "settings_version": SETTINGS_VERSION, "current": profiles.current}
    write_table(profiles_file(), table | ({"profile": entries} if entries else {}), "Likeness profiles")
