"""`likeness doctor` in a fresh process, and what its options call."""

import argparse
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.commands import doctor, doctor_fix, doctor_latency
from app.commands.doctor_fix import Fix
from app.errors import AppError, DeviceError

_RUN = """
import argparse, sys
from app.commands import doctor
parser = argparse.ArgumentParser()
doctor.add_parser(parser.add_subparsers())
args = parser.parse_args(["doctor", "--json", "--report", sys.argv[1]])
status = args.run(args)
assert "PySide6" not in sys.modules and "av" not in sys.modules
sys.exit(status)
"""


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    doctor.add_parser(parser.add_subparsers())
    args = parser.parse_args(["doctor", *words])
    return int(args.run(args))


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the checks find; a test may change it."""
    rows = [{"name": "thing", "state": "ok", "cause": "works", "remedy": ""}]
    monkeypatch.setattr(doctor, "examine", lambda: {"checks": rows, "torch_loaded": False})
    return rows


def test_finds_this_machine_usable_without_torch(tmp_path: Path) -> None:
    report = tmp_path / "report.zip"
    done = subprocess.run([sys.executable, "-c", _RUN, report], capture_output=True, text=True, check=False)
    table = json.loads(done.stdout.splitlines()[-1])
    assert [row for row in table["checks"] if row["state"] == "fail"] == []
    assert done.returncode == 0, done.stderr
    assert table["torch_loaded"] is False
    assert all(row["remedy"] for row in table["checks"] if row["state"] == "warn")
    assert {"Python", "virtual camera", "virtual cable", "disk space"} <= {row["name"] for row in table["checks"]}
    assert len(table["runtimes"]) == sum(row["name"].startswith("network ") for row in table["checks"])
    with zipfile.ZipFile(report) as bundle:
        sent = json.loads(bundle.read("doctor.json"))
    assert [row["state"] for row in sent["checks"]] == [row["state"] for row in table["checks"]]


def test_a_report_of_another_kind_is_refused_before_anything_is_done() -> None:
    with pytest.raises(AppError, match="such as report.zip"):
        run("--report", "report.json", "--fix")


def test_a_failed_check_is_the_exit_status(examined: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]) -> None:
    examined[0] = {"name": "thing", "state": "fail", "cause": "is broken", "remedy": "mend it"}
    assert run() == 1
    assert capsys.readouterr().out == "fail  thing: is broken\n      -> mend it\n"


def test_fix_says_a_line_for_each_thing_and_then_checks(
    examined: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fixes = [Fix("virtual cable", True, "created"), Fix("networks", False, "no network")]
    monkeypatch.setattr(doctor_fix, "fix", lambda: iter(fixes))
    assert run("--fix") == 0
    said = capsys.readouterr().out
    assert said == "fixed virtual cable: created\nleft networks: no network\nok    thing: works\n"
    fixes.clear()
    assert run("--fix", "--json") == 0
    assert json.loads(capsys.readouterr().out)["fixes"] == []


def test_latency_says_which_device_is_missing(
    examined: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: float) -> None:
        raise DeviceError("there is no sound server", "start one")

    monkeypatch.setattr("app.live.cable_test.run_cable_test", fail)
    monkeypatch.setattr("app.sinks.virtual_camera_help.list_virtual_cameras", list)
    assert run("--latency") == 0
    said = capsys.readouterr().out
    assert "warn  delay of the picture: not measured: there is no virtual camera" in said
    assert "warn  delay of the sound: not measured: there is no sound server; start one" in said


def test_latency_does_not_flash_pictures_into_a_call(
    examined: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from app.sinks.virtual_camera_help import VirtualCameraInfo

    camera = VirtualCameraInfo("/dev/video97", "Likeness", "ready")
    monkeypatch.setattr("app.sinks.virtual_camera_help.list_virtual_cameras", lambda: [camera])
    monkeypatch.setattr("app.v4l2.users_of", lambda _: ["zoom (77)"])
    monkeypatch.setattr("app.live.cable_test.run_cable_test", lambda _: (_ for _ in ()).throw(DeviceError("no", "x")))
    picture = doctor_latency.measure()["picture"]
    assert not picture["measured"] and "in use by zoom (77)" in picture["words"]
