"""When the portrait tilted at the camera and when the voice called at the output, on one clock; see clap_film."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.benchmark.soak.device.pyvirtualcam import COLUMNS, ROWS
from tests.support.clap_film import EVERY_S, rises_s

_ROW = np.dtype([("time_s", "<f8"), ("picture", "u1", (ROWS * COLUMNS,))])


def offsets_s(
    camera: Path, heard: tuple[NDArray[np.float64], NDArray[np.float32]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return when claps left, s of the machine's clock, and how much later than the picture the sound was, s.

    Args:
        camera: what the device has noted.
        heard: times and levels of each millisecond of the output.
    """
    noted = np.frombuffer(_whole(camera.read_bytes()), _ROW)
    pictures, times_s = noted["picture"].astype(np.float32), noted["time_s"]
    moved = np.abs(pictures - np.median(pictures[:: max(1, len(pictures) // 500)], axis=0)).mean(axis=1)
    tilts_s = rises_s(times_s, moved, float(np.percentile(moved, 95)) / 2)[1]
    level = np.convolve(heard[1], np.ones(8) / 8, mode="same")
    calls_s = rises_s(heard[0], level, float(np.percentile(level, 95)) / 2)[0]
    if not len(calls_s):
        return np.zeros(0), np.zeros(0)
    near = np.array([calls_s[np.abs(calls_s - tilt_s).argmin()] - tilt_s for tilt_s in tilts_s])
    good = np.abs(near) < EVERY_S / 2
    return tilts_s[good], near[good]


def _whole(data: bytes) -> bytes:
    return data[: len(data) // _ROW.itemsize * _ROW.itemsize]
