"""Priority: the calling thread alone is urged, or nothing happens."""

import os
import sys
import threading

import pytest

from app.priority import NICE, urge_thread


@pytest.mark.skipif(sys.platform != "linux", reason="threads have a priority of their own on Linux only")
def test_only_the_calling_thread_is_urged() -> None:
    found: list[int] = []

    def work() -> None:
        urge_thread()
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [NICE if os.geteuid() == 0 else before]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before
