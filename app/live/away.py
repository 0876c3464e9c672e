"""Away: a performance pauses while nobody watches over it, as `Settings.when_away` says.

What the user has paused stays paused, and what the user has gone on with meanwhile goes on.
"""

from app.settings import Settings

__all__ = ["Away"]


class Away:
    """Keeps the reasons why nobody watches ("locked", "asleep"), and whether it was us who paused. One thread."""

    def __init__(self) -> None:
        self._reasons: set[str] = set()
        self._ours = False

    def begins(self, reason: str, settings: Settings, *, live: bool, paused: bool) -> bool:
        """Return whether to pause now. Args: whether a performance is on, and whether it is paused."""
        self._reasons.add(reason)
        if not live or paused or settings.when_away == "go on":
            return False
        self._ours = True
        return True

    def ends(self, reason: str) -> bool:
        """Return whether the user is there again and finds it paused by us; then `Settings.when_away` says what now."""
        self._reasons.discard(reason)
        if self._reasons or not self._ours:
            return False
        self._ours = False
        return True

    def forget(self) -> None:
        """The user goes on."""
        self._ours = False
