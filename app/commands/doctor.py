"""`likeness doctor`: checks everything the program needs and says the remedy for what is missing."""

import argparse
import dataclasses
import os
import platform
import sys
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any

from app.commands import checks, checks_devices, doctor_fix, doctor_latency, doctor_report
from app.commands.checks import Check
from app.commands.console import result, result_json


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `doctor`."""
    parser = subparsers.add_parser(
        "doctor",
        help="check everything and say what to do about it",
        epilog="example: likeness doctor --fix --report report.zip",
    )
    parser.add_argument("--fix", action="store_true", help="mend what can be mended without asking, then check")
    parser.add_argument("--latency", action="store_true", help="measure the delay of virtual camera and virtual cable")
    parser.add_argument(
        "--report", metavar="FILE.zip", type=Path, help="write what was found, without names, to send with a report"
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
        checks_devices.virtual_cable(),
        checks_devices.windows(),
    )
    return {
        "checks": [dataclasses.asdict(check) for check in found],
        "runtimes": [dataclasses.asdict(net) for net in nets],
        "torch_loaded": "torch" in sys.modules,
        "version": _version(),
        "machine": {"system": platform.platform(), "processor": platform.machine(), "cores": os.cpu_count()},
    }


def _show(check: Check) -> None:
    result(f"{check.state:5} {check.name}: {check.cause}")
    if check.remedy:
        result(f"      -> {check.remedy}")


def run(args: argparse.Namespace) -> int:
    """Mend, check, measure, report, as asked; 1 when something fails without which the program does not work."""
    if args.report:
        doctor_report.check_name(args.report)
    fixes = _mend(quiet=args.json) if args.fix else []
    table = examine()
    if args.fix:
        table["fixes"] = fixes
    if not args.json:
        for row in table["checks"]:
            _show(Check(**row))
    if args.latency:
        table["latency"] = doctor_latency.measure()
        if not args.json:
            doctor_latency.show(table["latency"])
    if args.report:
        members = doctor_report.write_bundle(table, args.report)
        if not args.json:
            result(f"report written to {args.report} ({len(members)} plain texts; look into it before you send it)")
    if args.json:
        result_json(table)
    return int(any(row["state"] == "fail" for row in table["checks"]) or table["torch_loaded"])


def _mend(*, quiet: bool) -> list[dict[str, Any]]:
    """Do what `--fix` may, telling each thing as it is done."""
    done = []
    for one in doctor_fix.fix():
        done.append(dataclasses.asdict(one))
        if not quiet:
            result(f"{'fixed' if one.done else 'left'} {one.name}: {one.words}")
    if not done and not quiet:
        result("there was nothing to fix")
    return done
