"""Governor: what is computed less while the machine is busy, so that the output stays steady, and when it is again.

Costs are lowered in a fixed order, what is missed least first, and raised in the opposite order. A measure is taken
when it has been too much for a moment, and taken back after a while of quiet; a return that fails soon makes the next
wait for the same measure twice as long, so that a machine at its limit does not change the picture all the time.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Saving(StrEnum):
    """What may be saved, in the order in which it is."""

    PREVIEW = "preview"  # the window shows fewer pictures
    TRACKER = "tracker"  # the face is looked for in every second picture
    METER = "meter"  # the likeness of the voice is not measured
    DETAIL = "detail"  # the portrait is drawn smaller and enlarged


ORDER = tuple(Saving)

TOO_MUCH = 1.0  # of a picture's time, p95 of its way through the lane: from here on pictures wait for each other
CALM = 0.75
VOICE_TOO_MUCH = 0.9  # of a block's time, as in voice_overload
MISSING_TOO_MUCH, MISSING_CALM = 0.08, 0.03  # of the pictures that should have left
SETTLE_S = 2.0  # after each change the numbers still tell of the time before
BUSY_S = 0.75  # too much for so long, or it is a hiccup
QUIET_S = 6.0
LONGEST_QUIET_S = 240.0
PROVEN_S = 20.0  # a return that has lasted so long was right


@dataclass(frozen=True, slots=True)
class Load:
    """How busy the machine is, by what it does to the output.

    Attributes:
        picture: from capture to the finished picture, p95, as a share of the time between two pictures.
        missing: share of the pictures that should have left and did not, 0..1.
        voice: what a block of sound takes, p95, as a share of its length.
    """

    picture: float
    missing: float = 0.0
    voice: float = 0.0

    @property
    def too_much(self) -> bool:
        """The output is, or will soon be, unsteady."""
        return self.picture > TOO_MUCH or self.missing > MISSING_TOO_MUCH or self.voice > VOICE_TOO_MUCH

    @property
    def calm(self) -> bool:
        """There is room for more."""
        return self.picture < CALM and self.missing < MISSING_CALM and self.voice <= VOICE_TOO_MUCH


class Governor:
    """Decides from measured load what is saved. Not thread-safe: one thread asks it, a few times a second."""

    def __init__(self) -> None:
        self._patience_s = dict.fromkeys(ORDER, QUIET_S)
        self.restart()

    def restart(self) -> None:
        """Save nothing and measure anew, as after a start; what was learned of this machine stays."""
        self._taken: list[Saving] = []
        self._returned_s: dict[Saving, float] = {}
        self._changed_s: float | None = None
        self._busy_since_s: float | None = None
        self._noisy_s = 0.0  # when it was not calm last

    @property
    def savings(self) -> tuple[Saving, ...]:
        """What is saved now, in the order of ORDER."""
        return tuple(self._taken)

    def patience_s(self, saving: Saving) -> float:
        """How long it must be quiet before this measure is taken back."""
        return self._patience_s[saving]

    def look(self, now_s: float, load: Load, usable: Collection[Saving] = ORDER) -> tuple[Saving, ...]:
        """Look at the newest numbers; a few times a second.

        Args:
            now_s: any clock that only goes forwards.
            load: of the last seconds.
            usable: which measures would save anything now; one that was taken stays, whatever it says.

        Returns:
            What is to be saved from now on.
        """
        if self._changed_s is None:
            self._changed_s = self._noisy_s = now_s
        if now_s - self._changed_s < SETTLE_S:
            self._noisy_s = now_s
            return self.savings
        if not load.calm:
            self._noisy_s = now_s
        if not load.too_much:
            self._busy_since_s = None
        elif self._busy_since_s is None:
            self._busy_since_s = now_s
        self._trust(now_s)
        if self._busy_since_s is not None and now_s - self._busy_since_s >= BUSY_S:
            self._save_more(now_s, usable)
        elif self._taken and now_s - self._noisy_s >= self._patience_s[self._taken[-1]]:
            self._save_less(now_s)
        return self.savings

    def _save_more(self, now_s: float, usable: Collection[Saving]) -> None:
        deepest = ORDER.index(self._taken[-1]) if self._taken else -1
        saving = next((one for one in ORDER[deepest + 1 :] if one in usable), None)
        if saving is None:
            return  # the floor
        if self._returned_s.pop(saving, None) is not None:
            self._patience_s[saving] = min(2 * self._patience_s[saving], LONGEST_QUIET_S)
        self._taken.append(saving)
        self._change(now_s)

    def _save_less(self, now_s: float) -> None:
        self._returned_s[self._taken.pop()] = now_s
        self._change(now_s)

    def _trust(self, now_s: float) -> None:
        """Forget failures of a measure whose end has turned out right."""
        for saving in [one for one, since_s in self._returned_s.items() if now_s - since_s >= PROVEN_S]:
            del self._returned_s[saving]
            self._patience_s[saving] = QUIET_S

    def _change(self, now_s: float) -> None:
        self._changed_s = self._noisy_s = now_s
        self._busy_since_s = None
