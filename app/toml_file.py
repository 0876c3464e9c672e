"""Small files that must survive: written whole or not at all, and a damaged one is kept aside and spoken of."""

import logging
import os
import shutil
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT

from app.errors import SettingsError

log = logging.getLogger(__name__)

Table = dict[str, Any]
Tell = Callable[[str], None]
"""Is told what the user should hear of a file: "what has happened; what was done about it"."""


def read_table(path: Path, what: str, tell: Tell) -> Table | None:
    """Return what a TOML file holds; None if there is none, or none that can be used.

    A file that cannot be read as TOML, as after a crash of the disk, is kept beside with another name, and that is
    told: nothing that somebody has written is thrown away.

    Args:
        path: the file.
        what: what it holds, in the plural, as users call it: "settings".
        tell: hears of a damaged file.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        aside = keep_aside(path, "broken")
        log.info("%s in %s cannot be read (%s); kept as %s", what, path, error, aside)
        kept = f"the damaged file is kept as {aside.name}" if aside is not None else "look at its permissions"
        tell(f"your {what} could not be read, so you begin without them; {kept}")
        return None


def version_of(table: Mapping[str, Any], ours: int) -> int:
    """Return the version that a table says it has; ours if it says none, or nonsense."""
    version = table.get("version", ours)
    return version if type(version) is int and version >= 1 else ours


def keep_newer(path: Path, version: int, what: str, tell: Tell) -> None:
    """Copy a file of a newer program aside before this one writes it anew and drops what it does not know."""
    aside = path.with_suffix(f".version-{version}{path.suffix}")
    try:
        if not aside.exists():
            shutil.copy2(path, aside)
    except OSError as error:
        log.info("%s cannot be copied: %s", path, error)
        return
    tell(f"your {what} come from a newer version of the program; a copy is kept as {aside.name}")


def keep_aside(path: Path, why: str) -> Path | None:
    """Rename a file to one that no other has yet; returns its new path, None if that cannot be."""
    number = 1
    while True:
        aside = path.with_suffix(f".{why}{path.suffix}" if number == 1 else f".{why}-{number}{path.suffix}")
        if not aside.exists():
            break
        number += 1
    try:
        os.replace(path, aside)
    except OSError:
        return None
    return aside


def write_table(path: Path, table: Mapping[str, Any], comment: str) -> None:
    """Write a TOML file that only its user may read; the old one stays until the new one is on the disk as a whole.

    Raises:
        SettingsError: it cannot be written.
    """
    document = tomlkit.document()
    document.add(tomlkit.comment(comment))
    for name, value in table.items():
        document[name] = _tables(value) if _is_tables(value) else value
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "w", encoding="utf-8", newline="\n", opener=_for_its_user) as file:
            file.write(tomlkit.dumps(document))
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave the new name with nothing in it
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise SettingsError(f"{path} cannot be written: {error.strerror}", "check the folder and the space") from error


def _for_its_user(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(part, Mapping) for part in value)


def _tables(parts: list[Mapping[str, Any]]) -> AoT:
    tables = tomlkit.aot()
    for part in parts:
        table = tomlkit.table()
        table.update(part)
        tables.append(table)
    return tables
