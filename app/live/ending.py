"""The end of a session: both lanes at the same time, and who does not end is named."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

log = logging.getLogger(__name__)


class Ending(Protocol):
    """What can be stopped and names the threads that are still alive."""

    def stop(self, timeout_s: float) -> list[str]:
        """End."""
        ...


def end(lanes: Sequence[Ending | None], timeout_s: float) -> list[str]:
    """Stop the lanes at the same time, so that a recording's picture and sound end together; return who is alive."""
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="session-end") as pool:
        found = pool.map(lambda lane: lane.stop(timeout_s), [lane for lane in lanes if lane is not None])
        alive = [name for names in found for name in names]
    for name in alive:
        log.error("thread %s does not end", name)
    return alive
