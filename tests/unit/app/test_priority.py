"""Priority: the calling thread alone is urged or calmed, or nothing happens."""

import os
import sys
import threading
from collections.abc import Callable

import pytest

from app.priority import CALM_NICE, NICE, calm_thread, urge_thread


@pytest.mark.skipif(sys.platform != "linux", reason="threads have a priority of their own on Linux only")
@pytest.mark.parametrize(("change", "wanted"), [(urge_thread, NICE), (calm_thread, CALM_NICE)])
def test_only_the_calling_thread_is_changed(change: Callable[[], None], wanted: int) -> None:
    found: list[int] = []

    def work() -> None:
        change()
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [wanted if os.geteuid() == 0 or wanted >= before else before]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before
