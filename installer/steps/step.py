"""What a step is."""

from dataclasses import dataclass
from typing import Protocol

from installer.steps.console import StepLine
from installer.steps.project import Level, Setup


@dataclass(frozen=True)
class Outcome:
    """How a step ended.

    Attributes:
        text: said at the end of the step's line.
        notes: further lines for the user.
        complete: False: do it again at the next start.
    """

    text: str
    notes: tuple[str, ...] = ()
    complete: bool = True


class Step(Protocol):
    """One idempotent step of the set-up; modules of this package are steps."""

    __name__: str
    TITLE: str
    VERSION: int  # raise it when the step does something new

    def still_done(self, setup: Setup) -> bool:
        """Check cheaply that what the stamp promises is still there."""
        ...

    def act(self, setup: Setup, level: Level, line: StepLine) -> Outcome:
        """Do the step. Raises SetupError, CommandError, OSError."""
        ...
