"""Keeps what the device tests found, for the report: result, peer program and version, figures.

A test says `found(peer=version_of("ffmpeg"), rate_hz=30.0)`. After each test everything is written as JSON to the
folder `$OUT`, from which `report.py` makes the table, so that a machine that stops leaves what it had found. What an
earlier run found about other tests stays.
"""

import json
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Found = Callable[..., None]
_ROWS: list[dict[str, Any]] = []


@pytest.fixture
def found(record_property: Callable[[str, object], None]) -> Found:
    """Note a peer program or figures of this test."""

    def note(**values: object) -> None:
        for name, value in values.items():
            record_property(name, round(value, 2) if isinstance(value, float) else value)

    return note


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember how a test of this folder ended."""
    if "tests/devices/" not in report.nodeid or (report.when != "call" and report.passed):
        return
    why = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    if report.failed:
        why = str(getattr(getattr(report.longrepr, "reprcrash", None), "message", "")).split("\n")[0][:160]
    row = {"test": report.nodeid.split("tests/devices/")[1], "result": report.outcome, "why": why}
    row["when"] = time.strftime("%Y-%m-%d %H:%M", time.gmtime())
    if "VM" not in os.environ and hasattr(os, "getloadavg"):  # a busy machine explains gaps
        report.user_properties.append(("load_of_machine", round(os.getloadavg()[0], 1)))
    _ROWS.append(row | {"seconds": round(report.duration, 1), "found": dict(report.user_properties)})
    if "OUT" in os.environ and "PYTEST_XDIST_WORKER" not in os.environ:
        _write(Path(os.environ["OUT"]))


def _write(folder: Path) -> None:
    driver = Path("/sys/module/v4l2loopback")
    version = driver / "version"  # old releases do not tell
    about = {
        "kernel": platform.release() if "VM" in os.environ else platform.system(),
        "driver": version.read_text().strip() if version.exists() else "0.12.7 or older" if driver.exists() else "",
        "stock": "LIKENESS_STOCK_DRIVER" in os.environ,
        "machine": "virtual machine, software emulation" if "VM" in os.environ else "host",
        "processors": os.cpu_count(),
    }
    name = "stock" if about["stock"] else "current" if "VM" in os.environ else "host"
    path = folder / f"found-{name}.json"
    here = {row["test"] for row in _ROWS}
    others = [row for row in json.loads(path.read_text())["tests"] if row["test"] not in here] if path.exists() else []
    rows = sorted([*others, *_ROWS], key=lambda row: str(row["test"]).split("::")[0])
    path.write_text(json.dumps(about | {"tests": rows}, indent=1))
