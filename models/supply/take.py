"""Takes weights in: from the net by `install`, from a file of the user by `import_file`."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from models import weights
from models.errors import ModelError
from models.portrait.fomm.file_kind import FileKind, kind_of
from models.supply import shelf
from models.supply.download import Download, Limits, require_room
from models.supply.line import UnavailableError
from models.supply.manifest import Sums, Variant, WeightSet, sums_of, weight_sets
from models.supply.shelf import State, Status
from models.supply.structure import look_into

_OWN_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def require_installable(name: str) -> WeightSet:
    """Return the published set of that name. Raises ModelError if it is none that can be fetched."""
    if name in weights.entries():
        raise ModelError(f"{name} comes with set-up", weights.ADVICE)
    if name not in weight_sets():
        raise ModelError(f"no weights called {name!r} can be fetched", f"use one of {', '.join(weight_sets())}")
    return weight_sets()[name]


def install(
    name: str, report: Callable[[float], None], limits: Limits | None = None, addresses: Sequence[str] = ()
) -> Status:
    """Fetch a published set, going on with what an earlier call has left, and put it where the engine looks.

    Args:
        name: of the set; one that is installed and sound is left alone.
        report: gets the share done, 0..1.
        limits: when to give up.
        addresses: of the user; only these are tried, if any.

    Raises:
        ModelError: no address delivers it, it is not what it should be, or the disk does not take it.
    """
    known = require_installable(name)
    if (before := shelf.status(name)).state is State.INSTALLED:
        return before
    given = Variant("given", 0, "", "", tuple(addresses))
    reasons = []
    for variant in _offers((given,) if addresses else known.variants):
        part = shelf.folder() / f"{known.file}.{variant.name}{shelf.PART}"
        download = Download(variant, part, report, limits or Limits())
        try:
            server = download.fetch()
            return _settle(download, part, known, server)
        except UnavailableError as error:
            reasons.append(str(error))
    again = "try again, it goes on from there; or " if shelf.status(name).begun_bytes else ""
    advice = f"{again}get it by a browser ({' or '.join(known.pages)}) and `likeness models import FILE --as {name}`"
    raise ModelError(f"{name} could not be fetched: {'; '.join(reasons)}", advice)


def import_file(source: Path, name: str, *, force: bool = False) -> Status:
    """Copy a file of weights that the user has to where the engine looks, after looking into it.

    Args:
        source: a published checkpoint or one of our own files; it stays where it is.
        name: of a published set; or, for one of our own files, any new name.
        force: take a file that has the length of the published one, but another sum.

    Raises:
        ModelError: it is no such file, damaged, wants to run code, fits another network or name, or cannot be copied.
    """
    known = _set_for(source, name)
    contents = look_into(source, known.config)
    known = replace(known, licence=known.licence or contents.about.get("licence", "not stated"))
    target = shelf.folder() / known.file
    try:
        if target.exists() and source.samefile(target):
            sums = sums_of(source)
            _require_right(source, known, sums, force)
        else:
            sums = _copy(source, target, lambda sums: _require_right(source, known, sums, force))
        shelf.enter(target, known, sums.sha256, sums.size_bytes)
    except OSError as error:
        raise ModelError(f"cannot copy {source} to {target} ({error.strerror})", "make room there") from error
    return shelf.status(name)


def _offers(variants: Sequence[Variant]) -> Iterator[Variant]:
    """Where no sum tells a wrong file from the right one, what one address sends is looked into before the next."""
    for variant in variants:
        if variant.summed and variant.addresses:
            yield variant
        else:
            yield from (replace(variant, addresses=(address,)) for address in variant.addresses)


def _settle(download: Download, part: Path, known: WeightSet, server: str) -> Status:
    """Look into a file that has arrived and give it its name; one that is no good is deleted."""
    try:
        look_into(part, known.config)
        sums = sums_of(part)
        _require_right(part, known, sums, force=False)
    except ModelError as error:
        download.discard()
        raise UnavailableError(error.message.replace(str(part), f"the file of {server}")) from error
    target = shelf.folder() / known.file
    try:
        _flush(part)
        part.replace(target)
        shelf.enter(target, known, sums.sha256, sums.size_bytes)
    except OSError as error:
        raise ModelError(f"cannot write {target} ({error.strerror})", "make room there") from error
    return shelf.status(known.name)


def _set_for(source: Path, name: str) -> WeightSet:
    if name in weights.entries():
        raise ModelError(f"{name} comes with set-up and cannot be imported", weights.ADVICE)
    if published := weight_sets().get(name):
        return published
    names = ", ".join(weight_sets())
    if kind_of(source) is not FileKind.SAFETENSORS:
        raise ModelError(f"there are no published weights called {name!r}", f"use --as with one of {names}")
    if not _OWN_NAME.fullmatch(name):
        raise ModelError(f"{name!r} is no name for weights", "use up to 40 small letters, digits and hyphens")
    return WeightSet(name, "", "", "imported by the user", name + ".safetensors", "", (), ())


def _require_right(source: Path, known: WeightSet, sums: Sums, force: bool) -> None:
    """Refuse a published file under a false name, and one with flipped bits; anything else unknown is taken."""
    for other in weight_sets().values():
        if other.name != known.name and other.variant_of(sums):
            raise ModelError(f"{source} is {other.name}, not {known.name}", f"import it --as {other.name}")
    if not force and any(variant.is_damaged_as(sums) for variant in known.variants):
        raise ModelError(
            f"{source} has the length of the published file, but not its checksum",
            "get it again, or say --force if you know why it differs",
        )


def _copy(source: Path, target: Path, judge: Callable[[Sums], None]) -> Sums:
    """Copy beside the final name, judge what was copied, and move it there."""
    require_room(target.parent, source.stat().st_size)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as stream:
            sums = sums_of(source, stream.write)
        judge(sums)
        _flush(temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return sums


def _flush(path: Path) -> None:
    """Have the disk write a file before it gets its name: a power cut must not leave a good name with bad contents."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
