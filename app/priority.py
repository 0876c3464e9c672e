"""Priority of threads: sound that comes late is heard, a picture that comes late is not."""

import contextlib
import os
import sys
import threading

NICE = -11  # what desktop systems give to sound


def urge_thread() -> None:
    """Let the calling thread go before others, where the system allows it; elsewhere nothing changes."""
    if sys.platform == "linux":
        # most users may not: the output's buffer must then do
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
