"""What each process gets where several test beside each other: a file, or what stands together of it."""

from itertools import groupby

from xdist.scheduler import LoadScopeScheduling


class Shares(LoadScopeScheduling):  # type: ignore[misc]  # it is untyped
    """Hands out tests of one file that follow each other, in their order.

    A file of which some tests were put before all others comes in two shares, so that those really are first.
    """

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self._shares: dict[str, str] = {}

    def schedule(self) -> None:
        """Begin, or go on with other processes."""
        if self.collection is None:
            tests = next(iter(self.registered_collections.values()))
            for number, (file, some) in enumerate(groupby(tests, lambda name: name.split("::")[0])):
                self._shares |= dict.fromkeys(some, f"{number} {file}")
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return self._shares[nodeid]
