"""The virtual camera's self-test: send a numbered test pattern and read it back as a call program would."""

import platform
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from app.errors import DeviceError
from app.live.camera_card import COLOURS, colours_in, draw_card, number_in
from app.media import VideoFrame, now
from app.sinks.camera_link import size_of
from app.sinks.virtual_camera import VirtualCamera

__all__ = ["CameraTest", "run_camera_test"]

COLOUR_LIMIT = 3.0  # levels of 255
RATE_LIMIT_HZ = 0.5
FIRST_WAIT_S = 15.0
SETTLING_S = 0.5
OPEN_POLL_S = 0.1


@dataclass(slots=True)
class CameraTest:
    """What came back.

    Attributes:
        device: the camera.
        size: width and height in pixels.
        sent, received: pictures while the test was read back, each counted once.
        lost: numbers that never came.
        disordered: pictures that came after a later one.
        rate_hz: pictures a second as they arrived, repeated ones counted.
        delay_ms_p50, delay_ms_p95: from handing a picture over to reading it.
        colour_error: largest difference of a colour field, in levels of 255.
        read_back: False where the system offers no way to read the camera here: look at it in another program.
    """

    device: str = ""
    size: tuple[int, int] = (0, 0)
    fps: float = 30.0
    sent: int = 0
    received: int = 0
    lost: int = 0
    disordered: int = 0
    rate_hz: float = 0.0
    delay_ms_p50: float = 0.0
    delay_ms_p95: float = 0.0
    colour_error: float = 0.0
    read_back: bool = False
    faults: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing was wrong."""
        return not self.faults

    @property
    def words(self) -> str:
        """The result in one or two sentences."""
        if not self.read_back:
            return f"The test pattern was sent to {self.device}: look at it in a call program."
        figures = (
            f"{self.rate_hz:.1f} pictures a second, {self.delay_ms_p50:.0f} ms after they were sent, colours within "
            f"{self.colour_error:.1f} of 255"
        )
        return f"The camera works: {figures}." if self.good else f"{'. '.join(self.faults)}. ({figures})"

    def as_row(self) -> dict[str, Any]:
        """Return the figures for JSON."""
        names = [name for name in self.__slots__ if name != "faults"]
        return {name: getattr(self, name) for name in names} | {"good": self.good, "faults": self.faults}


@dataclass(slots=True)
class _Seen:
    number: int
    time_s: float
    colours: NDArray[np.float64]


def run_camera_test(
    device: str = "auto",
    size: tuple[int, int] = (640, 480),
    fps: float = 30.0,
    length_s: float = 5.0,
    stop: Callable[[], bool] = lambda: False,
) -> CameraTest:
    """Send the pattern for so many seconds, read it back where the system can, and judge it. Blocks.

    The camera stays on afterwards, with a still picture, until the program ends; one that is on already keeps its size.
    Raises DeviceError: no camera, or it does not open.
    """
    camera = VirtualCamera(device, size_of(device) or size, fps)
    camera.open()
    result = CameraTest(camera.device, camera.size, fps)
    sent_s: dict[int, float] = {}
    ended = threading.Event()
    sender = threading.Thread(target=_send, args=(camera, fps, sent_s, ended), name="camera-test", daemon=True)
    sender.start()
    try:
        if platform.system() == "Linux":
            _judge(result, _read(result.device, length_s, stop), sent_s)
        else:
            ended.wait(length_s)
    finally:
        ended.set()
        sender.join()
        camera.close()
    return result


def _send(camera: VirtualCamera, fps: float, sent_s: dict[int, float], ended: threading.Event) -> None:
    """Hand over cards at the given rate; the number and time of each are noted."""
    start_s, number = now(), 0
    while not ended.is_set():
        card = draw_card(number, camera.size)
        sent_s[number & 0xFFFF] = time_s = now()
        camera.write(VideoFrame(card, time_s, number))
        number += 1
        ended.wait(max(0.0, start_s + number / fps - now()))


def _read(device: str, length_s: float, stop: Callable[[], bool]) -> list[_Seen]:
    """Watch the camera as a call program does. Raises DeviceError if no card comes."""
    level = cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    seen: list[_Seen] = []
    opened_s = now()
    capture = _open(device, opened_s + FIRST_WAIT_S, stop)
    try:
        while not stop() and now() - opened_s < FIRST_WAIT_S + length_s:
            good, image = capture.read()
            time_s = now()
            if not good or image is None:
                break
            rgb = np.asarray(image[..., ::-1], np.uint8)
            # before the first card there are pictures from before the test
            if not seen and np.abs(colours_in(rgb) - COLOURS).max() > 40:
                continue
            seen.append(_Seen(number_in(rgb), time_s, colours_in(rgb)))
            if time_s - seen[0].time_s > length_s + SETTLING_S:
                break
    finally:
        capture.release()
        cv2.utils.logging.setLogLevel(level)
    if len(seen) < 2:
        raise DeviceError(
            f"nothing of the test pattern came back from {device}", "load the driver afresh, then test again"
        )
    settled = [item for item in seen if item.time_s - seen[0].time_s >= SETTLING_S]
    return settled if len(settled) > 1 else seen


def _open(device: str, deadline_s: float, stop: Callable[[], bool]) -> cv2.VideoCapture:
    """Open the camera for reading; until its first picture has been written the driver does not offer that."""
    while not (capture := cv2.VideoCapture(device, cv2.CAP_V4L2)).isOpened() and now() < deadline_s and not stop():
        capture.release()
        time.sleep(OPEN_POLL_S)
    return capture


def _judge(result: CameraTest, seen: list[_Seen], sent_s: dict[int, float]) -> None:
    numbers = [item.number for item in seen]
    steps = np.diff(numbers)
    wanted = set(range(numbers[0], numbers[-1] + 1))
    times_s = [item.time_s for item in seen]
    firsts = [item for before, item in zip([None, *numbers], seen, strict=False) if item.number != before]
    delays_ms = [1e3 * (item.time_s - sent_s[item.number]) for item in firsts if item.number in sent_s]
    result.read_back = True
    result.received, result.sent = len(set(numbers)), len(wanted)
    result.lost, result.disordered = len(wanted - set(numbers)), int((steps < 0).sum())
    result.rate_hz = (len(seen) - 1) / (times_s[-1] - times_s[0])
    if delays_ms:
        result.delay_ms_p50, result.delay_ms_p95 = (float(x) for x in np.percentile(delays_ms, (50, 95)))
    colours = np.median([item.colours for item in seen], 0)
    result.colour_error = float(np.abs(colours - np.array(COLOURS)).max())
    if result.colour_error > COLOUR_LIMIT:
        result.faults.append(f"Colours come back wrong by {result.colour_error:.0f} of 255")
    if abs(result.rate_hz - result.fps) > RATE_LIMIT_HZ:
        result.faults.append(f"{result.rate_hz:.1f} pictures a second came instead of {result.fps:.0f}")
    if result.disordered:
        result.faults.append(f"{result.disordered} pictures came in the wrong order")
