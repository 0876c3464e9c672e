"""`likeness models`: list, fetch, import, verify and remove files of weights."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.console import Progress, note, result, result_json

if TYPE_CHECKING:
    from models.supply import Status

Table = dict[str, Any]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `models`."""
    parser = subparsers.add_parser(
        "models",
        help="list, fetch, import, verify and remove files of weights",
        epilog="example: likeness models import ~/Downloads/vox-adv-cpk.pth.tar --as vox-adv-cpk",
    )
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    actions = parser.add_subparsers(dest="action", metavar="list|install|import|verify|remove", required=True)
    actions.add_parser("list", help="all weights: licence, size, whether they are here and intact")
    install = actions.add_parser("install", help="fetch published weights; an interrupted download goes on")
    install.add_argument("name", metavar="NAME")
    install.add_argument("--yes", action="store_true", help="accept the licence without being asked")
    install.add_argument(
        "--from", dest="addresses", action="append", default=[], metavar="URL",
        help="fetch it from here instead (https, http or file; may be given again)",
    )  # fmt: skip
    take = actions.add_parser("import", help="take a file that you have; it is looked into, never run")
    take.add_argument("file", metavar="FILE", type=Path)
    take.add_argument("--as", dest="name", required=True, metavar="NAME", help="which weights it is")
    take.add_argument("--force", action="store_true", help="take it although its checksum is not the published one")
    verify = actions.add_parser("verify", help="compare every byte with the checksums")
    verify.add_argument("name", nargs="?", metavar="NAME", help="only these")
    remove = actions.add_parser("remove", help="delete weights")
    remove.add_argument("name", metavar="NAME")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    remove.add_argument("--force", action="store_true", help="delete what the program needs, too; set-up fetches it")
    for action in actions.choices.values():
        action.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="end with one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 1 if something that should be sound is not. Raises ModelError."""
    table, failed = _ACTIONS[args.action](args)
    if args.json:
        result_json(table)
    return int(failed)


def _list(args: argparse.Namespace) -> tuple[Table, bool]:
    from models.supply import statuses

    found = statuses()
    if not args.json:
        for one in found:
            result(_line(one))
        for one in found:
            if one.advice:
                note(f"{one.name} is {one.state}: {one.advice}")
    return {"models": [_row(one) for one in found]}, False


def _install(args: argparse.Namespace) -> tuple[Table, bool]:
    from models.supply import State, install, require_installable, status

    known = require_installable(args.name)
    if status(args.name).state is not State.INSTALLED:
        note(f"{known.name}: {known.title}; {known.origin}; licence: {known.licence}")
        note("Nobody but you can tell whether you may use them; they are no part of this program.")
        _require_yes(args.yes, "Fetch them under these terms?")
    with Progress(args.name) as progress:
        done = install(args.name, progress, addresses=args.addresses)
    if not args.json:
        result(f"{args.name}: installed, {done.size_bytes / 1e6:.0f} MB, in {done.path}")
    return _row(done), False


def _import(args: argparse.Namespace) -> tuple[Table, bool]:
    from models.supply import import_file

    done = import_file(args.file, args.name, force=args.force)
    if not args.json:
        result(f"{args.name}: imported to {done.path}; licence: {done.licence}")
    return _row(done), False


def _verify(args: argparse.Namespace) -> tuple[Table, bool]:
    from models.supply import State, statuses, verify

    names = [args.name] if args.name else [one.name for one in statuses()]
    found = [verify(name) for name in names]
    # what is optional may be missing, unless it was asked for
    bad = [
        one for one in found
        if one.state is State.ALTERED or (one.state is State.MISSING and (args.name or one.kind == "network"))
    ]  # fmt: skip
    if not args.json:
        for one in found:
            result(f"{one.name:<20} {one.state}")
    for one in bad:
        note(f"likeness: {one.name} is {one.state}; {one.advice}")
    return {"models": [_row(one) for one in found]}, bool(bad)


def _remove(args: argparse.Namespace) -> tuple[Table, bool]:
    from models.supply import remove, status

    found = status(args.name)
    if found.path is not None and not (found.kind == "network" and not args.force):
        _require_yes(args.yes, f"Delete {found.path} ({found.size_bytes / 1e6:.0f} MB)?")
    remove(args.name, force=args.force)
    if not args.json:
        result(f"{args.name}: removed" if found.path else f"{args.name}: the unfinished download was removed")
    return _row(status(args.name) if found.kind == "network" else found), False


_ACTIONS: dict[str, Callable[[argparse.Namespace], tuple[Table, bool]]] = {
    "list": _list,
    "install": _install,
    "import": _import,
    "verify": _verify,
    "remove": _remove,
}


def _require_yes(said: bool, question: str) -> None:
    """Ask the user. Raises ModelError unless the answer is yes."""
    from models.errors import ModelError

    if said:
        return
    answer = ""
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write(question + " [y/N] ")
        sys.stderr.flush()
        answer = sys.stdin.readline().strip().lower()
    if answer not in ("y", "yes"):
        raise ModelError("nothing was done: it was not confirmed", "answer y, or say --yes")


def _line(one: "Status") -> str:
    size = f"{one.size_bytes / 1e6:.1f} MB" if one.size_bytes else "? MB"
    begun = f" ({one.begun_bytes / 1e6:.1f} MB have arrived)" if one.begun_bytes else ""
    return f"{one.name:<20} {one.state:<10} {size:>10}  {one.licence}{begun}"


def _row(one: "Status") -> Table:
    return {
        "name": one.name,
        "kind": one.kind,
        "state": str(one.state),
        "licence": one.licence,
        "origin": one.origin,
        "bytes": one.size_bytes,
        "sha256": one.sha256,
        "path": str(one.path) if one.path else "",
        "begun_bytes": one.begun_bytes,
        "advice": one.advice,
    }
