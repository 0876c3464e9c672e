"""A stand-in for the lanes of picture and sound that takes sinks and gives them up."""


class Lanes:
    """Both lanes in one."""

    size = (64, 48)
    has_source = True

    def __init__(self) -> None:
        self.sinks: list[object] = []

    def add(self, sink: object) -> None:
        self.sinks.append(sink)

    def remove(self, sink: object, timeout_s: float) -> None:
        self.sinks.remove(sink)
