"""Which coding and size a camera is asked for, decided by the rate that comes, not by what its driver promises."""

from dataclasses import dataclass

__all__ = ["CameraMode", "ModeSearch"]

ENOUGH = 0.8  # of the rate asked for
BETTER = 1.2  # a smaller picture must come at so many times the rate to be preferred
SMALL = (640, 480)


@dataclass(frozen=True, slots=True)
class CameraMode:
    """What a camera is asked for.

    Attributes:
        coding: four letters: MJPG (compressed), YUYV (not), or empty for the camera's own choice.
        width, height: pixels.
    """

    coding: str
    width: int
    height: int

    @property
    def words(self) -> str:
        """As a person would say it."""
        return f"{self.width} x {self.height}{f' ({self.coding})' if self.coding else ''}"


class ModeSearch:
    """Tries codings and sizes in turn until one delivers pictures fast enough, else keeps the best of them.

    Compressed first: uncompressed, large pictures come at a few frames per second over USB 2. Where no mode is fast
    enough (a camera in dim light slows down in all of them) the wanted size is kept unless a smaller one is clearly
    faster.

    Attributes:
        mode: what to ask the camera for now.
        settled: no other mode is going to be tried.
    """

    def __init__(self, size: tuple[int, int], fps: float) -> None:
        """Begin with the wanted size in pixels and rate in pictures per second."""
        width, height = size
        self._fps = fps
        self._waiting = [CameraMode("YUYV", width, height)]
        if width * height > SMALL[0] * SMALL[1]:
            self._waiting += [CameraMode("MJPG", *SMALL), CameraMode("YUYV", *SMALL)]
        self._tried: list[tuple[CameraMode, float]] = []
        self._delivered: set[tuple[str, int, int]] = set()
        self.mode = CameraMode("MJPG", width, height)
        self.settled = False

    @property
    def rate_hz(self) -> float:
        """Pictures per second measured in `mode`; 0.0 before."""
        return max((rate_hz for mode, rate_hz in self._tried if mode == self.mode), default=0.0)

    def judge(self, rate_hz: float, delivered: CameraMode) -> bool:
        """Take what was measured and delivered in `mode`, 0.0 for nothing; True: `mode` has changed, ask anew."""
        asked = self.mode
        self._tried.append((asked, rate_hz))
        self._delivered.add((delivered.coding, delivered.width, delivered.height))
        if rate_hz >= ENOUGH * self._fps:
            self.settled = True
            return False
        while self._waiting:
            candidate = self._waiting.pop(0)
            # a camera that knows one coding only has shown already what asking for it would bring
            if (candidate.coding, candidate.width, candidate.height) not in self._delivered:
                self.mode = candidate
                return True
        self.settled = True
        self.mode = self._best()
        return self.mode != asked

    def _best(self) -> CameraMode:
        best, best_hz = self._tried[0]
        for mode, rate_hz in self._tried[1:]:
            if rate_hz > BETTER * best_hz:
                best, best_hz = mode, rate_hz
        return best
