"""Where something lies on the screen."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle, in pixels from the left upper corner of the screen."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column beside it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first row under it."""
        return self.top + self.height

    def holds(self, other: "Box") -> bool:
        """Whether the other one lies inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def around(self, other: "Box") -> "Box":
        """Return the smallest box that holds both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Box(left, top, max(self.right, other.right) - left, max(self.bottom, other.bottom) - top)
