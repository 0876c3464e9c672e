"""Priority of threads: sound that comes late is heard, a picture that comes late is not, a number on show can wait."""

import contextlib
import os
import sys
import threading

NICE = -11  # what desktop systems give to sound
CALM_NICE = 15


def urge_thread() -> None:
    """Let the calling thread go before others, where the system allows it; elsewhere nothing changes."""
    if sys.platform == "linux":
        # most users may not: the output's buffer must then do
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


def calm_thread() -> None:
    """Let all others go before the calling thread, where the system knows that of threads."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), CALM_NICE)
