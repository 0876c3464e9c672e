"""Message: one thing to tell the user, with its remedy and at most one thing to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How serious a message is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Attributes:
        text: what happened, one sentence.
        advice: what to do about it, may be empty.
        level: decides colour, icon and how long it stays.
        action: words on the button, empty for none.
        act: what the button does.
    """

    text: str
    advice: str = ""
    level: Level = Level.INFO
    action: str = ""
    act: Callable[[], None] | None = None
