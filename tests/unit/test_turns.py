"""Turns of processes that test beside each other."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.turns import Turns

pytestmark = pytest.mark.skipif(not Turns.possible, reason="this system has no such locks")
_SOON_S = 10.0


class Other:
    """Another one who wants a turn; locks are held by open files, so a thread is as good as a process."""

    def __init__(self, folder: Path, *, alone: bool) -> None:
        self.inside, self._go = threading.Event(), threading.Event()
        self._turns, self._alone = Turns(folder), alone
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with self._turns.turn(alone=self._alone):
            self.inside.set()
            self._go.wait(_SOON_S)

    def end(self) -> None:
        self._go.set()
        self._thread.join()


@contextmanager
def _other(folder: Path, *, alone: bool) -> Iterator[Other]:
    other = Other(folder, alone=alone)
    try:
        yield other
    finally:
        other.end()


def test_ordinary_ones_run_beside_each_other(tmp_path: Path) -> None:
    with _other(tmp_path, alone=False) as other, Turns(tmp_path).turn(alone=False):
        assert other.inside.wait(_SOON_S)


@pytest.mark.parametrize("alone", [False, True])
def test_beside_one_who_is_alone_nobody_runs(tmp_path: Path, alone: bool) -> None:
    with _other(tmp_path, alone=alone) as other:
        assert other.inside.wait(_SOON_S)
    with Turns(tmp_path).turn(alone=True):
        late = Other(tmp_path, alone=alone)
        assert not late.inside.wait(0.1)
    assert late.inside.wait(_SOON_S)
    late.end()


def test_who_waits_to_be_alone_is_overtaken_by_nobody(tmp_path: Path) -> None:
    first = Other(tmp_path, alone=False)
    assert first.inside.wait(_SOON_S)
    second = Other(tmp_path, alone=True)
    assert not second.inside.wait(0.1)
    third = Other(tmp_path, alone=False)
    assert not third.inside.wait(0.1)
    first.end()
    assert second.inside.wait(_SOON_S) and not third.inside.is_set()
    second.end()
    assert third.inside.wait(_SOON_S)
    third.end()
