"""How many threads the networks may use on the processor."""

import os

VARIABLE = "LIKENESS_FOMM_THREADS"
"""Not OMP_NUM_THREADS: the program sets that to 1 for everything else it computes with."""

_MOST = 4  # voice, camera and window need the rest


def thread_count() -> int:
    """Return LIKENESS_FOMM_THREADS if it is set, else the processors this program may use, at most 4."""
    wanted = os.environ.get(VARIABLE, "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST)
