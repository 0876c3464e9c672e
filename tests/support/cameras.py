"""Looking at a camera from another process, as a call program does."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.v4l2 import list_nodes

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 120

_LOOK = """
import json, sys, time
import cv2
from app.sources.synthetic import read_code
path, seconds = sys.argv[1], float(sys.argv[2])
capture = cv2.VideoCapture(path, cv2.CAP_V4L2)
codes, times, colours, good = [], [], [], True
print("open" if capture.isOpened() else "closed", flush=True)
until = time.perf_counter() + seconds
while good and time.perf_counter() < until:
    good, image = capture.read()
    if good:
        rgb = image[..., ::-1]
        h, w = rgb.shape[:2]
        times.append(time.perf_counter())
        codes.append(read_code(rgb))
        colours.append([rgb[int(y * h), int(x * w)].tolist() for y, x in ((0.5, 0.25), (0.5, 0.75), (0.9, 0.5))])
        size = [w, h]
capture.release()
print(json.dumps({"codes": codes, "times_s": times, "colours": colours, "size": size if times else None}))
"""


@dataclass(frozen=True)
class Seen:
    """What another program saw: per frame the number in its squares, the time, and three sampled colours."""

    codes: list[int]
    times_s: list[float]
    colours: list[list[list[int]]]
    size: list[int] | None

    @property
    def fps(self) -> float:
        """Frames per second, the first ones left out."""
        times_s = self.times_s[2:]
        return (len(times_s) - 1) / (times_s[-1] - times_s[0]) if len(times_s) > 2 else 0.0


class Onlooker:
    """A process that watches a camera for some seconds. Use: start, do something, `result()`."""

    def __init__(self, path: str, seconds: float) -> None:
        command = [sys.executable, "-c", _LOOK, path, str(seconds)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.opened = self._process.stdout.readline().strip() == "open"

    @property
    def watching(self) -> bool:
        """Whether it has not seen enough yet."""
        return self._process.poll() is None

    def result(self) -> Seen:
        """Wait until it has seen enough."""
        out, err = self._process.communicate(timeout=LIMIT_S)
        assert self._process.returncode == 0, err
        return Seen(**json.loads(out.splitlines()[-1]))


def loopback(number: int) -> str | None:
    """Return the path of the virtual camera with this number, None if it is not there."""
    path = f"/dev/video{number}"
    return path if any(node.path == path and node.is_loopback for node in list_nodes()) else None


def webcam() -> str | None:
    """Return the path of the first real camera, None if there is none."""
    return next((node.path for node in list_nodes() if node.captures and not node.is_loopback), None)
