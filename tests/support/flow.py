"""Small sources, stages and sinks for tests, named for what they fake."""

import threading
import time
from collections.abc import Callable, Iterable

import numpy as np

from app.errors import DeviceError, EndOfSource
from app.media import Face, VideoFrame
from models.engines import Driving, Motion, Rendered


def frame(index: int, *, time_s: float | None = None, size: tuple[int, int] = (32, 24)) -> VideoFrame:
    """A plain picture whose grey level is its index."""
    image = np.full((size[1], size[0], 3), index % 256, np.uint8)
    return VideoFrame(image, index / 30 if time_s is None else time_s, index)


class Counting:
    """A source of n frames at a rate (0: at once); notes which threads touched it."""

    def __init__(self, count: int, *, fps: float = 0.0, fail_at: int | None = None) -> None:
        self.count, self.fps, self.fail_at = count, fps, fail_at
        self.next = 0
        self.closed = 0
        self.threads: set[int] = set()

    def open(self) -> None:
        self.threads.add(threading.get_ident())

    def read(self) -> VideoFrame:
        self.threads.add(threading.get_ident())
        if self.next == self.fail_at:
            raise DeviceError("camera 7 was unplugged", "plug it in")
        if self.next >= self.count:
            raise EndOfSource
        if self.fps:
            time.sleep(1 / self.fps)
        self.next += 1
        return frame(self.next - 1)

    def close(self) -> None:
        self.threads.add(threading.get_ident())
        self.closed += 1


class Applying:
    """A stage that applies a function."""

    latency_s = 0.0

    def __init__(self, function: Callable[[VideoFrame], VideoFrame]) -> None:
        self._function = function
        self.resets = 0

    def process(self, item: VideoFrame) -> VideoFrame:
        return self._function(item)

    def reset(self) -> None:
        self.resets += 1


class Keeping:
    """A sink that keeps everything, slowly if wanted, and may fail."""

    def __init__(
        self, name: str = "keep", *, backlog: int = 1, delay_s: float = 0.0, fail_at: int | None = None
    ) -> None:
        self.name, self.backlog = name, backlog
        self.delay_s, self.fail_at = delay_s, fail_at
        self.items: list[VideoFrame] = []
        self.opened = self.closed = 0

    def open(self) -> None:
        self.opened += 1

    def write(self, item: VideoFrame) -> None:
        if len(self.items) == self.fail_at:
            raise DeviceError("the disk is full", "make room")
        time.sleep(self.delay_s)
        self.items.append(item)

    def close(self) -> None:
        self.closed += 1

    def indices(self) -> list[int]:
        return [item.index for item in self.items]


class ColourEngine:
    """A portrait engine whose picture says what it was asked: red animated, green resting, blue still."""

    def __init__(self, size: tuple[int, int] = (32, 24), *, broken: bool = False) -> None:
        self.size = size
        self.motion = Motion()
        self.neutrals: list[Driving | None] = []
        self.broken = broken

    def _plain(self, colour: Iterable[int]) -> Rendered:
        image = np.empty((self.size[1], self.size[0], 3), np.uint8)
        image[:] = np.array(list(colour), np.uint8)
        return Rendered(image, np.full(image.shape[:2], 128, np.uint8))

    def set_portrait(self, portrait: object, size: tuple[int, int] | None = None) -> None:
        self.size = size or self.size

    def set_neutral(self, driving: Driving | None) -> None:
        self.neutrals.append(driving)

    def animate(self, driving: Driving) -> Rendered:
        if self.broken:
            raise ValueError("not finite")
        return self._plain((255, 0, 0))

    def rest(self, time_s: float) -> Rendered:
        return self._plain((0, 255, 0))

    def still(self) -> Rendered:
        return self._plain((0, 0, 255))


def face() -> Face:
    """Landmarks of no meaning."""
    return Face(np.zeros((478, 3), np.float32), 1.0, (0.0, 0.0, 1.0, 0.0))
