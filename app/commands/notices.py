"""Notices: what a session tells is printed as it comes, each once."""

from collections.abc import Sequence

from app.commands.console import note


class Notices:
    """Remembers what has been printed."""

    def __init__(self) -> None:
        self._seen: tuple[str, ...] = ()

    def tell(self, notices: Sequence[str]) -> None:
        """Print what is new among the newest notices, oldest first."""
        fresh = [notice for notice in notices if notice not in self._seen]
        self._seen = tuple(notices)
        for notice in fresh:
            note(f"likeness: {notice}")
