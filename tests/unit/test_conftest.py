"""The rules of conftest.py bite: each is broken once in a run of pytest inside pytest."""

from pathlib import Path

import pytest

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
