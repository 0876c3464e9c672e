"""The rules of conftest.py bite: each is broken once in a run of pytest inside pytest."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.conftest import pytest_xdist_auto_num_workers
from tests.support.turns import Turns

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"

PRELUDE = """
import logging, subprocess, sys, threading, pytest

@pytest.fixture(scope="session")
def finish():
    actions = []
    yield actions
    for action in actions:
        action()
"""

BROKEN = {
    "warning": ("def test():\n logging.getLogger('x').warning('smoke')", "unexpected warnings in the log: *smoke"),
    "silence": ("@pytest.mark.expect_log('smoke')\ndef test():\n pass", "expected in the log, but never logged"),
    "thread": (
        "def test(finish):\n"
        " event = threading.Event()\n"
        " finish.append(event.set)\n"
        " threading.Thread(target=event.wait, name='stray').start()",
        "threads left running: *stray",
    ),
    "child": (
        "def test(finish):\n"
        " child = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)\n"
        " finish.append(lambda: child.communicate(b'end\\n'))",
        "child processes left running: *input()",
    ),
}


@pytest.mark.allow_log("smoke")  # the inner run logs into this one too
@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_fails_the_test(pytester: pytest.Pytester, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.leaks.GRACE_S", 0.1)
    body, message = BROKEN[rule]
    pytester.makeini("[pytest]\naddopts = --import-mode=importlib -p no:cacheprovider")
    pytester.makeconftest(CONFTEST.read_text())
    pytester.makepyfile(PRELUDE + body)
    result = pytester.runpytest_inprocess()
    assert result.parseoutcomes().get("errors") == 1
    result.stdout.fnmatch_lines([f"*{message}*"])


ROOM = """
import fcntl, os, pytest

def _occupied():
    with open(os.path.join(os.environ["LIKENESS_TEST_TURNS"], "room")) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False

@pytest.fixture(scope="module")
def first():
    return _occupied()

@pytest.mark.alone
def test_alone(first):
    assert first and _occupied()

def test_beside_others():
    assert not _occupied()
"""


@pytest.mark.skipif(not Turns.possible, reason="this system has no such locks")
def test_a_test_that_wants_to_be_alone_is(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIKENESS_TEST_TURNS", "")
    pytester.makeini("[pytest]\naddopts = --import-mode=importlib -p no:cacheprovider\nmarkers = alone")
    pytester.makeconftest(CONFTEST.read_text())
    pytester.makepyfile(ROOM)
    pytester.runpytest_inprocess().assert_outcomes(passed=2)


def test_only_whole_folders_are_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Turns, "possible", True)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    tests = str(CONFTEST.parent)

    def processes(*args: str, marker: str = "") -> int:
        config = SimpleNamespace(args=args, getoption=lambda _: marker)
        return pytest_xdist_auto_num_workers(config)  # type: ignore[arg-type]

    assert processes(tests) == processes(f"{tests}/unit", f"{tests}/gui", marker="not gui") == 2
    assert processes(f"{tests}/unit", __file__) == processes(f"{__file__}::test") == 0
    assert processes(f"{tests}/devices") == processes(tests, marker="benchmark") == 0
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert processes(tests) == 0
