"""`likeness doctor`: checks everything the program needs and says the remedy for what is missing."""

import argparse
import dataclasses
import json
import os
import platform
import sys
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any

from app.commands import checks, checks_devices
from app.commands.checks import Check
from app.commands.console import result, result_json
from app.errors import AppError


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `doctor`."""
    parser = subparsers.add_parser(
        "doctor",
        help="check everything and say what to do about it",
        epilog="example: likeness doctor --report report.json",
    )
    parser.add_argument(
        "--report", metavar="FILE", type=Path, help="write what was found as JSON, to send with a report"
    )
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    parser.set_defaults(run=run)


def _version() -> str:
    try:
        return metadata.version("likeness")
    except metadata.PackageNotFoundError:  # the check of packages tells the user
        return "not installed"


def examine() -> dict[str, Any]:
    """Run all checks.

    Returns:
        "checks": list of {name, state, cause, remedy}; "runtimes": list of {file, runtime, precision, reason} of the
        loaded networks; "torch_loaded": whether any of this imported torch (it must not); "version", "machine".
    """
    network_checks, nets = checks.networks()
    found = chain(
        checks.python(),
        checks.packages(),
        network_checks,
        checks.child_programs(),
        checks.shared_pictures(),
        checks.folders(),
        checks.disk(),
        checks_devices.cameras(),
        checks_devices.virtual_camera(),
        checks_devices.sound(),
        checks_devices.windows(),
    )
    return {
        "checks": [dataclasses.asdict(check) for check in found],
        "runtimes": [dataclasses.asdict(net) for net in nets],
        "torch_loaded": "torch" in sys.modules,
        "version": _version(),
        "machine": {"system": platform.platform(), "processor": platform.machine(), "cores": os.cpu_count()},
    }


def write_report(table: dict[str, Any], path: Path) -> None:
    """Write the findings as JSON without the user's name in any path. Raises AppError."""
    text = json.dumps(table, indent=1).replace(json.dumps(str(Path.home()))[1:-1], "~")
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise AppError(f"{path}: cannot be written: {error.strerror}", "choose another file") from error


def _show(check: Check) -> None:
    result(f"{check.state:5} {check.name}: {check.cause}")
    if check.remedy:
        result(f"      -> {check.remedy}")


def run(args: argparse.Namespace) -> int:
    """Check, show, report; 1 when something fails without which the program does not work."""
    table = examine()
    if not args.json:
        for row in table["checks"]:
            _show(Check(**row))
    if args.report:
        write_report(table, args.report)
        if not args.json:
            result(f"report written to {args.report}")
    if args.json:
        result_json(table)
    return int(any(row["state"] == "fail" for row in table["checks"]) or table["torch_loaded"])
