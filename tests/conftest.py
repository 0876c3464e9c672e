"""Rules that every test obeys: quiet logs, nothing left running, a home of its own, repeatable chance.

Markers come from folder names. Tests of `devices/` and `benchmark/` run only when asked for, by `-m device` and
`-m benchmark` or by naming their folder; single tests marked `slow` run only with `-m slow`. A test that provokes a
warning says so with `@pytest.mark.expect_log("regular expression")` (must be logged) or `allow_log` (may be).

Whole folders are tested by several processes beside each other, a file by one of them. A test that measures time, or
needs sound without a gap, says `@pytest.mark.alone`: nothing else runs meanwhile, as nothing does beside the program.
All of these come first, so that nobody has to wait in the midst of the others until the machine is free.
"""

import logging
import os
import random
import re
import signal
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest

from tests.support import leaks
from tests.support.turns import Turns

if TYPE_CHECKING:
    from tests.support.shares import Shares

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # two cores, many small nets: more threads only spin; numpy is not imported yet
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # real windows: QT_QPA_PLATFORM=xcb xvfb-run -a python -m pytest

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # begun in the background: programs under test would not hear it
    signal.signal(signal.SIGINT, signal.default_int_handler)

TESTS = Path(__file__).resolve().parent
_MARKERS = {"devices": "device"}  # a folder's marker has its name, except these
_ON_REQUEST = {"device", "benchmark", "slow"}
_ALONE = ("alone", *_ON_REQUEST)
_PROCESSES = 4  # at most: each loads all the libraries
_TURNS = pytest.StashKey[Turns]()


def _models_folder() -> str:
    """Where the converted models of the user lie: they are shared by all tests, everything else is private."""
    home = os.environ.get("LIKENESS_HOME")
    data = Path(home) / "data" if home else Path(platformdirs.user_data_dir("likeness", appauthor=False))
    return str(data / "models")


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run a temporary home; tests get one each, session-wide fixtures use this one."""
    config.addinivalue_line("markers", "expect_log(*patterns): the test must log warnings like these")
    config.addinivalue_line("markers", "allow_log(*patterns): the test may log warnings like these")
    os.environ.setdefault("LIKENESS_MODELS", _models_folder())
    home = tempfile.TemporaryDirectory(prefix="likeness-test-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    os.environ["LIKENESS_HOME"] = home.name
    if not hasattr(config, "workerinput"):  # the other processes find the variable
        os.environ["LIKENESS_TEST_TURNS"] = home.name
    config.stash[_TURNS] = Turns(Path(os.environ["LIKENESS_TEST_TURNS"]))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return how many processes test beside each other; 0: this one does it all, for a few files, devices and so on."""
    folders = all(Path(arg.split("::")[0]).is_dir() for arg in config.args)
    visible = os.environ["QT_QPA_PLATFORM"] != "offscreen"  # windows take the keyboard from each other
    if not folders or visible or _asked_for(config) or not Turns.possible:
        return 0
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_PROCESSES, processors) if processors > 1 else 0


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> "Shares":
    """Return what shares the tests out."""
    from tests.support.shares import Shares

    return Shares(config, log)


@pytest.hookimpl(wrapper=True, tryfirst=True)  # outside the clock that looks for tests that hang
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    """Wait until it is this test's turn."""
    alone = any(item.get_closest_marker(name) for name in _ALONE)
    with item.config.stash[_TURNS].turn(alone=alone):
        return (yield)


def _marker_of(path: Path) -> str | None:
    if TESTS not in path.parents:
        return None
    folder = path.relative_to(TESTS).parts[0]
    return None if folder.endswith(".py") else _MARKERS.get(folder, folder)


def _asked_for(config: pytest.Config) -> set[str]:
    expression = str(config.getoption("-m") or "")
    named = {_marker_of(Path(arg.split("::")[0]).resolve() / "_") for arg in config.args}
    return {marker for marker in _ON_REQUEST if marker in expression or marker in named}


@pytest.hookimpl(tryfirst=True)  # before -m selects
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test with its folder's name and leave out what was not asked for."""
    for item in items:
        if marker := _marker_of(item.path):
            item.add_marker(marker)
    unwanted = _ON_REQUEST - _asked_for(config)
    left_out = {item for item in items if any(item.get_closest_marker(marker) for marker in unwanted)}
    if left_out:
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: not item.get_closest_marker("alone"))  # first, on a machine that is still cool


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Undo what importing cv2 does to Qt: PySide6 would load the plug-ins of another Qt and abort."""
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        if f"{os.sep}cv2{os.sep}" in os.environ.get(name, ""):
            del os.environ[name]


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread or a child process."""
    threads, children = leaks.running_threads(), set(leaks.running_children())
    yield
    extra_threads = leaks.left_over(threads, leaks.running_threads)
    extra_children = leaks.left_over(children, lambda: set(leaks.running_children()))
    if extra_threads:
        pytest.fail(f"threads left running: {sorted(thread.name for thread in extra_threads)}")
    if extra_children:
        commands = leaks.running_children()
        pytest.fail(f"child processes left running: {[commands.get(pid, pid) for pid in sorted(extra_children)]}")


@pytest.fixture(autouse=True)
def _private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's settings, avatars and recordings out of every test's reach."""
    monkeypatch.setenv("LIKENESS_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(autouse=True)
def _repeatable() -> None:
    """Seed every generator that is loaded."""
    random.seed(0)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(0)
    if torch := sys.modules.get("torch"):
        torch.manual_seed(0)
    if cv2 := sys.modules.get("cv2"):
        cv2.setRNGSeed(0)


def _patterns(request: pytest.FixtureRequest, marker: str) -> list[str]:
    return [str(pattern) for mark in request.node.iter_markers(marker) for pattern in mark.args]


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning nobody expects, or does not log the one that was announced."""
    yield
    expected, allowed = _patterns(request, "expect_log"), _patterns(request, "allow_log")
    records = [record for phase in ("setup", "call") for record in caplog.get_records(phase)]
    messages = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    surprises = [text for text in messages if not any(re.search(pattern, text) for pattern in expected + allowed)]
    missing = [pattern for pattern in expected if not any(re.search(pattern, text) for text in messages)]
    if surprises:
        pytest.fail(f"unexpected warnings in the log: {surprises}")
    if missing:
        pytest.fail(f"expected in the log, but never logged: {missing}")
