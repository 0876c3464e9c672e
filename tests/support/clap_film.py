"""A film to measure lip sync with: once a second the head tilts at once, and at the same moment a voice calls "ah".

Through the whole program the portrait tilts as the head did and the converted voice calls; `offsets_s` finds both in
any film and says how much later the sound is.
"""

import json
import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.support.face_film import PORTRAIT, ffmpeg

FIRST_S, EVERY_S, HELD_S = 1.5, 1.0, 0.4
_SIDE, _RATE_HZ = 64, 16000


def clap_film(path: Path, *, seconds: float = 8.0, fps: int = 30, size: int = 256) -> Path:
    """Make the film: H.264 and PCM-like AAC, claps from 1.5 s on, each 0.4 s long."""
    held = f"gte(t,{FIRST_S - 0.001})*lt(mod(t-{FIRST_S}+0.001,{EVERY_S}),{HELD_S})"
    picture = f"scale={size}:{size},setsar=1,fps={fps},rotate='0.2*{held}':fillcolor=gray,format=yuv420p"
    # a vowel: harmonics of 140 Hz under two formants, so that a voice detector takes it for speech
    partials = "+".join(
        f"{0.3 * np.exp(-(((k * 140 - 700) / 300) ** 2)) + 0.12 * np.exp(-(((k * 140 - 1200) / 250) ** 2)) + 0.02:.4f}"
        f"*sin(2*PI*{k * 140}*t)"
        for k in range(1, 22)
    )
    sound = f"aevalsrc='0.4*({partials})*{held}':s=48000:d={seconds}"
    ffmpeg(
        *("-loop", "1", "-t", f"{seconds}", "-i", str(PORTRAIT), "-f", "lavfi", "-i", sound, "-vf", picture),
        *("-c:v", "libx264", "-preset", "ultrafast", "-crf", "16", "-c:a", "aac", "-b:a", "192k"),
        *("-t", f"{seconds}", path),
    )
    return path


def offsets_s(film: Path) -> NDArray[np.float64]:
    """Return for each clap found in the picture how much later its sound is, in seconds of the film."""
    tilts_s, calls_s = _tilts_s(film), _calls_s(film)
    near = [calls_s[np.abs(calls_s - tilt_s).argmin()] - tilt_s for tilt_s in tilts_s if len(calls_s)]
    return np.array([offset_s for offset_s in near if abs(offset_s) < EVERY_S / 2])


def _decode(film: Path, *options: str) -> bytes:
    done = subprocess.run(["ffmpeg", "-v", "error", "-i", str(film), *options, "-"], capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _frame_times_s(film: Path) -> NDArray[np.float64]:
    done = subprocess.run(
        [
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v",
            "-show_entries",
            "packet=pts_time",
            "-of",
            "json",
            str(film),
        ],
        capture_output=True,
        check=True,
    )
    return np.sort([float(packet["pts_time"]) for packet in json.loads(done.stdout)["packets"]])


def _tilts_s(film: Path) -> NDArray[np.float64]:
    """When the picture leaves its rest: the first frame that is nearer to the tilted picture."""
    times_s = _frame_times_s(film)
    raw = _decode(film, "-fps_mode", "passthrough", "-s", f"{_SIDE}x{_SIDE}", "-pix_fmt", "gray", "-f", "rawvideo")
    pictures = np.frombuffer(raw, np.uint8).reshape(-1, _SIDE, _SIDE).astype(np.float64)
    times_s = times_s[: len(pictures)]
    rest = np.median(pictures, axis=0)
    moved = np.abs(pictures - rest).mean(axis=(1, 2))
    return rises_s(times_s, moved, float(np.percentile(moved, 95)) / 2)[1]


def _calls_s(film: Path) -> NDArray[np.float64]:
    """When the sound begins: half of its level, in steps of 1 ms."""
    start_s = _sound_start_s(film)
    samples = np.frombuffer(_decode(film, "-vn", "-ac", "1", "-ar", f"{_RATE_HZ}", "-f", "f32le"), np.float32)
    step = _RATE_HZ // 1000
    power = np.square(samples[: len(samples) // step * step].astype(np.float64)).reshape(-1, step).mean(axis=1)
    level = np.sqrt(np.convolve(power, np.ones(8) / 8, mode="same"))  # a period of the voice
    times_s = start_s + np.arange(len(level)) / 1000
    return rises_s(times_s, level, float(np.percentile(level, 95)) / 2)[0]


def _sound_start_s(film: Path) -> float:
    done = subprocess.run(
        [
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "a",
            "-show_entries",
            "stream=start_time",
            "-of",
            "csv=p=0",
            film,
        ],
        capture_output=True,
        check=True,
        text=True,
    )
    return float(done.stdout.strip().rstrip(",") or 0.0)


def rises_s(
    times_s: NDArray[np.float64], values: NDArray[np.float64], half: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """When the values pass `half` upwards after 0.2 s below it: interpolated, and the first one that has passed."""
    found: list[tuple[float, float]] = []
    low_since_s = times_s[0]
    for before, after, value, following in zip(times_s, times_s[1:], values, values[1:], strict=False):
        if value < half <= following and after - low_since_s > 0.2:
            found.append((before + (after - before) * (half - value) / (following - value), after))
        if following >= half:
            low_since_s = after
    table = np.array(found).reshape(-1, 2)
    return table[:, 0], table[:, 1]
