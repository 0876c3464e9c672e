"""`likeness doctor` in a fresh process, and its report."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands import doctor
from app.errors import AppError

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


def test_finds_this_machine_usable_without_torch(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = subprocess.run([sys.executable, "-c", _RUN, report], capture_output=True, text=True, check=False)
    table = json.loads(done.stdout.splitlines()[-1])
    assert [row for row in table["checks"] if row["state"] == "fail"] == []
    assert done.returncode == 0, done.stderr
    assert table["torch_loaded"] is False
    assert all(row["remedy"] for row in table["checks"] if row["state"] == "warn")
    assert len(table["runtimes"]) == sum(row["name"].startswith("network ") for row in table["checks"])
    assert json.loads(report.read_text())["checks"] == table["checks"]


def test_report_does_not_tell_the_users_name(tmp_path: Path) -> None:
    doctor.write_report({"where": f"{Path.home()}/Videos"}, tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text()) == {"where": "~/Videos"}


def test_report_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="choose another file"):
        doctor.write_report({}, tmp_path / "no such folder" / "report.json")


def test_a_failed_check_is_the_exit_status(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"name": "thing", "state": "fail", "cause": "is broken", "remedy": "mend it"}
    monkeypatch.setattr(doctor, "examine", lambda: {"checks": [row], "torch_loaded": False})
    assert doctor.run(argparse.Namespace(json=False, report=None)) == 1
    assert capsys.readouterr().out == "fail  thing: is broken\n      -> mend it\n"
