"""Speech made by flite becomes the movements of a mouth: each sound has a shape, and shapes flow into each other.

Needs the program `flite` (Carnegie Mellon University, BSD-like licence), only while the demo film is made.
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# jaw 0..1, wide -1..1, tuck 0..1
SHAPES: dict[str, tuple[float, float, float]] = {
    "pau": (0.0, 0.0, 0.0),
    "aa": (0.85, 0.05, 0), "ae": (0.75, 0.45, 0), "ah": (0.60, 0.05, 0), "ao": (0.70, -0.55, 0), "aw": (0.75, -0.15, 0),
    "ax": (0.35, 0.05, 0), "ay": (0.75, 0.30, 0), "eh": (0.55, 0.40, 0), "er": (0.35, -0.35, 0), "ey": (0.45, 0.60, 0),
    "ih": (0.35, 0.45, 0), "iy": (0.25, 0.80, 0), "ow": (0.50, -0.80, 0), "oy": (0.55, -0.60, 0),
    "uh": (0.35, -0.55, 0), "uw": (0.25, -0.95, 0),
    "b": (0.0, 0.0, 0), "p": (0.0, 0.0, 0), "m": (0.0, 0.0, 0), "f": (0.14, 0.1, 1), "v": (0.14, 0.1, 1),
    "d": (0.20, 0.15, 0), "t": (0.18, 0.15, 0), "n": (0.20, 0.15, 0), "s": (0.12, 0.40, 0), "z": (0.12, 0.40, 0),
    "l": (0.32, 0.10, 0), "r": (0.25, -0.45, 0), "w": (0.15, -0.95, 0), "y": (0.20, 0.50, 0), "hh": (0.35, 0.10, 0),
    "k": (0.28, 0.10, 0), "g": (0.28, 0.10, 0), "ng": (0.28, 0.10, 0), "th": (0.22, 0.15, 0), "dh": (0.22, 0.15, 0),
    "sh": (0.18, -0.55, 0), "zh": (0.18, -0.55, 0), "ch": (0.18, -0.50, 0), "jh": (0.18, -0.50, 0),
}  # fmt: skip
_CLOSED = frozenset("bpm")
_LEAD_S = 0.03  # a mouth takes its shape a little before the sound


@dataclass(frozen=True)
class Phone:
    """One sound with its time in seconds."""

    name: str
    start_s: float
    end_s: float


def speak(text: str, wav: Path, voice: str = "slt", stretch: float = 0.94) -> list[Phone]:
    """Write the speech of a text to a WAV file (16 kHz mono) and return its sounds."""
    command = ["flite", "-psdur", "-voice", voice, "--setf", f"duration_stretch={stretch}", "-t", text, str(wav)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    phones, start = [], 0.0
    for name, end in re.findall(r"(\w+):([\d.]+)", told):
        if float(end) < start:  # the times of the next sentence begin anew
            break
        phones.append(Phone(name, start, float(end)))
        start = float(end)
    return phones


def mouth_track(phones: list[Phone], times_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n, 3) jaw, wide and tuck at the given times."""
    fine = np.arange(0, times_s[-1] + 0.5, 0.004)
    track = np.zeros((len(fine), 3))
    closed = np.ones(len(fine))
    for phone in phones:
        inside = (fine >= phone.start_s - _LEAD_S) & (fine < phone.end_s - _LEAD_S)
        track[inside] = SHAPES.get(phone.name, SHAPES["ax"])
        if phone.name in _CLOSED:
            middle, half = (phone.start_s + phone.end_s) / 2 - _LEAD_S, (phone.end_s - phone.start_s) / 2 + 0.02
            closed *= np.clip(np.abs(fine - middle) / half, 0, 1) ** 1.5
    kernel = np.exp(-0.5 * (np.arange(-30, 31) * 0.004 / 0.034) ** 2)
    kernel /= kernel.sum()
    smooth = np.stack([np.convolve(track[:, k], kernel, mode="same") for k in range(3)], 1)
    smooth[:, 0] *= closed  # lips do meet for b, p and m, however short
    return np.stack([np.interp(times_s, fine, smooth[:, k]) for k in range(3)], 1)
