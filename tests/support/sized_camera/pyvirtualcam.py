"""Stands for pyvirtualcam in the writer's process: a camera that notes its sizes and how bright each picture is."""

import json
import os
from types import TracebackType

import numpy as np
from numpy.typing import NDArray


class Camera:
    """Appends a line to the file that LIKENESS_TEST_DEVICE names: [width, height], or [width, height, brightness].

    The driver refuses the size that LIKENESS_TEST_REFUSED names, as 640x480.
    """

    backend = "notebook"

    def __init__(self, width: int, height: int, fps: float, device: str | None = None) -> None:
        if os.environ.get("LIKENESS_TEST_REFUSED") == f"{width}x{height}":
            raise RuntimeError("Virtual camera device could not be configured: Invalid argument")
        self.device = device
        self._file = os.open(os.environ["LIKENESS_TEST_DEVICE"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._note(width, height)

    def _note(self, *numbers: float) -> None:
        os.write(self._file, json.dumps(numbers).encode() + b"\n")

    def __enter__(self) -> "Camera":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file)

    def send(self, picture: NDArray[np.uint8]) -> None:
        """Note (h, w, 3) uint8 RGB."""
        height, width = picture.shape[:2]
        self._note(width, height, round(float(picture[height // 2].mean()), 1))
