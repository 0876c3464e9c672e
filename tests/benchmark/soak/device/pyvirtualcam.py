"""Stands for pyvirtualcam in the writer's process: a camera that notes when which picture reached it."""

import os
import struct
import time
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

ROWS, COLUMNS = 18, 32


def shrunk(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return (ROWS, COLUMNS) uint8: the means of the green of every other pixel of (h, w, 3) uint8 RGB."""
    green = picture[::2, ::2, 1]
    high, wide = green.shape[0] // ROWS, green.shape[1] // COLUMNS
    fields = green[: high * ROWS, : wide * COLUMNS].reshape(ROWS, high, COLUMNS, wide)
    return np.asarray(fields.mean(axis=(1, 3)), np.uint8)


class Camera:
    """Appends to the file that LIKENESS_TEST_DEVICE names: the clock (float64, s) and a small grey picture."""

    backend = "notebook"

    def __init__(self, width: int, height: int, fps: float, device: str | None = None) -> None:
        self.width, self.height, self.fps, self.device = width, height, fps, device
        self._file = os.open(os.environ["LIKENESS_TEST_DEVICE"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._due_s = 0.0

    def __enter__(self) -> "Camera":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file)

    def send(self, picture: NDArray[np.uint8]) -> None:
        """Note (h, w, 3) uint8 RGB."""
        time_s = time.perf_counter()
        os.write(self._file, struct.pack("<d", time_s) + shrunk(picture).tobytes())

    def sleep_until_next_frame(self) -> None:
        """Wait for the next beat of a steady clock, as the real one does."""
        self._due_s = max(self._due_s + 1 / self.fps, time.perf_counter() - 1 / self.fps)
        time.sleep(max(0.0, self._due_s - time.perf_counter()))
