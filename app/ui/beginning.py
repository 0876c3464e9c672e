"""Beginning: what a window does as soon as it is there. Knows nothing of Qt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a window does as soon as it is there.

    Attributes:
        start: begin the performance.
        welcome: show the welcome, also to who has seen it.
        profile: take this one, by name or number.
        minimised: do not show itself.
        told: what is to be said, "what; remedy".
    """

    start: bool = False
    welcome: bool = False
    profile: str = ""
    minimised: bool = False
    told: tuple[str, ...] = ()


PLAIN = Beginning()
