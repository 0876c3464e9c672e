"""Looking at a camera from another process, as a call program does."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.v4l2 import list_nodes

ROOT = Path(__file__).resolve().parents[2]

_LOOK = """
import json, sys, time
import cv2
from app.sources.synthetic import read_code
capture = cv2.VideoCapture(sys.argv[1], cv2.CAP_V4L2)
good = capture.isOpened()
while good:
    good, image = capture.read()
    if good:
        rgb = image[..., ::-1]
        h, w = rgb.shape[:2]
        colours = [rgb[int(y * h), int(x * w)].tolist() for y, x in ((0.5, 0.25), (0.5, 0.75), (0.9, 0.5))]
        print(json.dumps([read_code(rgb), time.perf_counter(), colours, [w, h]]), flush=True)
"""


@dataclass(frozen=True)
class Seen:
    """One frame as another program saw it: the number in its squares, when, three sampled colours, (width, height)."""

    code: int
    time_s: float
    colours: list[list[int]]
    size: list[int]


class Onlooker:
    """A process that watches a camera until it is told to stop; what it has seen is in `frames`."""

    def __init__(self, path: str) -> None:
        self.frames: list[Seen] = []
        command = [sys.executable, "-c", _LOOK, path]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self._thread = threading.Thread(target=self._collect)
        self._thread.start()

    def has_seen(self, count: int, wanted: Callable[[Seen], bool] = lambda _: True) -> bool:
        """Whether so many of the frames are of the wanted kind."""
        assert self._process.poll() is None, "the onlooker has ended"
        return sum(wanted(frame) for frame in list(self.frames)) >= count

    def stop(self) -> list[Seen]:
        """End it; returns what it has seen."""
        self._process.kill()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        return self.frames

    def _collect(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.endswith("\n"):  # the last one may be torn by the kill
                self.frames.append(Seen(*json.loads(line)))


def rate(frames: list[Seen]) -> float:
    """Frames per second."""
    return (len(frames) - 1) / (frames[-1].time_s - frames[0].time_s)


def loopback(number: int) -> str | None:
    """Return the path of the virtual camera with this number, None if it is not there."""
    path = f"/dev/video{number}"
    return path if any(node.path == path and node.is_loopback for node in list_nodes()) else None


def webcam() -> str | None:
    """Return the path of the first real camera, None if there is none."""
    return next((node.path for node in list_nodes() if node.captures and not node.is_loopback), None)
