"""When the portrait tilted at the camera and when the voice called at the output, on one clock; see clap_film."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.benchmark.soak.device.pyvirtualcam import COLUMNS, ROWS
from tests.support.clap_film import EVERY_S, rises_s

_ROW = np.dtype([("time_s", "<f8"), ("picture", "u1", (ROWS * COLUMNS,))])


@dataclass(frozen=True)
class Claps:
    """What was seen and heard.

    Attributes:
        tilts_s: when the portrait tilted at the camera, s of the machine's clock.
        calls_s: when the voice called at the output.
    """

    tilts_s: NDArray[np.float64]
    calls_s: NDArray[np.float64]

    def late_s(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return when claps were seen, and how much later each was heard, s."""
        if not len(self.tilts_s) or not len(self.calls_s):
            return np.zeros(0), np.zeros(0)
        near = np.array([self.calls_s[np.abs(self.calls_s - tilt_s).argmin()] - tilt_s for tilt_s in self.tilts_s])
        good = np.abs(near) < EVERY_S / 2
        return self.tilts_s[good], near[good]


def find_claps(camera: Path, heard: tuple[NDArray[np.float64], NDArray[np.float32]], after_s: float) -> Claps:
    """Find them.

    Args:
        camera: what the device has noted.
        heard: times and levels of each millisecond of the output.
        after_s: not before so many seconds after the first picture: there are other pictures at the start.
    """
    noted = np.frombuffer(_whole(camera.read_bytes()), _ROW)
    noted = noted[noted["time_s"] >= noted["time_s"][0] + after_s]
    leaning, times_s = _leaning(noted["picture"].astype(np.float32)), noted["time_s"]
    tilts_s = rises_s(times_s, leaning, float(np.percentile(leaning, (10, 90)).mean()))[1]
    level = np.convolve(heard[1], np.ones(8) / 8, mode="same")
    calls_s = rises_s(heard[0], level, float(np.percentile(level, 95)) / 2)[0]
    return Claps(tilts_s, calls_s)


def _leaning(pictures: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return for each picture (n, pixels) how far it is on the way in which they differ most; at rest it is low."""
    some = pictures[:: max(1, len(pictures) // 2000)]
    middle = np.median(some, axis=0)
    way = np.linalg.svd(some - middle, full_matrices=False)[2][0]
    found = np.asarray((pictures - middle) @ way, np.float64)
    return found if found.mean() > np.median(found) else -found  # it rests longer than it leans


def _whole(data: bytes) -> bytes:
    return data[: len(data) // _ROW.itemsize * _ROW.itemsize]
