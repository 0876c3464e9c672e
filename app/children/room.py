"""Room: how long the buffer of a sound device should be: short, but longer where the machine cannot keep up with it."""

ROOMIER_AFTER = 3  # faults ...
ROOMIER_WITHIN_S = 30.0  # ... in so long
GROWTH_S = 0.02
MOST_S = 0.1


class Room:
    """Counts how often a device ran dry, or over, although it was served.

    Args:
        asked_s: latency that the device was opened with, 0.0 for the shortest; not every driver tells what it gave.
    """

    def __init__(self, asked_s: float = 0.0) -> None:
        self._asked_s = asked_s
        self._faults_s: list[float] = []

    def fault(self, now_s: float) -> None:
        """Note that it has happened."""
        self._faults_s = [*(fault_s for fault_s in self._faults_s if now_s - fault_s < ROOMIER_WITHIN_S), now_s]

    def wanted_s(self, latency_s: float) -> float | None:
        """Return the latency to open the device again with; None: the present one will do, or more would not help."""
        present_s = max(latency_s, self._asked_s)
        if len(self._faults_s) < ROOMIER_AFTER or present_s >= MOST_S:
            return None
        return min(present_s + GROWTH_S, MOST_S)
