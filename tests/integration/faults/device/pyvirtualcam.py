"""Stands for pyvirtualcam in the writer's process: a device that judges every picture that reaches it."""

import os
import struct
import time
from types import TracebackType

import numpy as np
from numpy.typing import NDArray


class Camera:
    """Appends the number of coded pixels of each picture to the file that LIKENESS_TEST_DEVICE names."""

    backend = "judge"

    def __init__(self, width: int, height: int, fps: float, device: str | None = None) -> None:
        self.width, self.height, self.fps, self.device = width, height, fps, device
        self._file = os.open(os.environ["LIKENESS_TEST_DEVICE"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def __enter__(self) -> "Camera":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file)

    def send(self, picture: NDArray[np.uint8]) -> None:
        """Judge (h, w, 3) uint8 RGB as codes.coded_pixels does, which this process cannot import."""
        wide = picture.astype(np.int16)
        pixels = int((np.minimum(wide[:, :, 0], wide[:, :, 2]) - wide[:, :, 1] > 40).sum())
        os.write(self._file, struct.pack("<I", pixels))

    def sleep_until_next_frame(self) -> None:
        """Wait one period."""
        time.sleep(1 / self.fps)
