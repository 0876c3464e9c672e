"""What lies where, and whether it is still what it was: networks from set-up, and weights that the user added.

Added weights lie in the folder `fomm` of a models folder, in which the engine looks for them. Their sums stand in
`manifest.json` beside them: those of the published list where it has some, else those the file had when it came.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from models import weights
from models.errors import ModelError
from models.portrait.fomm.find import FOLDER
from models.supply.manifest import WeightSet, sums_of, weight_sets
from models.supply.structure import look_into

NETWORK, CHECKPOINT = "network", "checkpoint"
PART = ".part"


class State(StrEnum):
    """How a set of weights is."""

    INSTALLED = "installed"
    MISSING = "missing"
    ALTERED = "altered"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Status:
    """A set of weights as it is here.

    Attributes:
        name: how the user calls it.
        kind: "network" (the program needs it) or "checkpoint" (the user added it, or may).
        state: unchecked: somebody put the file there by hand; `verify` looks at it.
        licence, origin: as stated by its publishers.
        size_bytes: of the file here, else of the published one; 0 if nobody knows.
        sha256: that it has to have; empty if nobody knows.
        path: of the file; None if missing.
        advice: what to do about the state; empty if it is installed.
        begun_bytes: of a download that was interrupted.
    """

    name: str
    kind: str
    state: State
    licence: str
    origin: str
    size_bytes: int
    sha256: str
    path: Path | None
    advice: str
    begun_bytes: int = 0


def statuses(*, thorough: bool = False) -> list[Status]:
    """Return everything: networks, published weights, and others that the user imported.

    Args:
        thorough: hash every file; else only those whose size or time stamp has changed.
    """
    known = [*weights.entries(), *weight_sets()]
    return [status(name, thorough=thorough) for name in [*known, *_own_names()]]


def status(name: str, *, thorough: bool = False) -> Status:
    """Return how one set of weights is. Raises ModelError if there is none of that name."""
    if name in weights.entries():
        return _network(weights.entries()[name], thorough)
    return _checkpoint(set_of(name), thorough)


def verify(name: str) -> Status:
    """Look at a set thoroughly; a file that somebody put there by hand is recorded if it is sound.

    Raises:
        ModelError: there is no such set, or the unrecorded file is no good.
    """
    found = status(name, thorough=True)
    if found.state is not State.UNCHECKED or found.path is None:
        return found
    known = set_of(name)
    look_into(found.path, known.config)
    sums = sums_of(found.path)
    if any(variant.is_damaged_as(sums) for variant in known.variants):
        raise ModelError(f"{found.path} has the size of the published file, but not its sum", found.advice)
    enter(found.path, known, sums.sha256, sums.size_bytes)
    return status(name)


def remove(name: str, *, force: bool = False) -> Status:
    """Delete a set, or what has arrived of it.

    Args:
        name: of the set.
        force: delete a network that the program needs, too.

    Returns:
        How it was before.

    Raises:
        ModelError: there is nothing to delete, the program needs it, or the folder cannot be written.
    """
    found = status(name)
    if found.kind == NETWORK and not force:
        raise ModelError(f"the program cannot run without {name}", "say --force if set-up shall fetch it anew")
    parts = [] if found.kind == NETWORK else _parts(set_of(name))
    if found.path is None and not parts:
        raise ModelError(f"{name} is not installed", "`likeness models list` shows what is")
    try:
        for path in [*parts, *([found.path] if found.path else [])]:
            path.unlink(missing_ok=True)
            path.with_name(path.name + ".json").unlink(missing_ok=True)
            weights.forget(path)
    except OSError as error:
        raise ModelError(f"cannot delete {found.path} ({error.strerror})", "check the rights of its folder") from error
    return found


def folder() -> Path:
    """Return the folder that added weights go to. It need not exist yet."""
    return weights.models_dir() / FOLDER


def set_of(name: str) -> WeightSet:
    """Return a published set or one that the user imported. Raises ModelError."""
    if found := weight_sets().get(name):
        return found
    for path, row in _own_rows():
        if row.get("name") == name:
            licence, origin = str(row.get("licence", "")), str(row.get("origin", ""))
            return WeightSet(name, "", licence, origin, path.name, "", (), ())
    known = ", ".join([*weights.entries(), *weight_sets(), *_own_names()])
    raise ModelError(f"there are no weights called {name!r}", f"use one of {known}")


def enter(path: Path, known: WeightSet, sha256: str, size_bytes: int) -> None:
    """Record a file at its final place. Raises OSError."""
    row: dict[str, object] = {"sha256": sha256, "bytes": size_bytes}
    weights.record(path, row | {"name": known.name, "licence": known.licence, "origin": known.origin})


def _own_rows() -> Iterator[tuple[Path, dict[str, object]]]:
    published = {known.file for known in weight_sets().values()}
    for place in weights.search_dirs():
        for file, row in weights.read_manifest(place / FOLDER).items():
            if file not in published and "name" in row and (place / FOLDER / file).is_file():
                yield place / FOLDER / file, row


def _own_names() -> list[str]:
    return sorted({str(row["name"]) for _, row in _own_rows()})


def _parts(known: WeightSet) -> list[Path]:
    return sorted(path for path in folder().glob(known.file + ".*" + PART) if path.is_file())


def _network(entry: weights.Entry, thorough: bool) -> Status:
    path = weights.locate(entry.name)
    if path is None:
        advice = weights.ADVICE
        return Status(entry.name, NETWORK, State.MISSING, entry.licence, entry.distribution, 0, "", None, advice)
    state, sha256, advice = _judge(path, weights.ADVICE, thorough)
    size = path.stat().st_size
    return Status(entry.name, NETWORK, state, entry.licence, entry.distribution, size, sha256, path, advice)


def _checkpoint(known: WeightSet, thorough: bool) -> Status:
    paths = [place / FOLDER / known.file for place in weights.search_dirs()]
    path = next((path for path in paths if path.is_file()), None)
    begun = sum(part.stat().st_size for part in _parts(known))
    get = f"get it by `likeness models install {known.name}`, or `likeness models import FILE --as {known.name}`"
    if not known.variants:
        get = f"import it again by `likeness models import FILE --as {known.name}`"
    if path is None:
        first = next((variant for variant in known.variants if variant.summed), None)
        size, sha256 = (first.size_bytes, first.sha256) if first else (0, "")
        state = State.MISSING
    else:
        size = path.stat().st_size
        state, sha256, get = _judge(path, get, thorough)
        if state is State.UNCHECKED:
            get = f"have it looked at by `likeness models verify {known.name}`"
    return Status(known.name, CHECKPOINT, state, known.licence, known.origin, size, sha256, path, get, begun)


def _judge(path: Path, get: str, thorough: bool) -> tuple[State, str, str]:
    """Return state, recorded sum, and what to do."""
    sha256 = str(weights.read_manifest(path.parent).get(path.name, {}).get("sha256", ""))
    if not sha256:
        return State.UNCHECKED, "", "delete it, then " + get
    try:
        weights.check(path, get, thorough=thorough)
    except ModelError as error:
        return State.ALTERED, sha256, error.advice
    return State.INSTALLED, sha256, ""
