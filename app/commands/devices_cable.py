"""`likeness devices cable`: makes, removes and shows the virtual cable that call programs take as their microphone."""

import argparse
import sys
from dataclasses import asdict
from typing import Any

from app.commands.console import note, result, result_json
from app.sound import cable
from app.sound.cable_guide import CableGuide, find_cable
from app.sound.devices import list_outputs


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the sub-subcommand."""
    parser = subparsers.add_parser(
        "cable",
        help="create, remove or show the virtual cable",
        epilog="example: likeness devices cable create",
    )
    parser.add_argument("action", choices=("create", "remove", "status"), help="what to do")
    parser.add_argument("--force", action="store_true", help="remove it although programs listen to it")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="end with one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it; 1 if there is no cable where one should be. Raises DeviceError."""
    if sys.platform in ("win32", "darwin"):
        return _guide(find_cable(list_outputs()), as_json=args.json)
    if args.action == "create":
        cable.create(stay=True)
    elif args.action == "remove":
        removed = cable.remove(force=args.force)
        if not args.json:
            result("the cable is removed" if removed else "there was no cable")
            return 0
    status = cable.look()
    if args.json:
        result_json(row(status))
    elif args.action != "remove":
        _show(status)
    return int(args.action != "remove" and status.state != "ready")


def row(status: cable.CableStatus) -> dict[str, Any]:
    """Return a status as a JSON object, with the names of both ends."""
    names = {"output": cable.CABLE.sink, "microphone": cable.CABLE.source_words}
    return {**asdict(status), "words": status.words, **names}


def _show(status: cable.CableStatus) -> None:
    named = f": {', '.join(status.listeners)}" if status.listeners else ""
    result(f"{cable.CABLE.source_words}: {status.words}{named}")
    if status.state == "ready":
        note(f'give the voice out with --audio-output "{cable.CABLE.sink_words}"')
        note(f"choose “{cable.CABLE.source_words}” as the microphone of your call program")
    elif status.why:
        note(f"likeness: {status.why}; {status.advice}")
    else:
        note("make it with: likeness devices cable create")


def _guide(found: CableGuide, *, as_json: bool) -> int:
    """Tell which cable of another maker there is: on these systems a driver is needed, which only the user installs."""
    if as_json:
        result_json(asdict(found))
    else:
        result(found.text)
        note(found.next_step)
    return int(found.device is None)
