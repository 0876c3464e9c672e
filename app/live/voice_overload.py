"""Overload: whether the learned part of the voice keeps up, and when it may try again after it did not.

The learned part rests when the machine is too slow for it and comes back after ten quiet seconds. A return that fails
soon makes the next wait twice as long, so that a machine at its limit does not change the voice all the time.
"""

from collections import deque

TOO_MUCH = 0.9  # of a block's length, p95 of its computation: the rest of the chain needs time, too
CALM = 0.5  # resting: so little shows that there is room again
LEAST_BLAME = 0.2  # gaps are not the engine's fault while it takes less than this
GAPS, GAPS_WITHIN_S = 3, 5.0
SETTLE_S = 3.0  # after each change the numbers still tell of the time before
BUSY_S = 1.5  # too much for so long, or it is a hiccup
QUIET_S = 10.0
LONGEST_QUIET_S = 320.0
PROVEN_S = 60.0  # a return that has lasted so long was right


class Overload:
    """Decides from measured load whether the learned part works. Not thread-safe: one thread asks it.

    Attributes:
        learned: it is to work.
        patience_s: how long it must be quiet before the next return.
    """

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin anew, as with another engine."""
        self.learned, self.patience_s = True, QUIET_S
        self._changed_s: float | None = None
        self._busy_since_s: float | None = None
        self._noisy_s = 0.0  # when it was not quiet last, while it rests
        self._returned = False
        self._seen = 0
        self._gaps: deque[float] = deque(maxlen=GAPS)

    @property
    def resting(self) -> bool:
        """The machine was too slow; the learned part waits for better times."""
        return not self.learned

    def look(self, now_s: float, load: float, gaps: int) -> bool:
        """Look at the newest numbers; a few times a second.

        Args:
            now_s: any clock that only goes forwards.
            load: p95 over the last seconds of the time a block took, as a share of its length.
            gaps: how often sound was missing or lost so far; a smaller number than before begins a new count.

        Returns:
            Whether the learned part is to work from now on.
        """
        if self._changed_s is None:
            self._changed_s, self._seen = now_s, gaps
        fresh, self._seen = max(gaps - self._seen, 0), gaps
        if self.learned:
            self._look_at_work(now_s, load, fresh)
        else:
            self._look_at_rest(now_s, load, fresh)
        return self.learned

    def _look_at_work(self, now_s: float, load: float, fresh: int) -> None:
        worked_s = now_s - (self._changed_s or 0.0)
        if worked_s < SETTLE_S:
            return
        if self._returned and worked_s >= PROVEN_S:
            self._returned, self.patience_s = False, QUIET_S
        self._gaps.extend([now_s] * min(fresh, GAPS))
        if load < TOO_MUCH:
            self._busy_since_s = None
        elif self._busy_since_s is None:
            self._busy_since_s = now_s
        late = self._busy_since_s is not None and now_s - self._busy_since_s >= BUSY_S
        holes = len(self._gaps) == GAPS and now_s - self._gaps[0] <= GAPS_WITHIN_S and load >= LEAST_BLAME
        if late or holes:
            if self._returned:
                self.patience_s = min(2 * self.patience_s, LONGEST_QUIET_S)
            self._change(now_s, learned=False)

    def _look_at_rest(self, now_s: float, load: float, fresh: int) -> None:
        settled_s = (self._changed_s or 0.0) + SETTLE_S
        if now_s < settled_s or load > CALM or fresh:
            self._noisy_s = now_s
        elif now_s - self._noisy_s >= self.patience_s:
            self._returned = True
            self._change(now_s, learned=True)

    def _change(self, now_s: float, *, learned: bool) -> None:
        self.learned, self._changed_s = learned, now_s
        self._busy_since_s, self._noisy_s = None, now_s
        self._gaps.clear()
