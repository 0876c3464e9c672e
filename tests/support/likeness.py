"""The program as a user starts it: a process of its own, or what such a process would do at once."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.commands import dispatch

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Done:
    """What a finished run left: exit status, result lines, messages."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The JSON object on the last line of stdout."""
        table = json.loads(self.out.splitlines()[-1])
        assert isinstance(table, dict)
        return table

    def fails_in_one_line(self, *wanted: str) -> None:
        """Assert that it failed with one clear line that holds the wanted words."""
        assert self.status == 1, (self.status, self.out, self.err)
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        for word in wanted:
            assert word in lines[0], self.err
        assert ";" in lines[0], f"no remedy in {self.err!r}"


def command(*arguments: object, brief_fit: bool = False) -> list[str]:
    """The command line of `likeness ARGUMENTS`; `brief_fit`: see tests/support/brief_fit.py."""
    module = "tests.support.brief_fit" if brief_fit else "app"
    return [sys.executable, "-m", module, *map(str, arguments)]


def likeness(*arguments: object, timeout_s: float = 120.0, brief_fit: bool = False) -> Done:
    """Run `likeness ARGUMENTS` to its end."""
    line = command(*arguments, brief_fit=brief_fit)
    done = subprocess.run(line, capture_output=True, text=True, cwd=ROOT, timeout=timeout_s)
    return Done(done.returncode, done.stdout, done.stderr)


def refused(capfd: pytest.CaptureFixture[str], *arguments: object) -> Done:
    """Run `likeness ARGUMENTS` within this process, which is much quicker where it ends before it has begun."""
    capfd.readouterr()
    try:
        status = dispatch([*map(str, arguments)])
    except SystemExit as ended:  # wrong usage
        status = int(str(ended.code))
    said = capfd.readouterr()
    return Done(status, said.out, said.err)
