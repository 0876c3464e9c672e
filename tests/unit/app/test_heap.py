"""trim_heap: memory that arrays have left behind goes back to the system."""

import sys

import numpy as np
import psutil
import pytest

from app.heap import _malloc_trim, trim_heap


@pytest.mark.skipif(sys.platform != "linux" or _malloc_trim() is None, reason="only glibc keeps it")
def test_what_is_free_is_given_back() -> None:
    arrays = [np.ones(12_000) for _ in range(1000)]  # 96 MB in pieces that come from the heap
    kept = arrays[::100]  # so that the rest does not lie at its end
    arrays.clear()
    before = psutil.Process().memory_info().rss
    trim_heap()
    assert psutil.Process().memory_info().rss < before - 50e6 and kept
