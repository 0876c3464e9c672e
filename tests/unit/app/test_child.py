"""A child process and its parent: death, silence, orphans."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app import child as child_module
from app.child import Child, ChildError, RestartBudget

ROOT = Path(__file__).resolve().parents[3]
needs_signals = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system has no SIGSTOP")


@pytest.fixture
def reader() -> Iterator[Child]:
    child = Child("reader")
    child.start()
    yield child
    child.close()


def wait_for_failure(child: Child, limit_s: float) -> ChildError:
    deadline = time.monotonic() + limit_s
    while (failure := child.failure()) is None:
        assert time.monotonic() < deadline, "the failure was not noticed"
        time.sleep(0.02)
    return failure


def test_a_healthy_child_ends_when_asked(reader: Child) -> None:
    pid = reader.pid
    assert pid is not None and reader.failure() is None
    assert reader.close() == 0
    assert not psutil.pid_exists(pid)
    assert reader.close() is None


def test_a_killed_child_is_noticed(reader: Child) -> None:
    assert reader.pid is not None
    psutil.Process(reader.pid).kill()
    assert "ended unexpectedly" in wait_for_failure(reader, 5.0).message
    with pytest.raises(ChildError, match="ended unexpectedly"):
        reader.wait("ready", 5.0)


@needs_signals
def test_a_child_that_hangs_is_noticed_and_killed(reader: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "SILENCE_LIMIT_S", 1.3)
    assert reader.pid is not None
    os.kill(reader.pid, signal.SIGSTOP)
    assert "hangs" in wait_for_failure(reader, 5.0).message
    started_s = time.monotonic()
    reader.close(0.2)
    assert time.monotonic() - started_s < 2.0


def test_what_a_child_reports_reaches_the_caller(reader: Child, tmp_path: Path) -> None:
    (tmp_path / "notes.mp4").write_text("no film")
    order = {"address": str(tmp_path / "notes.mp4"), "network": False, "live": False, "loop": False}
    reader.send({"do": "open", **order, "mirror": False, "max_side": None, "once": False})
    with pytest.raises(ChildError, match=r"notes\.mp4") as caught:
        reader.wait("ready", 20.0)
    assert caught.value.advice


def test_an_unknown_program_fails_at_once() -> None:
    child = Child("nonsense")
    with pytest.raises(ChildError, match="status 2"):
        child.start()
    assert child.pid is None


def test_a_child_does_not_outlive_its_parent() -> None:
    """The parent vanishes without a word; the end of the pipe must be enough."""
    code = (
        "import os; from app.child import Child; c = Child('reader'); c.start(); print(c.pid, flush=True); os._exit(9)"
    )
    parent = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert parent.returncode == 9, parent.stderr
    pid = int(parent.stdout)
    deadline = time.monotonic() + 5.0
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "the child is still there"
        time.sleep(0.05)


def test_at_most_three_restarts_a_minute() -> None:
    budget = RestartBudget()
    assert [budget.spend(t) for t in (0.0, 1.0, 2.0, 3.0, 59.0)] == [True, True, True, False, False]
    assert budget.spend(60.5)
    assert not budget.spend(60.6)
