"""How many threads the networks may use on the processor."""

import os

_MOST = 4  # voice, camera and window need the rest


def thread_count() -> int:
    """Return OMP_NUM_THREADS if it is set, else the processors this program may use, at most 4."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST)
