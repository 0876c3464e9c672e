#!/usr/bin/env python3
"""Makes REPORT.md of what the device tests found: python tests/devices/report.py FOLDER-WITH-FOUND-FILES."""

import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("REPORT.md")
_WORDS = {"passed": "passed", "failed": "**failed**", "skipped": "not run"}


def table(run: dict[str, Any]) -> list[str]:
    """Return the lines of one boot."""
    driver = f"v4l2loopback {run['driver']}{' as it is' if run['stock'] else ', repaired'}" if run["driver"] else ""
    place = ", ".join(filter(None, (run["machine"], f"{run['processors']} processors", run["kernel"], driver)))
    lines = [f"## {place}", "", f"{_count(run['tests'])}.", ""]
    lines += ["| test | peer | result | figures | when, UTC |", "|---|---|---|---|---|"]
    for row in run["tests"]:
        found = dict(row["found"])
        peer = found.pop("peer", "")
        figures = ", ".join(f"{name} {_number(value)}" for name, value in found.items())
        name = row["test"].replace("::", ": ").replace(".py", "").replace("test_", "").replace("_", " ")
        result = _WORDS[row["result"]] + (f": {row['why'].removeprefix('Skipped: ')}" if row["why"] else "")
        cells = (name, peer, result, figures, row["when"])
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return [*lines, ""]


def without_result(runs: list[dict[str, Any]]) -> list[str]:
    """Return the tests of this folder that no run has a result of, "skipped" being none."""
    done = {row["test"].split("[")[0] for run in runs for row in run["tests"] if row["result"] != "skipped"}
    there = [
        f"{path.name}::{name}"
        for path in sorted(TARGET.parent.glob("test_*.py"))
        for name in re.findall(r"^def (test_\w+)", path.read_text(), re.MULTILINE)
    ]
    return [name.replace(".py::", ": ").replace("test_", "").replace("_", " ") for name in there if name not in done]


def _count(rows: list[dict[str, Any]]) -> str:
    results = [row["result"] for row in rows]
    parts = [f"{results.count(kind)} {_WORDS[kind].strip('*')}" for kind in _WORDS if kind in results]
    return f"{', '.join(parts)}, {sum(row['seconds'] for row in rows):.0f} s"


def _number(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def main(folder: Path) -> int:
    """Write the report; return 0."""
    runs = [json.loads(path.read_text()) for path in sorted(folder.glob("found-*.json"))]
    if not runs:
        sys.stderr.write(f"nothing was found in {folder}\n")
        return 1
    lines = ["# What the device tests found", ""]
    lines += ["Written by `tests/devices/run`; do not edit. Emulation is slow: times are not those of a computer.", ""]
    lines += [
        "`rate_hz` is what the reader got, `rate_out_hz` what left, `delay` is from handing a picture over to the"
    ]
    lines += ["moment another program had read it, `colour_error` the largest of seven colours, of 255.", ""]
    lines += [
        "Rates and gaps need a machine with nothing else to do. `missed` (ticks that the writer could not keep) and"
    ]
    lines += ["`load_of_machine` tell where one was busy, and a failure there is to be repeated.", ""]
    lines += ["Not shown here: Windows, macOS, PipeWire, cameras with a lens, and sound cards with a plug.", ""]
    for run in runs:
        lines += table(run)
    if missing := without_result(runs):
        lines += ["## Without a result", "", *(f"- {name}" for name in missing)]
    TARGET.write_text("\n".join(lines).rstrip() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
