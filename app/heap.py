"""Gives the system back what is free of the program's memory: glibc keeps what large arrays leave behind."""

import ctypes
import sys
from functools import cache
from typing import Any

__all__ = ["trim_heap"]


def trim_heap() -> None:
    """Give it back; takes some 10 ms, so not on a thread that pictures or sound wait for. Elsewhere it does nothing."""
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@cache
def _malloc_trim() -> Any:  # noqa: ANN401 - a function of the C library
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none
