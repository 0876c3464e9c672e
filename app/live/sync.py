"""Sync: how old picture and voice shall be when they leave, so that they leave in step.

The faster of the two waits for the slower. The common age is fixed after a warm-up and changed only when the need has
shifted for a while, for a longer while if it has shifted by little: a delay that follows every breath of the machine
would be heard. Sound is late rather than early: people accept that (ITU-R BT.1359).
"""

from dataclasses import dataclass

WARM_UP_S = 2.0
PATIENCE_S = 2.0  # a shift must last so long before it is followed
SHIFT_S = 0.040  # a larger need is followed then ...
LITTLE_S = 0.010  # ... and one that is larger by at least this after ...
LONG_S = 10.0  # ... so long, as far as it was there all the time: what is late by less is not seen
SLACK_S = 0.080  # a need that is smaller by up to this is not followed
MARGIN_S = 0.005
LONGEST_S = 1.0


@dataclass(frozen=True, slots=True)
class Delays:
    """Age in seconds at which each medium is to leave; None: as soon as it can."""

    picture_s: float | None
    voice_s: float | None


class Sync:
    """Decides the delays from measured latencies. Not thread-safe: one thread asks it, a few times a second."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._age_s: float | None = None
        self._shifted_since_s: float | None = None
        self._little_since_s: float | None = None
        self._least_s = 0.0  # needed since then

    def decide(
        self, now_s: float, picture_s: float | None, voice_s: float | None, offset_s: float = 0.0, *, on: bool = True
    ) -> Delays:
        """Return the delays.

        Args:
            now_s: session clock.
            picture_s: how old pictures are when they could leave, None while there are none.
            voice_s: how old sound is when it could leave at the earliest, None while there is none.
            offset_s: the user's correction; positive lets the voice be later.
            on: False lets both leave as soon as they can.
        """
        if not on or picture_s is None or voice_s is None:
            self._since_s = self._age_s = self._shifted_since_s = self._little_since_s = None
            return Delays(None, None)
        if self._since_s is None:
            self._since_s = now_s
        needed_s = min(max(picture_s, voice_s) + MARGIN_S, LONGEST_S)
        if self._age_s is None:
            if now_s - self._since_s < WARM_UP_S:
                return Delays(None, None)
            self._age_s = needed_s
        self._follow(now_s, needed_s)
        return Delays(self._age_s + max(0.0, -offset_s), self._age_s + max(0.0, offset_s))

    def _follow(self, now_s: float, needed_s: float) -> None:
        assert self._age_s is not None
        shift_s = needed_s - self._age_s
        if -SLACK_S <= shift_s <= SHIFT_S:
            self._shifted_since_s = None
        elif self._shifted_since_s is None:
            self._shifted_since_s = now_s
        elif now_s - self._shifted_since_s >= PATIENCE_S:
            self._age_s, self._shifted_since_s = needed_s, None
        if shift_s < LITTLE_S:
            self._little_since_s = None
        elif self._little_since_s is None:
            self._little_since_s, self._least_s = now_s, needed_s
        elif now_s - self._little_since_s >= LONG_S:
            self._age_s, self._little_since_s = max(self._age_s, self._least_s), None
        else:
            self._least_s = min(self._least_s, needed_s)
