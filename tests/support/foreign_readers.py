"""Programs that are not ours reading the virtual camera, and what came out of them."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.live.camera_card import COLOURS, colours_in, draw_card, number_in
from app.media import VideoFrame, now
from app.sinks.virtual_camera import VirtualCamera

__all__ = ["READERS", "Outcome", "Reader", "Sending", "judge", "version_of"]

_OPENCV = """
import sys, time
import cv2
deadline = time.monotonic() + 60
while True:
    capture = cv2.VideoCapture(sys.argv[1], cv2.CAP_V4L2)
    if capture.isOpened() and capture.read()[0]:
        break
    capture.release()
    assert time.monotonic() < deadline
    time.sleep(0.5)
for _ in range(int(sys.argv[2])):
    good, image = capture.read()
    assert good
    sys.stdout.buffer.write(image[..., ::-1].tobytes())
    sys.stdout.buffer.flush()
"""


def _rgb(data: bytes, size: tuple[int, int]) -> NDArray[np.uint8]:
    return np.frombuffer(data, np.uint8).reshape(size[1], size[0], 3)


def _i420(data: bytes, size: tuple[int, int]) -> NDArray[np.uint8]:
    planes = np.frombuffer(data, np.uint8).reshape(size[1] * 3 // 2, size[0])
    return np.asarray(cv2.cvtColor(planes, cv2.COLOR_YUV2RGB_I420), np.uint8)


@dataclass(frozen=True)
class Kind:
    """How a program is told to write so many raw pictures to its output, how many bytes a pixel has, and their kind."""

    command: Callable[[str, int], list[str]]
    bytes_per_pixel: float
    decode: Callable[[bytes, tuple[int, int]], NDArray[np.uint8]]


READERS = {
    "ffmpeg": Kind(
        lambda device, count: (
            ["ffmpeg", "-nostdin", "-v", "error", "-f", "v4l2", "-i", device, "-frames:v", str(count)]
            + ["-fps_mode", "passthrough", "-pix_fmt", "rgb24", "-f", "rawvideo", "-flush_packets", "1", "-"]
        ),
        3,
        _rgb,
    ),
    "gst-launch-1.0": Kind(
        lambda device, count: (
            ["gst-launch-1.0", "-q", "v4l2src", f"device={device}", f"num-buffers={count}", "!"]
            + ["video/x-raw,format=I420", "!", "fdsink", "fd=1"]  # as it comes: under emulation it converts too slowly
        ),
        1.5,
        _i420,
    ),
    "v4l2-ctl": Kind(
        lambda device, count: (["v4l2-ctl", "-d", device, "--stream-mmap", f"--stream-count={count}", "--stream-to=-"]),
        1.5,
        _i420,
    ),
    "opencv": Kind(lambda device, count: [sys.executable, "-c", _OPENCV, device, str(count)], 3, _rgb),
}


def version_of(program: str) -> str:
    """Return name and version of a program."""
    if program == "opencv":
        return f"OpenCV {cv2.__version__}"
    said = subprocess.run(
        [program, "-version" if program == "ffmpeg" else "--version"], capture_output=True, text=True, check=False
    )
    line = (said.stdout or said.stderr).strip().splitlines()[0]
    return " ".join(line.replace("version ", "").split(" Copyright")[0].split()[:2])


class Reader:
    """A program that reads so many pictures from a camera; each is kept with the time of its arrival."""

    def __init__(self, name: str, device: str, size: tuple[int, int], count: int) -> None:
        self.name, self.size = name, size
        self.kind = READERS[name]
        self.frames: list[tuple[float, bytes]] = []
        assert shutil.which(self.kind.command(device, count)[0]), f"{name} is not installed"
        self.process = subprocess.Popen(
            self.kind.command(device, count), stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
        )
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def finish(self, limit_s: float = 90.0) -> list[tuple[float, NDArray[np.uint8]]]:
        """Wait for its end; return time and picture, (h, w, 3) uint8 RGB, of each."""
        try:
            self.process.wait(limit_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._thread.join()
        assert self.process.stdout is not None and self.process.stderr is not None
        complaints = self.process.stderr.read().decode(errors="replace")
        self.process.stdout.close()
        self.process.stderr.close()
        assert self.frames, f"{self.name} gave nothing: {complaints[-300:]}"
        return [(time_s, self.kind.decode(data, self.size)) for time_s, data in self.frames]

    def _read(self) -> None:
        length = round(self.size[0] * self.size[1] * self.kind.bytes_per_pixel)
        assert self.process.stdout is not None
        data = b""
        while part := self.process.stdout.read(length - len(data)):
            data += part
            if len(data) == length:
                self.frames.append((now(), data))
                data = b""


class Sending:
    """Our virtual camera with numbered test cards at 30 a second, until it is left.

    Before `begin` is set, it shows its slate; without one the cards begin at once.
    """

    def __init__(
        self, device: str, size: tuple[int, int], fps: float = 30.0, begin: threading.Event | None = None
    ) -> None:
        self.camera = VirtualCamera(device, size, 30.0)
        self.fps = fps
        self.sent_s: dict[int, float] = {}
        self._begin = begin
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._send)

    def __enter__(self) -> "Sending":
        """Begin."""
        self.camera.open()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End; the camera shows its slate."""
        self._ended.set()
        if self._begin is not None:
            self._begin.set()
        self._thread.join()
        self.camera.close()

    @property
    def figures(self) -> dict[str, float]:
        """What the writer has counted: its rate of late, and ticks that the machine let it miss."""
        counters = self.camera.counters
        return {"rate_out_hz": counters.get("rate_hz", 0.0), "missed": counters.get("missed", 0)}

    def _send(self) -> None:
        if self._begin is not None:
            self._begin.wait()
        start_s, number = now(), 1
        while not self._ended.is_set():
            card = draw_card(number, self.camera.size)
            self.sent_s[number] = time_s = now()
            self.camera.write(VideoFrame(card, time_s, number))
            number += 1
            time.sleep(max(0.0, start_s + (number - 1) / self.fps - now()))


@dataclass
class Outcome:
    """What a reader got: see tests/devices/REPORT.md."""

    pictures: int
    rate_hz: float
    delay_p50_ms: float
    delay_p95_ms: float
    colour_error: float
    disordered: int
    black: int


def judge(frames: list[tuple[float, NDArray[np.uint8]]], sent_s: dict[int, float]) -> Outcome:
    """Read number and colours of each picture; what came before the first card, the slate, does not count."""
    black = sum(int(image.max() < 20) for _, image in frames)
    cards = [(time_s, image) for time_s, image in frames if np.abs(colours_in(image) - COLOURS).max() < 40]
    cards = cards[min(5, len(cards) // 4) :]  # while a program starts, pictures queue up
    assert len(cards) > 5, f"of {len(frames)} pictures {len(cards)} were ours"
    numbers = [number_in(image) for _, image in cards]
    firsts = [k for k in range(len(cards)) if k == 0 or numbers[k] != numbers[k - 1]]
    delays_ms = [1e3 * (cards[k][0] - sent_s[numbers[k]]) for k in firsts if numbers[k] in sent_s]
    assert len(delays_ms) == len(firsts), "a number that was never sent"
    p50, p95 = (float(x) for x in np.percentile(delays_ms, (50, 95)))
    colours = np.median([colours_in(image) for _, image in cards], 0)
    rate_hz = (len(cards) - 1) / (cards[-1][0] - cards[0][0])
    error = float(np.abs(colours - np.array(COLOURS)).max())
    disordered = int((np.diff(numbers) < 0).sum())
    return Outcome(len(cards), rate_hz, p50, p95, error, disordered, black)
