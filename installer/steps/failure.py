"""The one error of the set-up."""


class SetupError(Exception):
    """A step cannot be done.

    Attributes:
        cause: what happened, in one line.
        remedy: what the user can do, in one clause.
    """

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause}; {remedy}")
        self.cause = cause
        self.remedy = remedy
